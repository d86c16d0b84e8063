//! The tenant file: everything a tenant can set, in one JSON.
//!
//! Unknown keys are errors. What the types cannot say (a key used twice, a threshold over 1) is checked by
//! `engine::tenant`.

mod appearance;
mod assistant;
mod attribute;
mod behaviour;
mod escalation;
mod hours;
mod knowledge;
mod limits;
mod records;
#[cfg(feature = "schema")]
mod schema;
mod scope;
mod start;
mod tools;
mod users;
mod webhooks;

pub use appearance::{
    Appearance, ColorScheme, Density, Font, FontSize, Launcher, LauncherIcon, Offset, Radius, Side, Size,
};
pub use assistant::{Assistant, ForRole, PromptOverrides};
pub use attribute::{Attribute, Choice, Condition, Requirement, Test};
pub use behaviour::Behaviour;
pub use escalation::{Contact, Escalation};
pub use hours::{BusinessHours, Days};
pub use knowledge::{Knowledge, KnowledgeEntry, PageHelp};
pub use limits::Limits;
pub use records::{
    Destructive, Display, Field, FieldDefault, Permission, RecordAction, RecordType, Records, RowRule,
    StatusSettings, StatusValue,
};
#[cfg(feature = "schema")]
pub use schema::schema;
pub use scope::{CallToAction, ScopeSettings};
pub use start::{AttributeTexts, BeforeChat, FormField, Translation, Trigger};
pub use tools::{HttpFunction, McpServer, Tools};
pub use users::{UserAlgorithm, UserClaims, UserKey, Users};
pub use webhooks::{Webhook, WebhookEvent};

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// One tenant: a business whose site carries the widget.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", schemars(title = "A tenant of Anteroom"))]
pub struct TenantFile {
    /// The version of this format; 1.
    #[cfg_attr(feature = "schema", schemars(extend("const" = 1)))]
    pub version: u32,
    /// Where an editor finds the schema of this file; not used otherwise.
    #[serde(rename = "$schema", default, skip_serializing_if = "Option::is_none")]
    pub schema: Option<String>,
    /// The name in addresses and keys: 1 to 40 of `a-z 0-9 -`, beginning with a letter.
    #[cfg_attr(feature = "schema", schemars(with = "schema::TenantId"))]
    pub id: String,
    /// The name that visitors read.
    #[cfg_attr(feature = "schema", schemars(with = "schema::Text<80>"))]
    pub name: String,
    /// Where the widget may run: origins such as `https://example.com`, `https://*.example.com` for all hosts below one (not for
    /// that one itself), or `self` for the server's own address.
    #[cfg_attr(feature = "schema", schemars(with = "Vec<schema::Origin>", length(min = 1)))]
    pub origins: Vec<String>,
    /// BCP 47: the language of the tenant's texts, and how dates and numbers are written (`en-GB`).
    #[cfg_attr(feature = "schema", schemars(with = "schema::LanguageTag"))]
    pub locale: String,
    /// ISO 3166-1 alpha-2: decides the currency, shared currency symbols, telephone numbers without a prefix.
    #[cfg_attr(feature = "schema", schemars(with = "schema::Country"))]
    pub country: String,
    /// How the widget looks.
    #[serde(default)]
    pub appearance: Appearance,
    /// The first message, before the visitor has said anything; Markdown.
    #[cfg_attr(feature = "schema", schemars(with = "schema::Text<2_000>"))]
    pub greeting: String,
    /// Openings that the visitor can choose instead of typing; at most 6.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(with = "Vec<schema::Text<80>>", length(max = 6)))]
    pub suggestions: Vec<String>,
    /// A line under the start screen, such as a link to the privacy policy; Markdown; at most 500 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<schema::Text<500>>"))]
    pub disclaimer: Option<String>,
    /// The tenant's texts in other languages, by BCP 47 tag (`pt-BR`); the visitor's choice of these and `locale`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    #[cfg_attr(feature = "schema", schemars(with = "schema::ByLanguage<Translation>"))]
    pub translations: BTreeMap<String, Translation>,
    /// What is asked by a form before the chat begins.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before_chat: Option<BeforeChat>,
    /// What opens the panel by itself; at most 10.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", schemars(length(max = 10)))]
    pub triggers: Vec<Trigger>,
    /// When people of the tenant's are there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub business_hours: Option<BusinessHours>,
    /// How the widget behaves.
    #[serde(default)]
    pub behaviour: Behaviour,
    /// How the assistant speaks.
    #[serde(default)]
    pub assistant: Assistant,
    /// What is to be gathered.
    #[serde(default)]
    pub scope: ScopeSettings,
    /// What it may answer from.
    #[serde(default)]
    pub knowledge: Knowledge,
    /// What it keeps, finds and changes.
    #[serde(default)]
    pub records: Records,
    /// What else it may call.
    #[serde(default)]
    pub tools: Tools,
    /// When a person is offered in its place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub escalation: Option<Escalation>,
    /// Whether answers to common questions are kept and given again.
    #[serde(default)]
    pub answers: Answers,
    /// How much may be asked.
    #[serde(default)]
    pub limits: Limits,
    /// Who a visitor is, where the tenant's site knows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub users: Option<Users>,
    /// Where the tenant's own systems are told what happens; at most 10.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", schemars(length(max = 10)))]
    pub webhooks: Vec<Webhook>,
    /// When a conversation is over.
    #[serde(default)]
    pub session: Session,
    /// How long conversations are kept.
    #[serde(default)]
    pub retention: Retention,
}

/// When a conversation is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Session {
    /// Minutes after its newest turn; 1 to 43,200 (30 days). Default 1,440 (24 hours).
    #[cfg_attr(feature = "schema", schemars(range(min = 1, max = 43_200)))]
    pub idle_minutes: u32,
    /// How many of the newest turns the model is shown; 1 to 50. Default 25 (a turn is two messages).
    #[cfg_attr(feature = "schema", schemars(range(min = 1, max = 50)))]
    pub context_turns: u16,
    /// The most tokens that the model is given with a message, instructions and earlier turns included; 1,000 to 200,000.
    /// Default 16,000. Older turns are left out first; the summary of what was left out stays.
    #[cfg_attr(feature = "schema", schemars(range(min = 1_000, max = 200_000)))]
    pub context_tokens: u32,
}

impl Default for Session {
    fn default() -> Self {
        Self { idle_minutes: 1440, context_turns: 25, context_tokens: 16_000 }
    }
}

/// Whether answers to common questions are kept and given again. Only a question that opens a conversation is answered so,
/// and only where its answer depends on nobody and changes nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Answers {
    /// For how many minutes; 0 to 1,440, 0 for not at all. Default 60.
    #[cfg_attr(feature = "schema", schemars(range(min = 0, max = 1_440)))]
    pub keep_minutes: u32,
}

impl Default for Answers {
    fn default() -> Self {
        Self { keep_minutes: 60 }
    }
}

/// How long conversations are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Retention {
    /// Days after a turn; 1 to 3,650. Default 90.
    #[cfg_attr(feature = "schema", schemars(range(min = 1, max = 3_650)))]
    pub days: u32,
}

impl Default for Retention {
    fn default() -> Self {
        Self { days: 90 }
    }
}

/// A key as people read it: `due_on` is "Due on".
fn in_words(key: &str) -> String {
    let mut words = key.replace(['_', '-'], " ");
    if let Some(first) = words.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    words
}
