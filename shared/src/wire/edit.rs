//! A change of what is understood, made in the summary card or the form rather than in words.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

#[cfg(feature = "schema")]
use super::schema;

/// A change made in the summary card or the form; sent in place of a message, and kept like one.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
#[cfg_attr(feature = "schema", schemars(transform = schema::at_least_one_change))]
pub struct Edit {
    /// What the visitor wrote as the value, by attribute key; read as if it had been asked for. At most 100 values of
    /// at most 1,000 characters; keys have at most 40.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    #[cfg_attr(feature = "schema", schemars(with = "schema::EditTexts"))]
    pub set: BTreeMap<String, String>,
    /// The keys whose value goes away; at most 100.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", schemars(with = "schema::EditKeys"))]
    pub clear: Vec<String>,
    /// The visitor confirms everything as it then stands.
    #[serde(skip_serializing_if = "core::ops::Not::not")]
    pub confirm: bool,
}

/// A value that could not be read; what was known before stays.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Rejected {
    /// The attribute's key.
    pub key: String,
    /// Why, as a stable word: `not_understood`, `not_a_choice`, `unknown_attribute`.
    pub code: String,
    /// Why, for the visitor.
    pub reason: String,
}
