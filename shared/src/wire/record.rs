//! A record, and what was done to one, as the API and the page see them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::tenant::RecordAction;

/// A record.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Record {
    /// Its type, as the tenant file names it.
    #[serde(rename = "type")]
    pub record_type: String,
    /// Its id: `TSK-12`.
    pub id: String,
    /// How often it was written; from 1. A change must name the version that it changes.
    pub version: u64,
    /// Its state, where the type has states.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
    /// What is known of it, by field; values as everywhere: a number `n`, money `{"min","max","currency"}`, a date `"2027-01-11"`,
    /// yes or no `true`, a list of texts, otherwise a text. What is not known is absent.
    pub fields: BTreeMap<String, serde_json::Value>,
    /// When it was made: RFC 3339, UTC.
    #[cfg_attr(feature = "schema", schemars(extend("format" = "date-time")))]
    pub created_at: String,
    /// Who made it: a user's id, `visitor` for somebody who is not identified, `admin`.
    pub created_by: String,
    /// When it was last changed: RFC 3339, UTC.
    #[cfg_attr(feature = "schema", schemars(extend("format" = "date-time")))]
    pub changed_at: String,
    /// Who changed it last.
    pub changed_by: String,
}

/// Something that was done: the data of the event `action`, and the detail of the page's event `anteroom:action`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ActionDone {
    /// Its own id: the same however often it is told.
    pub id: String,
    /// What was done: never `find`.
    pub action: RecordAction,
    /// The type of the record.
    #[serde(rename = "type")]
    pub record_type: String,
    /// The record's id.
    pub record_id: String,
    /// The record as it is now; absent once it is deleted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub record: Option<Record>,
    /// The fields that changed, and `status`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changed: Vec<String>,
}
