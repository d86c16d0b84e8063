//! A change made in the summary card or the form (`shared::wire::Edit`), as the outbox keeps it and the wire takes it.

use crate::conversation::json::{Json, Writer, quoted};
use crate::conversation::text::Joined;

/// Values to be set, by key; as JSON of one line.
#[must_use]
pub fn set(values: &[(&str, &str)]) -> String {
    let mut set = Writer::default();
    for (key, value) in values {
        set = set.text(key, value);
    }
    Writer::default().json("set", &set.end()).end()
}

/// A value to be cleared.
#[must_use]
pub fn clear(key: &str) -> String {
    Writer::default().json("clear", &["[", &quoted(key), "]"].joined()).end()
}

/// Everything is confirmed as it stands.
#[must_use]
pub fn confirm() -> String {
    Writer::default().json("confirm", "true").end()
}

/// A value that is on its way, or that could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The attribute's key.
    pub key: String,
    /// What the visitor wrote; empty where the value goes away.
    pub typed: String,
    /// Why it could not be read, for the visitor; empty while it is on its way.
    pub reason: String,
}

/// The values that an edit is about.
#[must_use]
pub fn changes(edit: &str) -> Vec<Change> {
    let json = Json::read(edit).unwrap_or(Json::Null);
    let change = |key: String, typed: Option<String>| Change {
        key,
        typed: typed.unwrap_or_default(),
        reason: String::new(),
    };
    let mut changes = Vec::new();
    for (key, value) in json.field("set").fields() {
        changes.push(change(key.clone(), value.text()));
    }
    for key in super::texts(json.field("clear")) {
        changes.push(change(key, None));
    }
    changes
}

/// What remains of the changes once a reply has come: those that it rejects, with the reason.
#[must_use]
pub fn rejected(edit: &str, reply: &Json) -> Vec<Change> {
    let reasons = super::pairs(reply.field("rejected"), "key", "reason");
    let mut left = Vec::new();
    for change in changes(edit) {
        if let Some((_, reason)) = reasons.iter().find(|(key, _)| *key == change.key) {
            left.push(Change { reason: reason.clone(), ..change });
        }
    }
    left
}
