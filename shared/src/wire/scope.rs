//! What is understood, as the visitor sees it.

use std::collections::BTreeMap;

use serde::de::IgnoredAny;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::value::Value;

/// What is understood so far.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ScopeView {
    /// Every value that is known, by key.
    pub extracted_attributes: BTreeMap<String, Extracted>,
    /// 0 to 1, four decimals.
    #[cfg_attr(feature = "schema", schemars(range(min = 0.0, max = 1.0)))]
    pub confidence: f64,
    /// Whether enough is known for an estimate.
    pub ready_for_estimate: bool,
    /// The keys that are needed and not known, in the tenant's order.
    pub missing_attributes: Vec<String>,
    /// Whether the visitor has confirmed it, as it stands.
    pub confirmed: bool,
}

/// One value that is known.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Extracted {
    /// The value. The browser shows `display` and does not read this.
    pub value: Shown,
    /// The attribute's name for the visitor.
    pub label: String,
    /// The value for the visitor, by the tenant's locale: `€20,000–30,000`.
    pub display: String,
    /// How it is known.
    pub status: ExtractedStatus,
    /// The evidence for it: 0 to 1.
    #[cfg_attr(feature = "schema", schemars(range(min = 0.0, max = 1.0)))]
    pub confidence: f64,
    /// The visitor's words that it was taken from.
    pub evidence: String,
}

/// How a value is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ExtractedStatus {
    /// The quoted words say it.
    Stated,
    /// The quoted words say it roughly ("around", "maybe").
    Approximate,
    /// It follows from the quoted words, by the model's reading.
    Inferred,
}

/// A value on its way out. Reading it back gives [`Shown::Unread`]: the browser has no use for the value itself, and
/// a reader that does needs the attribute's kind.
#[derive(Debug, Clone, PartialEq)]
pub enum Shown {
    /// To be written.
    Value(Value),
    /// Was read and passed over.
    Unread,
}

impl Serialize for Shown {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Value(value) => value.serialize(serializer),
            Self::Unread => serializer.serialize_unit(),
        }
    }
}

impl<'de> Deserialize<'de> for Shown {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        IgnoredAny::deserialize(deserializer).map(|_| Self::Unread)
    }
}
