//! Sending a message, and the answer to it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

#[cfg(feature = "schema")]
use super::schema;

use super::{ActionDone, Block, Edit, Extracted, Page, Rejected, ScopeView};

/// `POST /api/v1/chat/send`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", schemars(transform = schema::either_message_or_edit))]
pub struct SendRequest {
    /// What the visitor says; 1 to 10,000 characters, not blank. Absent where there is an `edit`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    #[cfg_attr(feature = "schema", schemars(length(max = 10_000)))]
    pub message: String,
    /// A change made in the summary card or the form, in place of a message.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub edit: Option<Edit>,
    /// Made by the sender, new for every message (a UUID, or 8 to 64 of `A-Z a-z 0-9 - _`). The same id again is
    /// answered from the log and never run twice.
    #[cfg_attr(feature = "schema", schemars(with = "schema::MessageId"))]
    pub message_id: String,
    /// Must be the token's session where it is given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub session_id: Option<String>,
    /// The page the visitor is on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<Page>,
}

/// The answer to a message: the body of the response, and the data of the event `done`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Reply {
    /// The turn.
    pub turn_id: String,
    /// The message that it answers.
    pub message_id: String,
    /// What the assistant says; Markdown.
    pub bot_message: String,
    /// Every value that is known, by key.
    pub extracted_attributes: BTreeMap<String, Extracted>,
    /// Whether enough is known for an estimate.
    pub ready_for_estimate: bool,
    /// 0 to 1, four decimals.
    #[cfg_attr(feature = "schema", schemars(range(min = 0.0, max = 1.0)))]
    pub confidence: f64,
    /// The keys that are needed and not known, in the tenant's order.
    pub missing_attributes: Vec<String>,
    /// What the message was about: `scoping`, `question`, `small_talk` …; of records `query`, `action`, `navigation`, `report`,
    /// `clarification`.
    pub intent: String,
    /// How sure that is: 0 to 1, two decimals.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(range(min = 0.0, max = 1.0)))]
    pub intent_confidence: Option<f64>,
    /// The tools that were called.
    pub tool_calls: Vec<ToolCall>,
    /// What was done to records, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub actions: Vec<ActionDone>,
    /// Whether the visitor is handed over to a person.
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    pub handed_over: bool,
    /// What to show under the reply.
    pub blocks: Vec<Block>,
    /// Whether the visitor has confirmed what is understood, as it stands.
    pub confirmed: bool,
    /// Of an edit: what could not be read.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rejected: Vec<Rejected>,
    /// Whether the visitor stopped it before its end.
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    pub stopped: bool,
    /// Whether the rules engine answered because the model could not.
    pub degraded: bool,
    /// When: RFC 3339, UTC.
    #[cfg_attr(feature = "schema", schemars(extend("format" = "date-time")))]
    pub at: String,
    /// The request, as the log knows it.
    pub request_id: String,
}

impl Reply {
    /// The scope as the events `scope` show it.
    #[must_use]
    pub fn scope(&self) -> ScopeView {
        ScopeView {
            extracted_attributes: self.extracted_attributes.clone(),
            confidence: self.confidence,
            ready_for_estimate: self.ready_for_estimate,
            missing_attributes: self.missing_attributes.clone(),
            confirmed: self.confirmed,
        }
    }
}

/// A tool that was called.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ToolCall {
    /// Its name.
    pub tool: String,
    /// Its arguments, by name.
    pub arguments: BTreeMap<String, String>,
    /// What came of it, as a stable word: `applied`, or why not (`quote_not_found`).
    pub outcome: String,
}

/// `GET /api/v1/chat/status/{turn}`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TurnStatus {
    /// The turn.
    pub turn_id: String,
    /// How far it is.
    pub state: TurnState,
    /// The answer, once `done`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reply: Option<Reply>,
}

/// How far a turn is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum TurnState {
    /// It is being answered.
    Running,
    /// Whoever was answering it is gone; sending the message again with the same `message_id` answers it.
    Interrupted,
    /// It is answered.
    Done,
}
