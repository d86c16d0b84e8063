//! What a change makes of a record, and under what it is kept: the same for every store.

use std::collections::BTreeMap;

use serde_json::Value as Json;
use sha2::{Digest as _, Sha256};
use shared::tenant::RecordAction;
use shared::wire::{ActionDone, Record};

use crate::ports::{Change, ChangeId, HistoryEntry, What};

/// What stands in the place of a user who was forgotten.
pub const DELETED_USER: &str = "deleted user";

/// What a change makes.
#[derive(Debug, Clone, PartialEq)]
pub struct Changed {
    /// The record as it is afterwards; of one that is deleted, as it was, with the version of its deletion.
    pub record: Record,
    /// Its entry in the history.
    pub entry: HistoryEntry,
    /// What is told of it.
    pub done: ActionDone,
}

/// What a `Create` makes, with this id; `None` of any other change.
#[must_use]
pub fn created(change: &Change, id: &str) -> Option<Changed> {
    let What::Create { status, fields, .. } = &change.what else { return None };
    let at = time(change);
    let record = Record {
        record_type: change.record_type.clone(),
        id: id.to_owned(),
        version: 1,
        status: status.clone(),
        fields: known(fields),
        created_at: at.clone(),
        created_by: change.by.clone(),
        changed_at: at,
        changed_by: change.by.clone(),
    };
    Some(told(change, None, record, RecordAction::Create, None))
}

/// What a change makes of the record that is there; `None` of a `Create`.
#[must_use]
pub fn changed(change: &Change, before: &Record) -> Option<Changed> {
    let mut record = before.clone();
    let (action, text) = match &change.what {
        What::Create { .. } => return None,
        What::Comment { text, .. } => (RecordAction::Comment, Some(text)),
        What::LinkCommit { commit, .. } => (RecordAction::LinkCommit, Some(commit)),
        What::Delete { .. } => (RecordAction::Delete, None),
        What::Update { fields, status, .. } => {
            for (key, value) in fields {
                match value {
                    Some(Json::Null) | None => drop(record.fields.remove(key)),
                    Some(value) => drop(record.fields.insert(key.clone(), value.clone())),
                }
            }
            if status.is_some() {
                record.status.clone_from(status);
            }
            let only_status = fields.is_empty() && status.is_some();
            (if only_status { RecordAction::ChangeStatus } else { RecordAction::Update }, None)
        }
    };
    if !matches!(action, RecordAction::Comment | RecordAction::LinkCommit) {
        record.version += 1;
        record.changed_at = time(change);
        record.changed_by.clone_from(&change.by);
    }
    Some(told(change, Some(before), record, action, text))
}

/// The id of the record that is changed; `None` of one that is new.
#[must_use]
pub fn changed_id(what: &What) -> Option<&str> {
    match what {
        What::Create { .. } => None,
        What::Update { id, .. }
        | What::Comment { id, .. }
        | What::LinkCommit { id, .. }
        | What::Delete { id, .. } => Some(id),
    }
}

/// The version that a change is of, where that counts.
#[must_use]
pub const fn changed_version(what: &What) -> Option<u64> {
    match what {
        What::Update { version, .. } | What::Delete { version, .. } => Some(*version),
        What::Create { .. } | What::Comment { .. } | What::LinkCommit { .. } => None,
    }
}

/// In which order records stand: by the number at the end of their ids, then by the ids. Ids without a number come last.
#[must_use]
pub fn id_order(id: &str) -> (u64, &str) {
    let number = id.rsplit_once('-').map_or(id, |(_, number)| number);
    let is_number = number.len() <= 15 && number.bytes().all(|digit| digit.is_ascii_digit());
    let number = number.parse().ok().filter(|_| is_number);
    (number.unwrap_or(u64::MAX), id)
}

/// The number in an id that was made of this prefix; `None` of any other id.
#[must_use]
pub fn id_number(id_prefix: &str, id: &str) -> Option<u64> {
    let number = id.strip_prefix(id_prefix)?.strip_prefix('-')?;
    let (value, _) = id_order(number);
    (value < u64::MAX && !number.contains('-')).then_some(value)
}

/// What two values of a unique field have in common where they are the same without case.
#[must_use]
pub fn unique_key(value: &str) -> String {
    digest(&value.to_lowercase())
}

/// SHA-256 of a text, in hexadecimal digits: the same text is known again by it.
#[must_use]
pub fn digest(text: &str) -> String {
    Sha256::digest(text).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The values of the record's unique fields, as [`unique_key`] has them.
#[must_use]
pub fn unique_keys(unique: &[String], record: &Record) -> BTreeMap<String, String> {
    let keys = unique.iter().filter_map(|field| {
        let value = record.fields.get(field)?.as_str()?;
        Some((field.clone(), unique_key(value)))
    });
    keys.collect()
}

/// The id of what was done, as it is told.
#[must_use]
pub fn done_id(id: &ChangeId) -> String {
    format!("{}.{}", id.turn, id.place)
}

/// What is not known is absent, and never `null`.
fn known(fields: &BTreeMap<String, Json>) -> BTreeMap<String, Json> {
    let known = fields.iter().filter(|(_, value)| !value.is_null());
    known.map(|(key, value)| (key.clone(), value.clone())).collect()
}

/// Always of the same length, so that times sort as texts.
fn time(change: &Change) -> String {
    format!("{:.3}", change.at)
}

fn told(
    change: &Change,
    before: Option<&Record>,
    record: Record,
    action: RecordAction,
    text: Option<&String>,
) -> Changed {
    let changed = differences(before, &record);
    let entry = HistoryEntry {
        at: change.at,
        by: change.by.clone(),
        action,
        version: record.version,
        text: text.cloned(),
        changed,
    };
    let done = ActionDone {
        id: done_id(&change.id),
        action,
        record_type: record.record_type.clone(),
        record_id: record.id.clone(),
        record: (action != RecordAction::Delete).then(|| record.clone()),
        changed: entry.changed.keys().cloned().collect(),
    };
    Changed { record, entry, done }
}

/// What was, and what became of it, for each field that is not as it was.
fn differences(before: Option<&Record>, after: &Record) -> BTreeMap<String, (Option<Json>, Option<Json>)> {
    let of = |record: Option<&Record>| {
        let mut all = record.map(|record| record.fields.clone()).unwrap_or_default();
        let status = record.and_then(|record| record.status.clone());
        all.extend(status.map(|status| ("status".to_owned(), Json::String(status))));
        all
    };
    let (mut was, is) = (of(before), of(Some(after)));
    let mut changed: BTreeMap<_, _> =
        is.into_iter().map(|(key, is)| (key.clone(), (was.remove(&key), Some(is)))).collect();
    changed.extend(was.into_iter().map(|(key, was)| (key, (Some(was), None))));
    changed.retain(|_, (was, is)| was != is);
    changed
}
