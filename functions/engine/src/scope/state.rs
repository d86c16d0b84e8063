//! The scope itself, as every closed turn carries it.

use std::collections::{BTreeMap, BTreeSet};

use serde::de::{DeserializeSeed, Error};
use serde::{Deserialize, Deserializer, Serialize};
use shared::value::{Kind, Value};
use shared::wire::ExtractedStatus;

use super::Applied;

/// What is known. Everything is by attribute key.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Scope {
    /// The values.
    pub known: BTreeMap<String, Known>,
    /// What the visitor will not or cannot say.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub declined: BTreeSet<String>,
    /// How often each was asked without a value coming of it.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub asked: BTreeMap<String, u8>,
    /// What the newest reply asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asking: Option<String>,
    /// Whether the visitor has confirmed it, as it stands: any change of a value takes that back.
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    pub confirmed: bool,
}

impl Scope {
    /// Keeps a value: the one way in, for whoever proposed it.
    pub(super) fn keep(&mut self, key: &str, known: Known) -> Applied {
        self.declined.remove(key);
        match self.known.get_mut(key) {
            None => {
                self.known.insert(key.to_owned(), known);
                self.confirmed = false;
                Applied::Added
            }
            Some(before) if before.value == known.value => {
                // The same again makes a rough value sure, never a sure one rough.
                if known.status == ExtractedStatus::Stated {
                    *before = known;
                }
                Applied::Unchanged
            }
            Some(before) => {
                let from = core::mem::replace(before, known).value;
                self.confirmed = false;
                Applied::Changed { from }
            }
        }
    }

    /// Forgets a value; whether there was one.
    pub(super) fn clear(&mut self, key: &str) -> bool {
        let was_known = self.known.remove(key).is_some();
        self.confirmed &= !was_known;
        was_known
    }
}

/// A value and where it comes from.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Known {
    /// The kind of the attribute when it was understood.
    pub kind: Kind,
    /// The value.
    pub value: Value,
    /// How it is known.
    pub status: ExtractedStatus,
    /// The visitor's words.
    pub evidence: String,
}

impl<'de> Deserialize<'de> for Known {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        struct Stored {
            kind: Kind,
            value: serde_json::Value,
            status: ExtractedStatus,
            evidence: String,
        }
        let Stored { kind, value, status, evidence } = Stored::deserialize(deserializer)?;
        let value = kind.deserialize(value).map_err(D::Error::custom)?;
        Ok(Self { kind, value, status, evidence })
    }
}
