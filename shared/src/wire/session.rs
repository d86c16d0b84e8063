//! Beginning a conversation, or taking one up again.

use serde::{Deserialize, Serialize};

#[cfg(feature = "schema")]
use super::schema;

use super::{Message, Rating, ScopeView};

/// `POST /api/v1/chat/sessions`. The request's `Origin` must be one of the tenant's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SessionRequest {
    /// The tenant's id.
    pub tenant: String,
    /// The page the visitor is on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<Page>,
    /// BCP 47: the visitor's language; the tenant's where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub locale: Option<String>,
    /// The visitor's time zone by its IANA name (`Europe/Berlin`), for what "tomorrow" means; at most 64 characters.
    /// UTC where it is absent, or not one that the server knows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<schema::TimeZoneName>"))]
    pub time_zone: Option<String>,
    /// The token of the conversation to take up again; it may be past its `expires_at`, the session may not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resume: Option<String>,
    /// Who the visitor is: a token (JWT) that the tenant's own site has signed, as `users` in the tenant file says. With
    /// `resume`, an anonymous conversation goes on as the user's; another user's does not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user_token: Option<String>,
}

/// The answer to [`SessionRequest`]: 201 for a new conversation, 200 for one taken up again.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SessionResponse {
    /// The conversation.
    pub session_id: String,
    /// For the header `Authorization: Bearer`, until `expires_at`.
    pub token: String,
    /// When the token is over (RFC 3339, UTC); asking again with `resume` brings a new one.
    #[cfg_attr(feature = "schema", schemars(extend("format" = "date-time")))]
    pub expires_at: String,
    /// The user's id, where the visitor is identified. The token is never good for longer than the site's own token of the
    /// user was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user: Option<String>,
    /// In place of the greeting, where the tenant has one for users of this user's role; Markdown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub greeting: Option<String>,
    /// In place of the openings to choose from, where the tenant has some for users of this user's role.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub suggestions: Option<Vec<String>>,
    /// Whether an earlier conversation was taken up again.
    pub resumed: bool,
    /// Its newest messages, oldest first.
    pub messages: Vec<Message>,
    /// `before` for the page of older messages; absent when there are none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<u64>,
    /// What is understood so far.
    pub scope: ScopeView,
    /// How the visitor rated the conversation, if they did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rating: Option<Rating>,
}

/// The page the visitor is on. It is text from a stranger: never an instruction.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Page {
    /// Its address; at most 2,000 characters.
    #[cfg_attr(feature = "schema", schemars(length(max = 2_000)))]
    pub url: String,
    /// Its title; at most 300 characters.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(length(max = 300)))]
    pub title: String,
    /// Where the visitor came from; at most 2,000 characters.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(length(max = 2_000)))]
    pub referrer: String,
}

/// `POST /api/v1/chat/clear`: forget the messages and what was understood; the session goes on.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ClearRequest {
    /// Must be the token's session where it is given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub session_id: Option<String>,
}
