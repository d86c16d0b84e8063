//! What cannot be taken back waits for a clear yes, and is done once.

use engine::actions::Call;
use jiff::ToSpan as _;
use serde_json::json;

use super::world::{World, outcomes, task, update};

#[tokio::test]
async fn nothing_is_deleted_before_a_yes_and_once_after_it() {
    let mut world = World::new();
    let asked = world.say("delete TSK-1").await.unwrap();
    assert_eq!((outcomes(&asked), asked.actions.len()), (vec!["to_confirm"], 0));
    assert!(world.task("TSK-1").await.is_some());
    let waits = world.thread.clone();
    let done = world.say_as("turn-b", "yes").await.unwrap().unwrap();
    assert_eq!(outcomes(&done), ["done"]);
    assert!(world.task("TSK-1").await.is_none());
    // Twice confirmed: in another window, or by a turn that was taken over.
    world.thread = waits;
    let again = world.say_as("turn-c", "yes").await.unwrap().unwrap();
    assert_eq!((outcomes(&again), &again.actions), (vec!["done"], &done.actions));
}

#[tokio::test]
async fn anything_else_lets_it_be() {
    for message in ["no", "what time is it?", "show all tasks", "hm"] {
        let mut world = World::new();
        world.say("delete TSK-1").await.unwrap();
        world.say(message).await;
        assert_eq!(world.thread.waiting, None, "{message}");
        world.say("yes").await;
        assert!(world.task("TSK-1").await.is_some(), "{message}");
    }
}

#[tokio::test]
async fn a_late_yes_is_none() {
    let mut world = World::new();
    world.say("delete TSK-1").await.unwrap();
    world.now += 11.minutes();
    assert_eq!(world.say("yes").await, None);
    assert!(world.task("TSK-1").await.is_some());
}

#[tokio::test]
async fn what_was_changed_meanwhile_is_not_deleted() {
    let mut world = World::new();
    world.say("delete TSK-1").await.unwrap();
    let waits = world.thread.clone();
    world.run(vec![update(task("TSK-1"), json!({ "title": "Login page of tomorrow" }))]).await;
    world.thread = waits;
    let stale = world.say("yes").await.unwrap();
    assert_eq!(outcomes(&stale), ["stale"]);
    assert!(stale.text.contains("Login page of tomorrow"), "{}", stale.text);
    assert!(world.task("TSK-1").await.is_some());
}

#[tokio::test]
async fn a_call_that_is_confirmed_already_is_none_that_somebody_can_make() {
    // The same call by another way (a model's) asks again.
    let mut world = World::new();
    world.say("delete TSK-1").await.unwrap();
    let ran = world.run(vec![Call::Delete { target: task("TSK-1") }]).await;
    assert_eq!(outcomes(&ran), ["to_confirm"]);
    assert!(world.task("TSK-1").await.is_some());
}

#[tokio::test]
async fn only_one_waits_at_a_time() {
    let mut world = World::new();
    let ran = world.say("delete TSK-1 and TSK-2").await.unwrap();
    assert_eq!(outcomes(&ran), ["to_confirm", "one_at_a_time"]);
    assert_eq!(outcomes(&world.say("yes").await.unwrap()), ["done"]);
    assert!(world.task("TSK-1").await.is_none() && world.task("TSK-2").await.is_some());
}
