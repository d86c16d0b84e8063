//! One thing to gather.

use core::fmt;

use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserializer, Error, MapAccess, Visitor};
use serde::{Deserialize, Serialize};

use super::in_words;
#[cfg(feature = "schema")]
use super::schema;
use crate::value::{Kind, Number};

/// One thing to gather.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Attribute {
    /// Its name in the API: 1 to 40 of `a-z 0-9 _`, beginning with a letter.
    #[cfg_attr(feature = "schema", schemars(with = "schema::AttributeKey"))]
    pub key: String,
    /// Its name for the visitor; made from the key where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<schema::Text<80>>"))]
    pub label: Option<String>,
    /// What sort of value it holds.
    pub kind: Kind,
    /// Whether an estimate needs it.
    #[serde(default)]
    pub requirement: Requirement,
    /// How much it counts towards confidence, relative to the others; 0 to 100. Default 1.
    #[serde(default = "one")]
    #[cfg_attr(feature = "schema", schemars(range(min = 0, max = 100)))]
    pub weight: f64,
    /// The question that asks for it.
    #[cfg_attr(feature = "schema", schemars(with = "schema::Text<500>"))]
    pub question: String,
    /// Why it is asked; told when the visitor wants to know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<schema::Text<500>>"))]
    pub why: Option<String>,
    /// Answers that visitors give.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", schemars(with = "Vec<schema::Text<200>>"))]
    pub examples: Vec<String>,
    /// The values to choose from: for kinds `choice` and `list`, and for no other.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub choices: Vec<Choice>,
    /// Personal: never in logs, masked in the audit.
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    pub sensitive: bool,
}

const fn one() -> f64 {
    1.0
}

impl Attribute {
    /// Its name for the visitor: the label, or the key in words (`project_type`: "Project type").
    #[must_use]
    pub fn name(&self) -> String {
        self.label.clone().unwrap_or_else(|| in_words(&self.key))
    }

    /// What a declared value is called for the visitor.
    #[must_use]
    pub fn choice_name(&self, value: &str) -> String {
        let choice = self.choices.iter().find(|choice| choice.value == value);
        choice.and_then(|choice| choice.label.clone()).unwrap_or_else(|| in_words(value))
    }
}

/// One value to choose from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// The value as stored: `online_shop`.
    #[cfg_attr(feature = "schema", schemars(with = "schema::Text<80>"))]
    pub value: String,
    /// Its name for the visitor; made from the value where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<schema::Text<80>>"))]
    pub label: Option<String>,
    /// What visitors call it, in any language.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", schemars(with = "Vec<schema::Text<80>>"))]
    pub synonyms: Vec<String>,
}

/// Whether an estimate needs the attribute. Written `"always"`, `"optional"` or `{"when": …}`.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Requirement {
    /// It does.
    Always,
    /// It does not; it is asked while confidence is short of the threshold.
    #[default]
    Optional,
    /// It does when another attribute has certain values; otherwise the attribute does not apply at all.
    When(Condition),
}

/// A condition on another attribute.
#[derive(Debug, Clone, PartialEq)]
pub struct Condition {
    /// The other attribute's key.
    pub key: String,
    /// What is asked of its value.
    pub test: Test,
}

/// What is asked of the other attribute's value.
#[derive(Debug, Clone, PartialEq)]
pub enum Test {
    /// The value is this one: the declared value, `"true"` / `"false"`, or a text; for a list, it holds this one.
    Equals(String),
    /// The value is one of these; for a list, it holds one of these.
    In(Vec<String>),
    /// The value (number or money; a range counts by its upper end) is at least this.
    AtLeast(f64),
}

/// The requirement as it is written; both directions go through it.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    when: WrittenCondition,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenCondition {
    key: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    equals: Option<Plain>,
    #[serde(default, rename = "in", skip_serializing_if = "Option::is_none")]
    one_of: Option<Vec<Plain>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    at_least: Option<Number>,
}

/// `"shop"`, `true` or `3`, read as the text of it.
struct Plain(String);

impl Serialize for Plain {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0.as_str() {
            "true" => serializer.serialize_bool(true),
            "false" => serializer.serialize_bool(false),
            text => serializer.serialize_str(text),
        }
    }
}

impl<'de> Deserialize<'de> for Plain {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct AsText;
        impl Visitor<'_> for AsText {
            type Value = Plain;
            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a text, true, false or a number")
            }
            fn visit_str<E>(self, text: &str) -> Result<Plain, E> {
                Ok(Plain(text.to_owned()))
            }
            fn visit_bool<E>(self, yes: bool) -> Result<Plain, E> {
                Ok(Plain(yes.to_string()))
            }
            fn visit_i64<E>(self, number: i64) -> Result<Plain, E> {
                Ok(Plain(number.to_string()))
            }
            fn visit_u64<E>(self, number: u64) -> Result<Plain, E> {
                Ok(Plain(number.to_string()))
            }
            fn visit_f64<E>(self, number: f64) -> Result<Plain, E> {
                Ok(Plain(Number(number).to_string()))
            }
        }
        deserializer.deserialize_any(AsText)
    }
}

impl Serialize for Requirement {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let condition = match self {
            Self::Always => return serializer.serialize_str("always"),
            Self::Optional => return serializer.serialize_str("optional"),
            Self::When(condition) => condition,
        };
        let mut when =
            WrittenCondition { key: condition.key.clone(), equals: None, one_of: None, at_least: None };
        match &condition.test {
            Test::Equals(value) => when.equals = Some(Plain(value.clone())),
            Test::In(values) => when.one_of = Some(values.iter().cloned().map(Plain).collect()),
            Test::AtLeast(least) => when.at_least = Some(Number(*least)),
        }
        Written { when }.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Requirement {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either;
        impl<'de> Visitor<'de> for Either {
            type Value = Requirement;
            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str(
                    "\"always\", \"optional\" or {\"when\": {\"key\", \"equals\" | \"in\" | \"at_least\"}}",
                )
            }
            fn visit_str<E: Error>(self, word: &str) -> Result<Requirement, E> {
                match word {
                    "always" => Ok(Requirement::Always),
                    "optional" => Ok(Requirement::Optional),
                    other => Err(E::unknown_variant(other, &["always", "optional"])),
                }
            }
            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Requirement, A::Error> {
                let Written { when } = Written::deserialize(MapAccessDeserializer::new(map))?;
                let test = match (when.equals, when.one_of, when.at_least) {
                    (Some(Plain(value)), None, None) => Test::Equals(value),
                    (None, Some(values), None) => Test::In(values.into_iter().map(|Plain(v)| v).collect()),
                    (None, None, Some(Number(least))) => Test::AtLeast(least),
                    _ => {
                        return Err(A::Error::custom(
                            "`when` takes exactly one of `equals`, `in` and `at_least`",
                        ));
                    }
                };
                Ok(Requirement::When(Condition { key: when.key, test }))
            }
        }
        deserializer.deserialize_any(Either)
    }
}
