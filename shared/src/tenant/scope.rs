//! What is to be gathered, and when it is enough.

use serde::{Deserialize, Serialize};

use super::Attribute;

/// What is to be gathered, and when it is enough.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ScopeSettings {
    /// The confidence from which enough is known for an estimate; over 0 and at most 1. Default 0.7.
    ///
    /// Confidence is the sum of `weight × evidence` over the applicable attributes, divided by the sum of their
    /// weights, rounded to four decimals; `engine::scope::confidence` defines each word.
    pub threshold: f64,
    /// What to gather, in the order in which to ask; at most 40.
    pub attributes: Vec<Attribute>,
}

impl Default for ScopeSettings {
    fn default() -> Self {
        Self { threshold: 0.7, attributes: Vec::new() }
    }
}
