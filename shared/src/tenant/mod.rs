//! The tenant file: everything a tenant can set, in one JSON.
//!
//! Unknown keys are errors. What the types cannot say (a key used twice, a threshold over 1) is checked by
//! `engine::tenant`.

mod appearance;
mod assistant;
mod attribute;
mod scope;

pub use appearance::{Appearance, ColorScheme, Side};
pub use assistant::{Assistant, PromptOverrides};
pub use attribute::{Attribute, Choice, Condition, Requirement, Test};
pub use scope::ScopeSettings;

use serde::{Deserialize, Serialize};

/// One tenant: a business whose site carries the widget.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TenantFile {
    /// The version of this format; 1.
    pub version: u32,
    /// Where an editor finds the schema of this file; not used otherwise.
    #[serde(rename = "$schema", default, skip_serializing_if = "Option::is_none")]
    pub schema: Option<String>,
    /// The name in addresses and keys: 1 to 40 of `a-z 0-9 -`, beginning with a letter.
    pub id: String,
    /// The name that visitors read.
    pub name: String,
    /// Where the widget may run: origins such as `https://example.com`, or `self` for the server's own address.
    pub origins: Vec<String>,
    /// BCP 47: the language of the tenant's texts, and how dates and numbers are written (`en-GB`).
    pub locale: String,
    /// ISO 3166-1 alpha-2: decides the currency, shared currency symbols, telephone numbers without a prefix.
    pub country: String,
    /// How the widget looks.
    #[serde(default)]
    pub appearance: Appearance,
    /// The first message, before the visitor has said anything; Markdown.
    pub greeting: String,
    /// Openings that the visitor can choose instead of typing; at most 6.
    #[serde(default)]
    pub suggestions: Vec<String>,
    /// How the assistant speaks.
    #[serde(default)]
    pub assistant: Assistant,
    /// What is to be gathered.
    #[serde(default)]
    pub scope: ScopeSettings,
    /// When a conversation is over.
    #[serde(default)]
    pub session: Session,
    /// How long conversations are kept.
    #[serde(default)]
    pub retention: Retention,
}

/// When a conversation is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Session {
    /// Minutes after its newest turn; 1 to 43,200 (30 days). Default 1,440 (24 hours).
    pub idle_minutes: u32,
    /// How many of the newest turns the model is shown; 1 to 50. Default 25 (a turn is two messages).
    pub context_turns: u16,
}

impl Default for Session {
    fn default() -> Self {
        Self { idle_minutes: 1440, context_turns: 25 }
    }
}

/// How long conversations are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Retention {
    /// Days after a turn; 1 to 3,650. Default 90.
    pub days: u32,
}

impl Default for Retention {
    fn default() -> Self {
        Self { days: 90 }
    }
}
