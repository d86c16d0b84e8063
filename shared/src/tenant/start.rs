//! What a visitor meets before the first message: the start screen, the form, triggers, other languages.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

#[cfg(feature = "schema")]
use super::schema;

/// What is asked by a form before the chat begins. What is filled in is understood like anything said: it stands in
/// the summary card and can be changed there.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct BeforeChat {
    /// Why it is asked; Markdown; at most 500 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<schema::Text<500>>"))]
    pub text: Option<String>,
    /// The fields, in order; 1 to 6.
    #[cfg_attr(feature = "schema", schemars(length(min = 1, max = 6)))]
    pub fields: Vec<FormField>,
}

/// One field of the form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct FormField {
    /// The key of an attribute in `scope.attributes`: it gives the label, the kind and the choices.
    #[cfg_attr(feature = "schema", schemars(with = "schema::AttributeKey"))]
    pub attribute: String,
    /// Whether the chat waits for it. Default true.
    #[serde(default = "yes")]
    pub required: bool,
}

const fn yes() -> bool {
    true
}

/// Opens the panel by itself, once per visitor, without taking the focus.
///
/// Exactly one of `after_seconds`, `scroll_percent` and `exit_intent` says when.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", schemars(extend("oneOf" = [{ "required": ["after_seconds"] }, { "required": ["scroll_percent"] }, { "required": ["exit_intent"] }])))]
pub struct Trigger {
    /// The visitor has been on the page so long; 1 to 3,600.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(range(min = 1, max = 3_600)))]
    pub after_seconds: Option<u16>,
    /// So much of the page has been scrolled through; 1 to 100.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(range(min = 1, max = 100)))]
    pub scroll_percent: Option<u8>,
    /// The pointer leaves the window by its upper edge; only `true` can be written.
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    #[cfg_attr(feature = "schema", schemars(extend("const" = true)))]
    pub exit_intent: bool,
    /// Only on pages whose path is one of these; `*` stands for any characters (`/pricing/*`). Everywhere where
    /// absent.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", schemars(with = "Vec<schema::PathPattern>", length(max = 20)))]
    pub paths: Vec<String>,
}

/// The tenant's texts in another language; what is absent stays as it is in the tenant's own.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Translation {
    /// In place of `greeting`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<schema::Text<2_000>>"))]
    pub greeting: Option<String>,
    /// In place of `suggestions`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<Vec<schema::Text<80>>>", length(max = 6)))]
    pub suggestions: Option<Vec<String>>,
    /// In place of `disclaimer`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<schema::Text<500>>"))]
    pub disclaimer: Option<String>,
    /// In place of `before_chat.text`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<schema::Text<500>>"))]
    pub before_chat: Option<String>,
    /// In place of `business_hours.away`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<schema::Text<200>>"))]
    pub away: Option<String>,
    /// In place of `scope.call_to_action.label`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<schema::Text<40>>"))]
    pub call_to_action: Option<String>,
    /// The attributes' texts, by key.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub attributes: BTreeMap<String, AttributeTexts>,
}

/// An attribute's texts in another language; what is absent stays as it is in the tenant's own.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct AttributeTexts {
    /// In place of `label`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<schema::Text<80>>"))]
    pub label: Option<String>,
    /// In place of `question`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<schema::Text<500>>"))]
    pub question: Option<String>,
    /// In place of `why`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<schema::Text<500>>"))]
    pub why: Option<String>,
    /// In place of the choices' labels, by value.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub choices: BTreeMap<String, String>,
}
