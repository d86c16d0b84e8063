//! How the assistant speaks.

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
