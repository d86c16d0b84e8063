//! What is to be gathered, and when it is enough.

use serde::{Deserialize, Serialize};

use super::Attribute;
#[cfg(feature = "schema")]
use super::schema;

/// What is to be gathered, and when it is enough.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct ScopeSettings {
    /// The confidence from which enough is known for an estimate; over 0 and at most 1. Default 0.7.
    ///
    /// Confidence is the sum of `weight × evidence` over the applicable attributes, divided by the sum of their
    /// weights, rounded to four decimals; `engine::scope::confidence` defines each word.
    #[cfg_attr(feature = "schema", schemars(range(max = 1), extend("exclusiveMinimum" = 0)))]
    pub threshold: f64,
    /// What to gather, in the order in which to ask; at most 40.
    #[cfg_attr(feature = "schema", schemars(length(max = 40)))]
    pub attributes: Vec<Attribute>,
    /// What the visitor is invited to do once enough is known; "confirm" where absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub call_to_action: Option<CallToAction>,
}

/// What the visitor is invited to do once enough is known. Doing it confirms what was understood.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CallToAction {
    /// What the button says; at most 40 characters.
    #[cfg_attr(feature = "schema", schemars(with = "schema::Text<40>"))]
    pub label: String,
    /// Where it leads after confirming: an `https` address, or a path of the page's own site.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<schema::Link>"))]
    pub url: Option<String>,
}

impl Default for ScopeSettings {
    fn default() -> Self {
        Self { threshold: 0.7, attributes: Vec::new(), call_to_action: None }
    }
}
