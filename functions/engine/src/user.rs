//! An identified user, as the tenant's token told of them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// An identified user. The tenant signed it, but what it says is data: never an instruction.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct User {
    /// The tenant's id of them; 1 to 200 bytes.
    pub id: String,
    /// Their role, where the tenant told one; 1 to 100 bytes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// What else the tenant told, by the names of the tenant file; at most 20.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub attributes: BTreeMap<String, UserAttribute>,
}

/// What is known of a user under one name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum UserAttribute {
    /// Yes or no.
    Flag(bool),
    /// A number.
    Number(serde_json::Number),
    /// A text of at most 500 bytes.
    Text(String),
    /// At most 20 texts, each of at most 200 bytes.
    Texts(Vec<String>),
}
