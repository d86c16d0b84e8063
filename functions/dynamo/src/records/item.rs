//! How a record, and what happened to it, is kept as an item.
//!
//! | attribute      | type | of      | what |
//! | -------------- | ---- | ------- | --- |
//! | `id`, `version`, `status` | S, N, S | records | as on the wire; no `status` where there is none |
//! | `f`            | M    | records | the fields: texts, numbers, yes or no, ranges as maps |
//! | `l`            | M    | records | the fields that are lists of texts |
//! | `created_at`, `created_by`, `changed_at`, `changed_by` | S | records | as on the wire |
//! | `deleted_at`   | S    | records | when it was deleted; left out where it was not |
//! | `at`, `by`, `entry` | S | history | when, who, and JSON of the rest |
//! | `turn`, `place` | S, N | history | the change that it was |
//!
//! Lists stand apart because what a list contains is asked otherwise than what a text is, and DynamoDB has one word for "the
//! list contains" and "the text has in it".

use std::collections::{BTreeMap, HashMap};

use aws::dynamodb::{AttributeValue, Item};
use engine::ports::{Change, HistoryEntry, StoreError};
use serde::{Deserialize, Serialize};
use serde_json::{Number, Value as Json};
use shared::tenant::RecordAction;
use shared::wire::Record;

use super::place;
use crate::item::{from_json, json, text};

pub(super) const FIELDS: &str = "f";
pub(super) const LISTS: &str = "l";
pub(super) const DELETED_AT: &str = "deleted_at";
pub(super) const BY: &str = "by";
pub(super) const DONE: &str = "done";
pub(super) const TURN: &str = "turn";
pub(super) const PLACE: &str = "place";

/// The item of a record.
pub(super) fn from_record(tenant: &str, record: &Record) -> Item {
    let mut item = place::record(tenant, &record.record_type, &record.id);
    let (mut fields, mut lists) = (HashMap::new(), HashMap::new());
    for (key, value) in &record.fields {
        let part = if value.is_array() { &mut lists } else { &mut fields };
        part.insert(key.clone(), from_value(value));
    }
    let texts = [
        ("id", &record.id),
        ("created_at", &record.created_at),
        ("created_by", &record.created_by),
        ("changed_at", &record.changed_at),
        ("changed_by", &record.changed_by),
    ];
    item.extend(texts.map(|(name, value)| (name.to_owned(), text(value))));
    item.extend(record.status.as_ref().map(|status| ("status".to_owned(), text(status))));
    item.extend([
        ("version".to_owned(), number(record.version)),
        (FIELDS.to_owned(), AttributeValue::M(fields)),
        (LISTS.to_owned(), AttributeValue::M(lists)),
    ]);
    item
}

/// The record of an item.
pub(super) fn to_record(record_type: &str, item: &Item) -> Result<Record, StoreError> {
    let text = |name: &str| {
        let text = item.get(name).and_then(AttributeValue::as_s);
        text.map(str::to_owned).ok_or_else(|| corrupt(name))
    };
    let version = item.get("version").and_then(AttributeValue::as_n).and_then(|number| number.parse().ok());
    let mut fields = BTreeMap::new();
    for part in [FIELDS, LISTS] {
        let values = item.get(part).and_then(AttributeValue::as_m).ok_or_else(|| corrupt(part))?;
        for (key, value) in values {
            fields.insert(key.clone(), to_value(value).ok_or_else(|| corrupt(part))?);
        }
    }
    Ok(Record {
        record_type: record_type.to_owned(),
        id: text("id")?,
        version: version.ok_or_else(|| corrupt("version"))?,
        status: item.contains_key("status").then(|| text("status")).transpose()?,
        fields,
        created_at: text("created_at")?,
        created_by: text("created_by")?,
        changed_at: text("changed_at")?,
        changed_by: text("changed_by")?,
    })
}

/// A value as DynamoDB has it, with the type that is compared.
pub(super) fn from_value(value: &Json) -> AttributeValue {
    match value {
        Json::Null => AttributeValue::Null(true),
        Json::Bool(yes) => AttributeValue::Bool(*yes),
        Json::Number(number) => AttributeValue::N(number.to_string()),
        Json::String(value) => text(value),
        Json::Array(values) => AttributeValue::L(values.iter().map(from_value).collect()),
        Json::Object(values) => {
            AttributeValue::M(values.iter().map(|(key, value)| (key.clone(), from_value(value))).collect())
        }
    }
}

fn to_value(value: &AttributeValue) -> Option<Json> {
    Some(match value {
        AttributeValue::Null(_) => Json::Null,
        AttributeValue::Bool(yes) => Json::Bool(*yes),
        AttributeValue::N(number) => Json::Number(to_number(number)?),
        AttributeValue::S(text) => Json::String(text.clone()),
        AttributeValue::L(values) => Json::Array(values.iter().map(to_value).collect::<Option<_>>()?),
        AttributeValue::M(values) => in_order(values)?,
        _ => return None,
    })
}

/// DynamoDB knows no order of names; a range is always written `min`, `max`, `currency`, and `from`, `to`.
fn in_order(values: &HashMap<String, AttributeValue>) -> Option<Json> {
    const ORDER: [&str; 5] = ["min", "max", "currency", "from", "to"];
    let place = |key: &str| ORDER.iter().position(|known| *known == key).unwrap_or(ORDER.len());
    let mut keys: Vec<&String> = values.keys().collect();
    keys.sort_by_key(|key| (place(key), key.as_str()));
    keys.into_iter().map(|key| Some((key.clone(), to_value(values.get(key)?)?))).collect()
}

fn to_number(number: &str) -> Option<Number> {
    let whole = number.parse::<i64>().ok().map(Number::from);
    whole.or_else(|| Number::from_f64(number.parse().ok()?))
}

/// What happened, without when and who.
#[derive(Serialize, Deserialize)]
struct Entry {
    action: RecordAction,
    version: u64,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    changed: BTreeMap<String, (Option<Json>, Option<Json>)>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    text: Option<String>,
}

/// The item of an entry of the history.
pub(super) fn from_entry(change: &Change, id: &str, entry: &HistoryEntry) -> Result<Item, StoreError> {
    let HistoryEntry { at, by, action, version, changed, text: said } = entry.clone();
    let mut item = place::history(change, id, version);
    item.extend([
        ("at".to_owned(), text(at.to_string())),
        (BY.to_owned(), text(by)),
        ("entry".to_owned(), json(&Entry { action, version, changed, text: said })?),
        (TURN.to_owned(), text(&change.id.turn)),
        (PLACE.to_owned(), number(change.id.place.into())),
    ]);
    Ok(item)
}

/// The entry of an item.
pub(super) fn to_entry(item: &Item) -> Result<HistoryEntry, StoreError> {
    let text = |name| item.get(name).and_then(AttributeValue::as_s).ok_or_else(|| corrupt(name));
    let Entry { action, version, changed, text: said } =
        from_json(text("entry")?).map_err(|error| StoreError::Corrupt(format!("a history: {error}")))?;
    let at = text("at")?.parse().map_err(|_| corrupt("at"))?;
    Ok(HistoryEntry { at, by: text(BY)?.to_owned(), action, version, changed, text: said })
}

pub(super) fn number(number: u64) -> AttributeValue {
    AttributeValue::N(number.to_string())
}

/// What is wrong is said without what stands there.
pub(super) fn corrupt(name: &str) -> StoreError {
    StoreError::Corrupt(format!("a record: {name} is not as it must be"))
}
