//! Ordinary sentences, and the calls they are.

use serde_json::{Value as Json, json};
use shared::tenant::TenantFile;

use super::tenants::{house, leads, list, read};
use crate::actions::{Intent, Understood};

/// Each message is understood as these calls, surely enough to be done though there is a model.
fn are(tenant: &TenantFile, focus: &[(&str, &str)], expected: &[(&str, Json)]) {
    for (message, calls) in expected {
        let Understood { confidence, calls: read, .. } = read(tenant, focus, message);
        let calls = if calls.is_array() { calls.clone() } else { json!([calls]) };
        assert_eq!(serde_json::to_value(&read).unwrap(), calls, "{message}");
        assert!(confidence >= Understood::SURE, "{message}: {confidence}");
    }
}

fn words(words: &str) -> Json {
    json!({ "by": { "words": words } })
}

#[test]
fn things_to_do() {
    let create = |fields: Json| json!({ "call": "create", "record_type": "task", "fields": fields });
    let done = |target: Json| json!({ "call": "change_status", "target": target, "to": "done" });
    let it = json!({ "by": "context" });
    let find = |filters: Json| json!({ "call": "find", "record_type": "task", "filters": filters });
    are(
        &list(),
        &[("task", "T-1")],
        &[
            ("add buy groceries", create(json!({ "title": "Buy groceries" }))),
            ("also call dentist tomorrow", create(json!({ "title": "Call dentist", "due": "2026-11-22" }))),
            ("Could you please add water the plants", create(json!({ "title": "Water the plants" }))),
            (
                "remind me to pay the rent on 1 December",
                create(json!({ "title": "Pay the rent", "due": "2026-12-01" })),
            ),
            ("add eggs to my list", create(json!({ "title": "Eggs" }))),
            ("add \"Say hello, then leave\"", create(json!({ "title": "Say hello, then leave" }))),
            (
                "add milk and bread",
                json!([create(json!({ "title": "Milk" })), create(json!({ "title": "Bread" }))]),
            ),
            ("add buy milk and bread", create(json!({ "title": "Buy milk and bread" }))),
            (
                "add buy milk and mark eggs done",
                json!([create(json!({ "title": "Buy milk" })), done(words("eggs"))]),
            ),
            ("new task: call mum, priority high", create(json!({ "title": "Call mum", "priority": "high" }))),
            ("show me my tasks", find(json!([]))),
            ("what's left?", find(json!([{ "field": "status", "test": { "not_in": ["done"] } }]))),
            ("what's on my list?", find(json!([]))),
            ("mark groceries done", done(words("groceries"))),
            ("mark it as done", done(it.clone())),
            ("mark the second one done", done(json!({ "by": { "nth": 2 } }))),
            ("I finished the groceries one", done(words("groceries"))),
            ("tick off milk", done(words("milk"))),
            ("I've bought milk", done(words("milk"))),
            ("delete the dentist one", json!({ "call": "delete", "target": words("dentist") })),
            ("dlete the last one", json!({ "call": "delete", "target": { "by": { "nth": -1 } } })),
            (
                "delete T-12 please",
                json!({ "call": "delete", "target": { "record_type": "task", "by": { "id": "T-12" } } }),
            ),
            (
                "delete milk and bread",
                json!([{ "call": "delete", "target": words("milk") }, { "call": "delete", "target": words("bread") }]),
            ),
            ("the second one", json!({ "call": "show", "target": { "by": { "nth": 2 } } })),
            (
                "rename groceries to buy vegetables",
                json!({ "call": "update", "target": words("groceries"), "fields": { "title": "buy vegetables" } }),
            ),
            (
                "move the dentist to Monday",
                json!({ "call": "update", "target": words("dentist"), "fields": { "due": "2026-11-23" } }),
            ),
            ("make it urgent", json!({ "call": "update", "target": it, "fields": { "priority": "high" } })),
            (
                "remove the deadline of groceries",
                json!({ "call": "update", "target": words("groceries"), "fields": { "due": null } }),
            ),
            (
                "how many tasks are left?",
                json!({ "call": "count", "record_type": "task", "filters": [{ "field": "status", "test": { "not_in": ["done"] } }] }),
            ),
            ("go to my tasks", json!({ "call": "navigate", "record_type": "task" })),
            ("shwo me my tasks", find(json!([]))),
        ],
    );
}

#[test]
fn leads_by_name() {
    let it = json!({ "by": "context" });
    let update = |target: Json, fields: Json| json!({ "call": "update", "target": target, "fields": fields });
    let moved = |target: Json, to: &str| json!({ "call": "change_status", "target": target, "to": to });
    are(
        &leads(),
        &[("lead", "LEAD-1")],
        &[
            ("Move John to Meeting booked", moved(words("John"), "meeting_booked")),
            (
                "Add new lead Sarah from TechCorp",
                json!({ "call": "create", "record_type": "lead", "fields": { "name": "Sarah", "company": "TechCorp" } }),
            ),
            (
                "add lead Tom Baker from Acme, tom@acme.com, worth 5k",
                json!({ "call": "create", "record_type": "lead",
                "fields": { "name": "Tom Baker", "company": "Acme", "email": "tom@acme.com", "value": "5k" } }),
            ),
            ("what's her phone?", json!({ "call": "show", "target": it, "field": "phone" })),
            (
                "change her email to sarah@techcorp.com",
                update(it.clone(), json!({ "email": "sarah@techcorp.com" })),
            ),
            ("John's phone is 0171 2345678", update(words("John"), json!({ "phone": "0171 2345678" }))),
            ("set John Smith's value to 12k", update(words("John Smith"), json!({ "value": "12k" }))),
            ("delete it", json!({ "call": "delete", "target": it })),
            ("mark that lead as lost", moved(json!({ "record_type": "lead", "by": "context" }), "lost")),
            (
                "sum of deal value by stage",
                json!({ "call": "count", "record_type": "lead", "filters": [], "by": "status", "sum": "value" }),
            ),
            (
                "show all leads from TechCorp",
                json!({ "call": "find", "record_type": "lead", "filters": [{ "field": "company", "test": { "is": "TechCorp" } }] }),
            ),
            (
                "leads without a phone",
                json!({ "call": "find", "record_type": "lead", "filters": [{ "field": "phone", "test": { "known": false } }] }),
            ),
            (
                "leads worth more than 5k",
                json!({ "call": "find", "record_type": "lead",
                "filters": [{ "field": "value", "test": { "at_least": { "min": 5000, "max": 5000, "currency": "EUR" } } }] }),
            ),
            (
                "what is the value of TechCorp",
                json!({ "call": "show", "target": words("TechCorp"), "field": "value" }),
            ),
            (
                "add a comment to John: call back Monday, he said.",
                json!({ "call": "comment", "target": words("John"), "text": "call back Monday, he said." }),
            ),
        ],
    );
}

#[test]
fn work_of_several_types() {
    let task = |id: &str| json!({ "record_type": "task", "by": { "id": id } });
    let open = json!({ "field": "status", "test": { "not_in": ["done"] } });
    let phoenix = json!({ "field": "project_id", "test": { "is": "Phoenix" } });
    are(
        &house(),
        &[("task", "TSK-1")],
        &[
            (
                "show my open bugs in Phoenix due this week",
                json!({ "call": "find", "record_type": "bug", "filters": [
                { "field": "assignee", "test": { "is": "ana" } }, open, phoenix,
                { "field": "due", "test": { "at_least": "2026-11-16" } }, { "field": "due", "test": { "at_most": "2026-11-22" } }] }),
            ),
            (
                "open bugs in Phoenix",
                json!({ "call": "find", "record_type": "bug", "filters": [open, phoenix] }),
            ),
            ("show the Phoenix bugs", json!({ "call": "find", "record_type": "bug", "filters": [phoenix] })),
            (
                "tasks with high priority assigned to me",
                json!({ "call": "find", "record_type": "task", "filters": [
                { "field": "priority", "test": { "is": "high" } }, { "field": "assignee", "test": { "is": "ana" } }] }),
            ),
            (
                "overdue tasks",
                json!({ "call": "find", "record_type": "task", "filters": [{ "field": "due", "test": { "at_most": "2026-11-20" } }, open] }),
            ),
            (
                "move TSK-12 to review",
                json!({ "call": "change_status", "target": task("TSK-12"), "to": "review" }),
            ),
            (
                "move tsk-12 back to in progress",
                json!({ "call": "change_status", "target": task("TSK-12"), "to": "in_progress" }),
            ),
            (
                "assign TSK-12 to Ben",
                json!({ "call": "update", "target": task("TSK-12"), "fields": { "assignee": "Ben" } }),
            ),
            (
                "assign task 12 to me",
                json!({ "call": "update", "target": task("TSK-12"), "fields": { "assignee": "ana" } }),
            ),
            (
                "unassign TSK-12",
                json!({ "call": "update", "target": task("TSK-12"), "fields": { "assignee": null } }),
            ),
            (
                "comment on it: looks good. Ship it!",
                json!({ "call": "comment", "target": { "by": "context" }, "text": "looks good. Ship it!" }),
            ),
            (
                "link commit 3f2a9c1 to it",
                json!({ "call": "link_commit", "target": { "by": "context" }, "commit": "3f2a9c1" }),
            ),
            (
                "set the deadline of TSK-7 to Friday",
                json!({ "call": "update", "target": task("TSK-7"), "fields": { "due": "2026-11-27" } }),
            ),
            (
                "make it due next Friday",
                json!({ "call": "update", "target": { "by": "context" }, "fields": { "due": "2026-11-27" } }),
            ),
            (
                "tasks by status in Apollo",
                json!({ "call": "count", "record_type": "task",
                "filters": [{ "field": "project_id", "test": { "is": "Apollo" } }], "by": "status" }),
            ),
            (
                "bugs per project",
                json!({ "call": "count", "record_type": "bug", "filters": [], "by": "project_id" }),
            ),
            (
                "sum of estimate by project",
                json!({ "call": "count", "record_type": "task", "filters": [], "by": "project_id", "sum": "hours" }),
            ),
            (
                "open the Mercury project",
                json!({ "call": "navigate", "record_type": "project", "target": { "record_type": "project", "by": { "words": "Mercury" } } }),
            ),
            (
                "delete project Apollo",
                json!({ "call": "delete", "target": { "record_type": "project", "by": { "words": "Apollo" } } }),
            ),
            (
                "who is the owner of TSK-4",
                json!({ "call": "show", "target": task("TSK-4"), "field": "assignee" }),
            ),
            ("when is TSK-4 due?", json!({ "call": "show", "target": task("TSK-4"), "field": "due" })),
            ("is TSK-4 done?", json!({ "call": "show", "target": task("TSK-4"), "field": "status" })),
            ("show TSK-4", json!({ "call": "show", "target": task("TSK-4") })),
            (
                "create a bug in Phoenix: login fails",
                json!({ "call": "create", "record_type": "bug", "fields": { "project_id": "Phoenix", "title": "Login fails" } }),
            ),
            (
                "add a task to Phoenix: write the notes, high priority",
                json!({ "call": "create", "record_type": "task",
                "fields": { "project_id": "Phoenix", "title": "Write the notes", "priority": "high" } }),
            ),
            (
                "move TSK-4 to review and assign it to Ben",
                json!([
                { "call": "change_status", "target": task("TSK-4"), "to": "review" },
                { "call": "update", "target": { "by": "context" }, "fields": { "assignee": "Ben" } }]),
            ),
        ],
    );
}

#[test]
fn what_was_misread_once() {
    let create = |of: &str, fields: Json| json!({ "call": "create", "record_type": of, "fields": fields });
    are(
        &list(),
        &[],
        &[
            (
                "add buy flowers for Anna on Friday",
                create("task", json!({ "title": "Buy flowers for Anna", "due": "2026-11-27" })),
            ),
            ("list everything", json!({ "call": "find", "record_type": "task", "filters": [] })),
        ],
    );
    are(
        &leads(),
        &[],
        &[(
            "create a lead for Peter Miller at Globex",
            create("lead", json!({ "name": "Peter Miller", "company": "Globex" })),
        )],
    );
    are(
        &house(),
        &[("task", "TSK-1")],
        &[
            (
                "file a bug against Apollo: crash on start",
                create("bug", json!({ "project_id": "Apollo", "title": "Crash on start" })),
            ),
            ("show Apollo", json!({ "call": "show", "target": words("Apollo") })),
            (
                "tasks due before Friday",
                json!({ "call": "find", "record_type": "task", "filters": [{ "field": "due", "test": { "at_most": "2026-11-27" } }] }),
            ),
            (
                "bugs in Phoenix and Apollo",
                json!({ "call": "find", "record_type": "bug", "filters": [{ "field": "project_id", "test": { "in": ["Phoenix", "Apollo"] } }] }),
            ),
            (
                "tasks with more than 5 hours",
                json!({ "call": "find", "record_type": "task", "filters": [{ "field": "hours", "test": { "at_least": 5.0 } }] }),
            ),
        ],
    );
    for message in
        ["what did I finish today?", "what is Ben working on?", "how many leads came from referrals"]
    {
        for tenant in [list(), leads(), house()] {
            let confidence = read(&tenant, &[], message).confidence;
            assert!(confidence < Understood::BY_RULES, "{message}: {confidence}");
        }
    }
}

#[test]
fn what_is_unclear_is_less_sure() {
    let unsure = |tenant: &TenantFile, message: &str| {
        let confidence = read(tenant, &[], message).confidence;
        assert!(confidence < Understood::SURE, "{message}: {confidence}");
    };
    for message in [
        "the groceries are in the fridge and the dentist rang to cancel",
        "milk is done",
        "I spoke to the shop today about everything. Mark milk done.",
        "add whatever you think is best for the party next week when everybody is there and nobody has time",
    ] {
        unsure(&list(), message);
    }
    for message in ["move John to the moon", "close John", "add a chat to our page"] {
        unsure(&leads(), message);
    }
    for message in ["add fix the login", "we have reviewed the offer"] {
        unsure(&house(), message);
    }
}

#[test]
fn what_it_is_about_is_told() {
    let intent = |message: &str| read(&house(), &[], message).intent;
    assert_eq!(intent("tasks in Phoenix"), Intent::Query);
    assert_eq!(intent("how many tasks are in Phoenix"), Intent::Query);
    assert_eq!(intent("tasks by status"), Intent::Report);
    assert_eq!(intent("open project Phoenix"), Intent::Navigation);
    assert_eq!(intent("move TSK-4 to review"), Intent::Action);
    assert_eq!(intent("what a day"), Intent::Clarification);
}

#[test]
fn tools_are_called_by_their_sentences() {
    use crate::actions::{Thread, understand};
    let tenant = list();
    let tool = crate::ports::OfferedTool {
        name: "weather".to_owned(),
        description: String::new(),
        parameters: json!({}),
        destructive: shared::tenant::Destructive::Allow,
        phrases: vec!["what is the weather in {city}?".to_owned(), "weather".to_owned()],
    };
    let (actor, thread, tools) = (super::tenants::ana(), Thread::default(), [tool]);
    let calls = |message: &str| {
        let sentence = crate::actions::Sentence {
            tools: &tools,
            ..super::tenants::sentence(&tenant, &actor, &thread, message)
        };
        serde_json::to_value(understand(&sentence).calls).unwrap()
    };
    assert_eq!(
        calls("What is the weather in New York?"),
        json!([{ "call": "tool", "name": "weather", "arguments": { "city": "New York" } }])
    );
    assert_eq!(calls("weather, please"), json!([{ "call": "tool", "name": "weather", "arguments": {} }]));
    assert_eq!(calls("what is the weather in"), json!([]));
}
