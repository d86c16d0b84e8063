//! Knowledge: what the assistant may answer from.

use serde::{Deserialize, Serialize};

#[cfg(feature = "schema")]
use super::schema;

/// What the assistant may answer from: these entries, and those of the folder `knowledge` beside the tenant file.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Knowledge {
    /// Entries; at most 200. More of them, and longer ones, are better kept as files.
    #[cfg_attr(feature = "schema", schemars(length(max = 200)))]
    pub entries: Vec<KnowledgeEntry>,
    /// Help for pages of the tenant's site, the first that fits; at most 100.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", schemars(length(max = 100)))]
    pub pages: Vec<PageHelp>,
    /// What is said where nothing is known of what was asked; the engine's own words where absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<schema::Text<500>>"))]
    pub nothing_found: Option<String>,
}

impl Knowledge {
    /// Whether the tenant has any: entries here, or in the folder; a tenant with a folder alone says something of `pages` or
    /// `nothing_found`.
    #[must_use]
    pub fn is_used(&self) -> bool {
        *self != Self::default()
    }
}

/// One thing that is known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct KnowledgeEntry {
    /// Its name among the tenant's entries: 1 to 100 of `a-z 0-9 - _ / #`. Of a file, its name without `.md`.
    #[cfg_attr(feature = "schema", schemars(with = "schema::EntryId"))]
    pub id: String,
    /// The question that it answers, or what it is about.
    #[cfg_attr(feature = "schema", schemars(with = "schema::Text<200>"))]
    pub title: String,
    /// The answer; Markdown. At most 4,000 characters.
    #[cfg_attr(feature = "schema", schemars(with = "schema::Text<4_000>"))]
    pub text: String,
    /// BCP 47: its language; the tenant's own where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<schema::LanguageTag>"))]
    pub language: Option<String>,
    /// What sort of entry: `faq`, `service`, `policy`…
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<schema::Text<80>>"))]
    pub category: Option<String>,
    /// Other words under which people look for it; at most 30.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", schemars(with = "Vec<schema::Text<80>>", length(max = 30)))]
    pub keywords: Vec<String>,
    /// The service that it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<schema::Text<80>>"))]
    pub service: Option<String>,
    /// What that costs, as people are to read it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<schema::Text<200>>"))]
    pub price: Option<String>,
    /// When that can be had, as people are to read it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<schema::Text<200>>"))]
    pub availability: Option<String>,
    /// Its page: an `https` address or a path of the page's own site. Shown as the answer's source.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<schema::Link>"))]
    pub url: Option<String>,
    /// Roles of users for whom it is; for everybody where absent.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", schemars(with = "Vec<schema::Text<100>>", length(max = 20)))]
    pub roles: Vec<String>,
}

/// Help for some pages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PageHelp {
    /// Which: paths, `*` stands for any characters; `error` for pages that are error pages by their title or address (404, 500).
    #[cfg_attr(feature = "schema", schemars(with = "Vec<schema::PageName>", length(min = 1, max = 20)))]
    pub paths: Vec<String>,
    /// What the page is and what can be done there; for the model, and what the rules engine says to "help". By language (BCP
    /// 47); the tenant's own must be there.
    pub help: std::collections::BTreeMap<String, String>,
}
