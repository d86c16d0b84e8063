//! Records as a tenant's admins list, write and import them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::Record;
use crate::tenant::RecordAction;

/// A page of records, by id.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RecordList {
    /// The records.
    pub records: Vec<Record>,
    /// `next` for the page after this one; absent on the last. A page may be short, or empty, and not be the last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

/// A record and what happened to it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RecordWithHistory {
    /// The record.
    pub record: Record,
    /// What happened to it, newest first; at most the last 100.
    pub history: Vec<RecordEvent>,
}

/// One thing that happened to a record.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RecordEvent {
    /// When: RFC 3339, UTC.
    #[cfg_attr(feature = "schema", schemars(extend("format" = "date-time")))]
    pub at: String,
    /// Who did it: a user's id, `visitor`, `admin`, or `deleted user`.
    pub by: String,
    /// What was done.
    pub action: RecordAction,
    /// The version that came of it.
    pub version: u64,
    /// Of changed fields and `status`: what they were, and what they became.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub changed: BTreeMap<String, RecordDifference>,
    /// The comment, or the commit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

/// What a field was, and what it became; absent where nothing was known.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RecordDifference {
    /// What it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Value>,
    /// What it became.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Value>,
}

/// What a record is to be.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RecordWrite {
    /// Its state; that of a new record, or the one that it is in, where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
    /// Everything that is known of it, as values of the fields' kinds or as texts that can be read as such. What is not here
    /// is not known any more.
    #[serde(default)]
    pub fields: BTreeMap<String, Value>,
}

/// Records to be written, each for itself.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RecordImport {
    /// The records; 1 to 200.
    #[cfg_attr(feature = "schema", schemars(length(min = 1, max = 200)))]
    pub rows: Vec<RecordRow>,
}

/// One of them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RecordRow {
    /// Its id: made where there is none, replaced where there is one. A row without an id is a new record with the next number;
    /// the same row again is the same record.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// As of a record that is written on its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
    /// As of a record that is written on its own.
    #[serde(default)]
    pub fields: BTreeMap<String, Value>,
}

/// What became of the rows.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RecordImported {
    /// How many were made.
    pub created: u32,
    /// How many were replaced.
    pub replaced: u32,
    /// How many were there already, as they are.
    pub unchanged: u32,
    /// Those of which nothing was written, and why.
    pub errors: Vec<RecordRowError>,
}

/// What is wrong with a row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RecordRowError {
    /// Which row, from 0.
    pub row: u32,
    /// The field, `id` or `status`; absent where it is the row as a whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// What is wrong, and what is allowed.
    pub detail: String,
}
