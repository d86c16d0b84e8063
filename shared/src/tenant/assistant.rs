//! How the assistant speaks.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

#[cfg(feature = "schema")]
use super::schema;

/// How the assistant speaks.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Assistant {
    /// The name under which it answers; the tenant's name where absent.
    #[cfg_attr(feature = "schema", schemars(with = "Option<schema::Text<80>>"))]
    pub name: Option<String>,
    /// Who it is, for the model: "a friendly producer at a web studio".
    #[cfg_attr(feature = "schema", schemars(with = "Option<schema::Text<1_000>>"))]
    pub persona: Option<String>,
    /// What it should know and heed, for the model; at most 4,000 characters.
    #[cfg_attr(feature = "schema", schemars(with = "Option<schema::Text<4_000>>"))]
    pub instructions: Option<String>,
    /// What it should know and heed besides with users of a role, by role; at most 20.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub roles: BTreeMap<String, ForRole>,
    /// Parts of the prompt in other words.
    pub prompt: PromptOverrides,
}

/// Parts of `prompts/conversational_scoping.json` in other words. Its safety rules cannot be replaced.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct PromptOverrides {
    /// In place of the part `role`.
    #[cfg_attr(feature = "schema", schemars(with = "Option<schema::Text<4_000>>"))]
    pub role: Option<String>,
    /// In place of the part `style`.
    #[cfg_attr(feature = "schema", schemars(with = "Option<schema::Text<4_000>>"))]
    pub style: Option<String>,
}

/// What is different with users of a role.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct ForRole {
    /// For the model, after `assistant.instructions`; at most 2,000 characters.
    #[cfg_attr(feature = "schema", schemars(with = "Option<schema::Text<2_000>>"))]
    pub instructions: Option<String>,
    /// In place of `greeting`, once the user is identified; by language (BCP 47).
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub greeting: BTreeMap<String, String>,
    /// In place of `suggestions`; by language (BCP 47), at most 6 each.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub suggestions: BTreeMap<String, Vec<String>>,
}
