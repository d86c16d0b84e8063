use serde_json::{Value as Json, json};
use shared::wire::{Block, Record, ToolCall};

use super::*;

fn turn(expect: Json) -> Turn {
    serde_json::from_value(json!({ "message": "move it", "expect": expect })).unwrap()
}

fn record(id: &str, status: &str, fields: Json) -> Record {
    let at = "2026-11-21T08:00:00.000Z";
    serde_json::from_value(
        json!({ "type": "task", "id": id, "version": 1, "status": status, "fields": fields,
        "created_at": at, "created_by": "admin", "changed_at": at, "changed_by": "admin" }),
    )
    .unwrap()
}

fn after() -> After {
    let call = ToolCall {
        tool: "change_status".to_owned(),
        arguments: [("id".to_owned(), "T-1".to_owned()), ("to".to_owned(), "done".to_owned())].into(),
        outcome: "done".to_owned(),
    };
    After {
        intent: "action".to_owned(),
        calls: vec![call],
        text: "Moved **Milk** (T-1).".to_owned(),
        blocks: vec![Block::Buttons { buttons: Vec::new() }],
        before: vec![record("T-1", "open", json!({ "title": "Milk" })), record("T-2", "open", json!({}))],
        records: vec![
            record("T-1", "done", json!({ "title": "Milk" })),
            record("T-3", "open", json!({ "title": "New" })),
        ],
    }
}

#[test]
fn what_is_as_expected_is_right() {
    let expect = json!({ "intent": "action", "blocks": ["buttons"], "reply_contains": ["Milk"], "reply_lacks": ["Eggs"],
        "calls": [{ "tool": "change_status", "arguments": { "id": "T-1" }, "outcome": "done" }],
        "records": { "T-1": { "status": "done", "fields": { "title": "Milk", "due": null } }, "T-2": null },
        "created": [{ "type": "task", "status": "open", "fields": { "title": "New" } }] });
    assert_eq!(judge(&turn(expect), &after()), Vec::<String>::new());
    assert_eq!(judge(&turn(json!({})), &after()), Vec::<String>::new());
}

#[test]
fn each_thing_that_is_otherwise_is_told() {
    let wrong = [
        json!({ "intent": "query" }),
        json!({ "calls": [] }),
        json!({ "calls": [{ "tool": "change_status", "arguments": { "id": "T-2" } }] }),
        json!({ "calls": [{ "tool": "change_status", "outcome": "refused" }] }),
        json!({ "records": { "T-1": { "status": "open" } } }),
        json!({ "records": { "T-1": { "fields": { "title": null } } } }),
        json!({ "records": { "T-1": null } }),
        json!({ "records": { "T-2": {} } }),
        json!({ "created": [] }),
        json!({ "created": [{ "type": "bug" }, { "type": "task" }] }),
        json!({ "blocks": [] }),
        json!({ "reply_contains": ["Eggs"] }),
        json!({ "reply_lacks": ["Milk"] }),
    ];
    for expect in wrong {
        assert_eq!(judge(&turn(expect.clone()), &after()).len(), 1, "{expect}");
    }
    let left: Turn = serde_json::from_value(json!({ "message": "hm", "needs_model": true })).unwrap();
    assert_eq!(judge(&left, &after()).len(), 1);
    assert_eq!(judge(&left, &After { calls: Vec::new(), ..after() }), Vec::<String>::new());
}

#[test]
fn a_report_counts_right_wrong_and_left() {
    let mut report = Report::default();
    report.begin("todo");
    report.add("todo", "one / 1", &turn(json!({})), Vec::new());
    report.add("todo", "one / 2", &turn(json!({})), vec!["wrong".to_owned(), "and wrong".to_owned()]);
    let mut sum = Report::default();
    sum.merge(report.clone());
    sum.merge(report);
    assert_eq!(sum.mistakes.len(), 4);
    assert_eq!(
        table(&sum).lines().last(),
        Some("all                  2       4       2       2              0")
    );
}

#[test]
fn a_bad_file_is_refused_with_the_place() {
    let file = r#"{ "today": "2026-11-21", "tenant": "t.json", "user": { "id": "ana" }, "records": { "task": [{ "id": "T-1" }] },
        "transcripts": [{ "id": "one", "user": null, "turns": [{ "message": "hi", "expect": { "calls": [] } }] }] }"#;
    let good = read(file).unwrap();
    assert_eq!(good.actor(&good.transcripts[0]).user, None);
    assert_eq!(good.seeds(&good.transcripts[0]).len(), 1);
    assert!(is_about_records(file) && !is_about_records(r#"{ "tenants": [] }"#));
    let error = read(&file.replacen("\"calls\"", "\"cals\"", 1)).unwrap_err().to_string();
    assert!(error.contains("transcripts[0].turns[0].expect") && error.contains("cals"), "{error}");
}
