//! When a person of the tenant's is offered in place of the assistant.

use serde::{Deserialize, Serialize};

#[cfg(feature = "schema")]
use super::schema;

/// When and how a person is offered. When people are there is said by `business_hours`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Escalation {
    /// Whether the widget has a button "ask a person" from the beginning. It is offered to the angry in any case.
    #[serde(skip_serializing_if = "core::ops::Not::not")]
    pub button: bool,
    /// How a person is reached; what there is of it is shown when one is asked for.
    pub contact: Contact,
    /// Words by which this tenant's visitors show that they have had enough, beside those that the engine knows; at most 50.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", schemars(with = "Vec<schema::Text<80>>", length(max = 50)))]
    pub words: Vec<String>,
    /// Who is told by the webhook `conversation.handed_over` is who is told of it in `webhooks`; this says what the visitor reads
    /// then. The engine's own words where absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<schema::Text<500>>"))]
    pub handed_over: Option<String>,
}

/// How a person is reached.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Contact {
    /// Their name or team: `our support team`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<schema::Text<80>>"))]
    pub name: Option<String>,
    /// An e-mail address.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<schema::Text<200>>"))]
    pub email: Option<String>,
    /// A telephone number, as people are to read it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<schema::Text<40>>"))]
    pub phone: Option<String>,
    /// A page: an `https` address or a path of the page's own site.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<schema::Link>"))]
    pub url: Option<String>,
}
