//! So much at once, each once, and a store that is away.

use actions::already_done;
use engine::ports::{ChangeId, Nothing, Records as _};
use engine::records::Actor;
use serde_json::json;

use super::world::{World, create, outcomes, task, update};

#[tokio::test]
async fn a_message_leads_to_so_many_actions_and_no_more() {
    let mut world = World::new();
    let calls =
        (1..=5).map(|number| create(json!({ "title": format!("Step {number}"), "project_id": "PRJ-1" })));
    let ran = world.run(calls.collect()).await;
    assert_eq!(outcomes(&ran), ["done", "done", "done", "too_many", "too_many"]);
    assert_eq!(world.records.all("house", "task").len(), 7);
    assert_eq!(ran.text.matches("more than I do at once").count(), 1, "{}", ran.text);
}

#[tokio::test]
async fn a_turn_that_runs_twice_does_everything_once() {
    let world = World::new();
    let calls = || {
        vec![
            create(json!({ "title": "Footer", "project_id": "PRJ-1" })),
            update(task("TSK-1"), json!({ "hours": 2 })),
        ]
    };
    let first = world.runner(&world.records, &Nothing, "turn-x").run(calls()).await.unwrap();
    let again = world.runner(&world.records, &Nothing, "turn-x").run(calls()).await.unwrap();
    assert_eq!(outcomes(&first), ["done", "done"]);
    assert_eq!(first.actions[0], again.actions[0]);
    assert_eq!(world.records.all("house", "task").len(), 5);
    assert_eq!(world.task("TSK-1").await.unwrap().version, 2);
    let done = world.records.done_by("house", "turn-x").await.unwrap();
    assert_eq!(done.iter().map(|done| done.id.clone()).collect::<Vec<_>>(), ["turn-x.0", "turn-x.1"]);
    assert_eq!(done[0].id, engine::records::done_id(&ChangeId { turn: "turn-x".to_owned(), place: 0 }));
    // Whoever takes the turn over tells of it without doing anything.
    let told = already_done(&world.tenant, "en", done.clone());
    assert_eq!((told.actions, outcomes(&first).len()), (done, told.tool_calls.len()));
    assert!(
        told.text.contains("Added **Footer** (TSK-5).") && told.text.contains("hours is now 2")
            || told.text.contains("Hours is now 2"),
        "{}",
        told.text
    );
}

#[tokio::test]
async fn a_store_that_is_away_ends_the_turn() {
    let world = World::new();
    let mut runner = world.runner(&Nothing, &Nothing, "turn-1");
    assert!(
        runner.run(vec![create(json!({ "title": "Footer", "project_id": "PRJ-1" }))]).await.is_ok(),
        "no project is found"
    );
    let mut world = World::new();
    let project = json!([{ "roles": ["*"], "actions": ["create"] }]);
    world.tenant.records.types[0].permissions = serde_json::from_value(project).unwrap();
    let call = engine::actions::Call::Create {
        record_type: "project".to_owned(),
        fields: [("name".to_owned(), json!("New"))].into(),
    };
    assert!(world.runner(&Nothing, &Nothing, "turn-1").run(vec![call]).await.is_err());
}

#[tokio::test]
async fn a_visitor_whom_nobody_knows_is_on_no_project() {
    let mut world = World::new();
    world.actor = Actor { user: None, session: "s".to_owned() };
    for message in ["show all tasks", "show TSK-1", "delete TSK-1", "how many tasks are there"] {
        let ran = world.say(message).await.unwrap();
        assert!(ran.blocks.is_empty() && !ran.text.contains("Login"), "{message}: {}", ran.text);
    }
}
