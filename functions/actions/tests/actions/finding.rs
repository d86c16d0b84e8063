//! Which record is meant, and that nobody learns of one that they may not see.

use engine::actions::{Call, Came, RecordRef};
use engine::records::{Condition, Test};
use serde_json::json;

use super::world::{World, called, create, outcomes, task, update};

#[tokio::test]
async fn what_is_hidden_is_told_as_what_is_not_there() {
    let mut world = World::new();
    for (hidden, absent) in [
        (Call::Delete { target: task("TSK-3") }, Call::Delete { target: task("TSK-9") }),
        (
            Call::Show { target: task("TSK-3"), field: None },
            Call::Show { target: task("TSK-9"), field: None },
        ),
        (Call::Delete { target: called("Secret plan") }, Call::Delete { target: called("Nothing such") }),
        (
            Call::ChangeStatus { target: task("TSK-3"), to: "done".to_owned() },
            Call::ChangeStatus { target: task("TSK-9"), to: "done".to_owned() },
        ),
        (
            Call::Comment { target: task("TSK-3"), text: "x".to_owned() },
            Call::Comment { target: task("TSK-9"), text: "x".to_owned() },
        ),
        (
            create(json!({ "title": "T", "project_id": "Mercury" })),
            create(json!({ "title": "T", "project_id": "Nowhere" })),
        ),
        (
            create(json!({ "title": "T", "project_id": "PRJ-2" })),
            create(json!({ "title": "T", "project_id": "PRJ-9" })),
        ),
        (
            update(task("TSK-1"), json!({ "project_id": "Mercury" })),
            update(task("TSK-1"), json!({ "project_id": "Nowhere" })),
        ),
    ] {
        let (one, other) = (world.run(vec![hidden]).await, world.run(vec![absent]).await);
        assert_eq!(outcomes(&one), outcomes(&other));
        let plain = |text: &str| {
            ["TSK-3", "TSK-9", "Secret plan", "Nothing such", "Mercury", "Nowhere", "PRJ-2", "PRJ-9"]
                .iter()
                .fold(text.to_owned(), |text, name| text.replace(name, "X"))
        };
        assert_eq!(plain(&one.text), plain(&other.text));
        assert_eq!(one.actions, []);
        assert_eq!(one.blocks.len(), other.blocks.len());
    }
    assert_eq!(world.task("TSK-3").await.unwrap().version, 1);
    let all = world.say("show all tasks").await.unwrap();
    assert!(!format!("{all:?}").contains("Secret"));
    let count = world.say("tasks by project").await.unwrap();
    assert!(!format!("{count:?}").contains("Mercury") && !format!("{count:?}").contains("PRJ-2"));
}

#[tokio::test]
async fn one_clear_match_acts_and_several_ask_which() {
    let mut world = World::new();
    let ran = world.say("move the header back to open").await.unwrap();
    assert_eq!(
        (outcomes(&ran), world.task("TSK-4").await.unwrap().status.as_deref()),
        (vec!["done"], Some("open"))
    );
    // A slip of the finger.
    assert_eq!(outcomes(&world.say("move the hedaer to done").await.unwrap()), ["done"]);
    let ran = world.say("move login to review").await.unwrap();
    assert_eq!(outcomes(&ran), ["ambiguous"]);
    let buttons = serde_json::to_string(&ran.blocks).unwrap();
    assert!(
        buttons.contains("Login page · Phoenix (TSK-1)") && buttons.contains("\"message\":\"TSK-2\""),
        "{buttons}"
    );
    let ran = world.say("the help one").await.unwrap();
    assert_eq!((outcomes(&ran), ran.actions[0].record_id.as_str()), (vec!["done"], "TSK-2"));
    // "it" is what was changed last.
    assert_eq!(world.say("move it to done").await.unwrap().actions[0].record_id, "TSK-2");
}

#[tokio::test]
async fn none_offers_to_make_one() {
    let mut world = World::new();
    world.thread.focus = vec![RecordRef { record_type: "project".to_owned(), id: "PRJ-1".to_owned() }];
    let ran = world.say("show the task footer").await.unwrap();
    assert_eq!(outcomes(&ran), ["not_found"]);
    let ran = world.say("Yes, add it").await.unwrap();
    assert_eq!(outcomes(&ran), ["done"]);
    assert_eq!(world.task("TSK-5").await.unwrap().fields["title"], "Footer");
    // Nothing is offered in the place of what was to be deleted.
    let ran = world.run(vec![Call::Delete { target: called("sidebar") }]).await;
    assert!(ran.blocks.is_empty() && ran.thread.waiting.is_none());
}

#[tokio::test]
async fn filters_name_what_records_belong_to() {
    let mut world = World::new();
    let find = |project: &str| Call::Find {
        record_type: "task".to_owned(),
        filters: vec![Condition { field: "Project".to_owned(), test: Test::Is(json!(project)) }],
        words: None,
        order: None,
    };
    let ran = world.run(vec![find("phoenix")]).await;
    // Two rows at most, and how many there are.
    let Came::Found { records, total, .. } = &ran.acted[0].came else { panic!("{ran:?}") };
    assert_eq!((records.len(), *total), (2, 3));
    assert!(ran.text.starts_with("3 tasks; these are the first 2."), "{}", ran.text);
    assert_eq!(outcomes(&world.run(vec![find("Mercury")]).await), ["not_found"]);
    let owner = world.say("tasks assigned to Ben").await.unwrap();
    assert_eq!(owner.text, "1 task.");
}

#[tokio::test]
async fn values_are_checked_and_what_is_missing_is_asked_for() {
    let mut world = World::new();
    let ran = world.run(vec![create(json!({ "title": "Footer" }))]).await;
    assert_eq!(outcomes(&ran), ["incomplete"]);
    let ran = world.say("in Phoenix").await.unwrap();
    assert_eq!(
        (outcomes(&ran), ran.actions[0].record.as_ref().unwrap().fields["project_id"].clone()),
        (vec!["done"], json!("PRJ-1"))
    );
    for (fields, outcome) in [
        (json!({ "due": "blue" }), "invalid"),
        (json!({ "hours": "many" }), "invalid"),
        (json!({ "colour": "blue" }), "invalid"),
        (json!({ "title": null }), "invalid"),
        (json!({ "code": "l1" }), "not_unique"),
        (json!({ "title": "Login help" }), "unchanged"),
        (json!({ "due": "next Friday", "hours": "3" }), "done"),
    ] {
        assert_eq!(
            outcomes(&world.run(vec![update(task("TSK-2"), fields.clone())]).await),
            [outcome],
            "{fields}"
        );
    }
    let fields = world.task("TSK-2").await.unwrap().fields;
    assert_eq!((&fields["due"], &fields["hours"]), (&json!("2026-11-27"), &json!(3)));
    let ran = world.say("move TSK-4 to review").await.unwrap();
    assert_eq!(outcomes(&ran), ["no_transition"]);
    assert_eq!(ran.text, "**Header** (TSK-4) is in *Done*: from there it can only go to *Open*.");
}

#[tokio::test]
async fn what_is_not_allowed_is_refused_and_changes_nothing() {
    let mut reader = World::new().with_role("reader");
    for message in [
        "delete TSK-1",
        "move TSK-1 to done",
        "comment on TSK-1: hello",
        "add a task: footer",
        "link commit 3f2a9c1 to TSK-1",
        "rename TSK-1 to X",
    ] {
        assert_eq!(outcomes(&reader.say(message).await.unwrap()), ["refused"], "{message}");
    }
    assert_eq!(reader.task("TSK-1").await.unwrap().version, 1);
    // Only one field may be set.
    let mut writer = World::new().with_role("writer");
    assert_eq!(
        outcomes(&writer.run(vec![update(task("TSK-1"), json!({ "due": "2026-12-01" }))]).await),
        ["done"]
    );
    let both = json!({ "due": "2026-12-02", "title": "X" });
    assert_eq!(outcomes(&writer.run(vec![update(task("TSK-1"), both)]).await), ["refused"]);
    // Never by chat, whoever asks, and without looking.
    let mut world = World::new();
    for name in ["Phoenix", "Mercury"] {
        let ran = world.say(&format!("delete project {name}")).await.unwrap();
        assert_eq!((outcomes(&ran), ran.text.as_str()), (vec!["refused"], "Projects are not deleted here."));
    }
}

#[tokio::test]
async fn what_is_deleted_at_once_is_named_without_a_doubt() {
    let mut world = World::new();
    world.tenant.records.types[1].delete = shared::tenant::Destructive::Allow;
    world.say("show TSK-1").await.unwrap();
    // What was spoken of last decides what is shown, not what is deleted.
    assert_eq!(
        outcomes(&world.run(vec![Call::Show { target: called("login"), field: None }]).await),
        ["found"]
    );
    assert_eq!(outcomes(&world.run(vec![Call::Delete { target: called("login") }]).await), ["ambiguous"]);
    assert_eq!(outcomes(&world.say("the first one").await.unwrap()), ["done"]);
    assert!(world.task("TSK-1").await.is_none());
}
