//! Changes to test with.

use std::collections::BTreeMap;

use engine::ports::{Change, ChangeError, ChangeId, Records, What};
use engine::records::{Condition, RecordQuery, RowAccess, Test};
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value as Json, json};
use shared::wire::{ActionDone, Record};

use super::Bench;

pub(super) const TENANT: &str = "worky";
pub(super) const TASK: &str = "task";

/// Fields, written as an object.
pub(super) fn fields(object: Json) -> BTreeMap<String, Json> {
    serde_json::from_value(object).unwrap()
}

pub(super) fn at(seconds: i64) -> Timestamp {
    crate::sample::now().checked_add(SignedDuration::from_secs(seconds)).unwrap()
}

pub(super) fn condition(field: &str, test: Test) -> Condition {
    Condition { field: field.to_owned(), test }
}

/// All whose field is this.
pub(super) fn only(field: &str, value: Json) -> RowAccess {
    RowAccess(vec![vec![condition(field, Test::Is(value))]])
}

/// A change by Ana of turn `turn`, at its first place, of a type whose field `code` is unique.
pub(super) fn change(turn: &str, what: What) -> Change {
    Change {
        id: ChangeId { turn: turn.to_owned(), place: 0 },
        tenant: TENANT.to_owned(),
        record_type: TASK.to_owned(),
        by: "ana".to_owned(),
        at: at(0),
        access: RowAccess::all(),
        unique: vec!["code".to_owned()],
        what,
    }
}

pub(super) fn create(fields_of: Json) -> What {
    let status = Some("open".to_owned());
    What::Create { id_prefix: "TSK".to_owned(), id: None, status, fields: fields(fields_of) }
}

/// `null` is no longer known.
pub(super) fn update(record: &Record, fields_of: Json) -> What {
    let fields = fields(fields_of).into_iter();
    let fields = fields.map(|(key, value)| (key, Some(value).filter(|value| !value.is_null()))).collect();
    What::Update { id: record.id.clone(), version: record.version, fields, status: None }
}

pub(super) fn delete(record: &Record) -> What {
    What::Delete { id: record.id.clone(), version: record.version }
}

impl Bench {
    pub(super) async fn apply(&self, turn: &str, what: What) -> Result<ActionDone, ChangeError> {
        self.records.apply(&change(turn, what)).await
    }

    /// A new record, made by a turn of its own.
    pub(super) async fn made(&self, fields_of: Json) -> Record {
        let turn = format!("new {fields_of}");
        self.apply(&turn, create(fields_of)).await.unwrap().record.unwrap()
    }

    pub(super) async fn get(&self, id: &str) -> Option<Record> {
        self.records.get(TENANT, TASK, id, &RowAccess::all()).await.unwrap()
    }

    pub(super) async fn find(&self, access: RowAccess, filters: Vec<Condition>) -> Vec<String> {
        ids(&self.records, &query(access, filters)).await
    }
}

pub(super) fn query(access: RowAccess, filters: Vec<Condition>) -> RecordQuery {
    RecordQuery {
        tenant: TENANT.to_owned(),
        record_type: TASK.to_owned(),
        access,
        filters,
        limit: 1_000,
        after: None,
    }
}

pub(super) async fn ids(records: &std::sync::Arc<dyn Records>, query: &RecordQuery) -> Vec<String> {
    let page = records.find(query).await.unwrap_or_else(|error| panic!("{error} {query:?}"));
    assert_eq!(page.after, None);
    page.records.into_iter().map(|record| record.id).collect()
}

/// Records of many shapes.
pub(super) fn many() -> Vec<Json> {
    vec![
        json!({ "title": "a", "client": "acme", "points": 5, "done": false, "tags": ["red", "blue"] }),
        json!({ "title": "b", "client": "acme corp", "points": 5.5, "done": true, "tags": ["blue"] }),
        json!({ "title": "c", "client": "Acme", "points": -1, "due": "2026-11-21" }),
        json!({ "title": "d", "points": { "min": 3, "max": 8 }, "due": "2026-12-01", "tags": ["acme"] }),
        json!({ "title": "e", "points": { "min": 3, "max": null }, "due": { "from": "2026-11-20", "to": "2026-11-30" } }),
        json!({ "title": "f", "budget": { "min": 5, "max": 5, "currency": "EUR" }, "client": "beta" }),
        json!({ "title": "g", "budget": { "min": 5, "max": 20, "currency": "USD" }, "client": "5" }),
        json!({ "title": "h", "budget": { "min": null, "max": 9, "currency": "EUR" }, "due": { "from": null, "to": "2026-11-21" } }),
        json!({ "title": "i", "client": "a", "tags": ["a", "5"], "done": true }),
        json!({ "title": "j", "time": { "min": "P6W", "max": "P6W" } }),
    ]
}
