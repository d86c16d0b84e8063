//! Where a tenant's own systems are told what happens.

use serde::{Deserialize, Serialize};

#[cfg(feature = "schema")]
use super::schema;

/// An address that is told of events: signed as Standard Webhooks says, at least once, tried again for 24 hours.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Webhook {
    /// Where to: `https://…`. Addresses of private networks are refused when it is called, unless the operator allows
    /// them; so is plain `http`.
    #[cfg_attr(feature = "schema", schemars(with = "schema::WebhookUrl"))]
    pub url: String,
    /// The name of the secret that signs: the server's operator keeps the secret itself (`whsec_…`) under this name.
    #[cfg_attr(feature = "schema", schemars(with = "schema::SecretName"))]
    pub secret: String,
    /// Of what; at least one.
    #[cfg_attr(feature = "schema", schemars(length(min = 1)))]
    pub events: Vec<WebhookEvent>,
}

/// What can be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum WebhookEvent {
    /// What is understood has changed.
    #[serde(rename = "scope.updated")]
    ScopeUpdated,
    /// Enough is known for an estimate, for the first time or anew.
    #[serde(rename = "scope.ready")]
    ScopeReady,
    /// The visitor has confirmed what is understood.
    #[serde(rename = "scope.confirmed")]
    ScopeConfirmed,
    /// The conversation is over: ended by the visitor, or by its time.
    #[serde(rename = "conversation.ended")]
    ConversationEnded,
    /// The visitor is to be answered by a person: with the transcript and what is understood.
    #[serde(rename = "conversation.handed_over")]
    ConversationHandedOver,
}

impl WebhookEvent {
    /// Its name on the wire.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::ScopeUpdated => "scope.updated",
            Self::ScopeReady => "scope.ready",
            Self::ScopeConfirmed => "scope.confirmed",
            Self::ConversationEnded => "conversation.ended",
            Self::ConversationHandedOver => "conversation.handed_over",
        }
    }
}
