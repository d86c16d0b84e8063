//! The events of a streamed turn (`text/event-stream`), each with an increasing `id`.
//!
//! `accepted`, then any number of `scope`, `tool`, `action`, `text`, `reset` and `block`, then one `done` or `failed`.

use serde::{Deserialize, Serialize};

/// The names of the events.
pub mod event_name {
    /// The message is in the log: it cannot be lost any more. Data: [`super::Accepted`].
    pub const ACCEPTED: &str = "accepted";
    /// What is understood has changed. Data: the whole [`crate::wire::ScopeView`], not the difference.
    pub const SCOPE: &str = "scope";
    /// A tool was called. Data: [`crate::wire::ToolCall`].
    pub const TOOL: &str = "tool";
    /// Something was done to a record. Data: [`crate::wire::ActionDone`].
    pub const ACTION: &str = "action";
    /// Something to show under the reply. Data: [`crate::wire::Block`].
    pub const BLOCK: &str = "block";
    /// More of the reply. Data: [`super::TextDelta`].
    pub const TEXT: &str = "text";
    /// The reply so far is void and begins anew. Data: [`super::Reset`].
    pub const RESET: &str = "reset";
    /// The turn is closed. Data: the whole [`crate::wire::Reply`].
    pub const DONE: &str = "done";
    /// The turn could not be closed. Data: [`crate::wire::Problem`].
    pub const FAILED: &str = "failed";
}

/// The message is in the log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Accepted {
    /// The turn that answers it.
    pub turn_id: String,
    /// The message's id, as sent.
    pub message_id: String,
}

/// The message is in the log and is answered in the background: `Prefer: respond-async`. Its answer comes by
/// `GET /api/v1/chat/status/{turn_id}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AcceptedForLater {
    /// The turn that answers it.
    pub turn_id: String,
    /// The message's id, as sent.
    pub message_id: String,
    /// The request, to be named when something is reported.
    pub request_id: String,
}

/// More of the reply.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TextDelta {
    /// To be appended.
    pub delta: String,
}

/// The reply so far is void.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Reset {
    /// Why, as a stable word: `model_cut`, `reply_replaced`.
    pub reason: String,
}
