//! How the assistant speaks.

use serde::{Deserialize, Serialize};

/// How the assistant speaks.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Assistant {
    /// The name under which it answers; the tenant's name where absent.
    pub name: Option<String>,
    /// Who it is, for the model: "a friendly producer at a web studio".
    pub persona: Option<String>,
    /// What it should know and heed, for the model; at most 4,000 characters.
    pub instructions: Option<String>,
    /// Parts of the prompt in other words.
    pub prompt: PromptOverrides,
}

/// Parts of `prompts/conversational_scoping.json` in other words. Its safety rules cannot be replaced.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct PromptOverrides {
    /// In place of the part `role`.
    pub role: Option<String>,
    /// In place of the part `style`.
    pub style: Option<String>,
}
