//! Webhooks on their way, as the tenant's admins see them.

use serde::{Deserialize, Serialize};

/// `GET /api/v1/admin/webhooks`: those in one state.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct WebhookList {
    /// Those of the newest conversations first; of what is pending, what is due last. At most 100.
    pub webhooks: Vec<WebhookDelivery>,
}

/// One event on its way to one address, or done with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct WebhookDelivery {
    /// `webhook-id`: the same at every attempt.
    pub id: String,
    /// The event: `scope.ready`.
    pub event: String,
    /// The conversation that it tells of.
    pub session_id: String,
    /// Where to.
    pub url: String,
    /// How far it is.
    pub state: WebhookState,
    /// How often it was tried.
    pub attempts: u32,
    /// When it was written: RFC 3339, UTC.
    #[cfg_attr(feature = "schema", schemars(extend("format" = "date-time")))]
    pub created_at: String,
    /// When it is tried next; once it is delivered or dead, when that was.
    #[cfg_attr(feature = "schema", schemars(extend("format" = "date-time")))]
    pub at: String,
    /// What the last attempt failed with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_error: Option<String>,
    /// What is sent: JSON as text. Left out in lists.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<String>,
}

/// How far a delivery is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum WebhookState {
    /// To be tried.
    Pending,
    /// Taken by the other side.
    Delivered,
    /// Given up; it can be replayed.
    Dead,
}
