//! What came of a call, as a result of the protocol: its JSON, as such and as text.

use actions::Ran;
use engine::actions::Came;
use engine::ports::Found;
use serde_json::{Value, json};
use shared::wire::ActionDone;

/// Something that was not done, which the one who asks should hear.
pub(super) fn refused(outcome: &str, message: &str) -> Value {
    result(&json!({ "outcome": outcome, "message": message }), true)
}

/// What is known of what was asked. Entries below [`Found::GOOD`] only have to do with it.
pub(super) fn found(entries: &[Found]) -> Value {
    let entries: Vec<Value> = entries
        .iter()
        .map(|found| {
            let entry = &found.entry;
            json!({
                "id": entry.id, "title": entry.title, "text": entry.text, "category": entry.category,
                "service": entry.service, "price": entry.price, "availability": entry.availability, "url": entry.url,
                "language": entry.language, "answers": found.score >= Found::GOOD,
            })
        })
        .collect();
    let outcome = if entries.is_empty() { "not_found" } else { "found" };
    result(&json!({ "outcome": outcome, "entries": entries }), false)
}

/// What the same call has done already.
pub(super) fn done_before(done: &ActionDone) -> Value {
    result(&json!({ "outcome": "done", "action": done, "record": done.record }), false)
}

/// What was done or found; with what confirms it where it waits.
pub(super) fn ran(ran: &Ran, confirmation: Option<String>) -> Value {
    let Some(acted) = ran.acted.first() else { return refused("not_done", &ran.text) };
    let outcome = acted.outcome();
    let mut told = json!({ "outcome": outcome, "message": ran.text });
    let is_good = match &acted.came {
        Came::Found { records, total, more } => {
            told["records"] = json!(records);
            told["total"] = json!(total);
            told["more"] = json!(more);
            true
        }
        Came::Counted { groups, currency, more } => {
            let groups = groups.iter().map(|(value, number)| json!({ "value": value, "number": number }));
            told["groups"] = groups.collect();
            told["currency"] = json!(currency);
            told["more"] = json!(more);
            true
        }
        Came::Done { done, record } => {
            told["action"] = json!(done);
            told["record"] = json!(record);
            true
        }
        Came::Shown(record) | Came::Unchanged(record) => {
            told["record"] = json!(record);
            true
        }
        Came::ToConfirm(record) => {
            told["record"] = json!(record);
            told["confirmation"] = json!(confirmation);
            confirmation.is_some()
        }
        _ => false,
    };
    result(&told, !is_good)
}

fn result(told: &Value, is_error: bool) -> Value {
    json!({
        "content": [{ "type": "text", "text": told.to_string() }], "structuredContent": told, "isError": is_error,
    })
}
