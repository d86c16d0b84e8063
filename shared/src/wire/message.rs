//! A message of a conversation.

use serde::{Deserialize, Serialize};

use super::{Block, Thumb, ToolCall};

/// A message as history shows it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Message {
    /// The turn it belongs to; a turn is the visitor's message and its answer.
    pub turn_id: String,
    /// The id that the sender gave it; of an answer, the id of the message answered.
    pub message_id: String,
    /// Who wrote it.
    pub author: Author,
    /// What it says; of the assistant, Markdown.
    pub text: String,
    /// When: RFC 3339, UTC.
    #[cfg_attr(feature = "schema", schemars(extend("format" = "date-time")))]
    pub at: String,
    /// Whether it has been answered.
    pub state: MessageState,
    /// Of an answer: made by the rules engine because the model could not.
    pub degraded: bool,
    /// Of the visitor: not typed but done in the summary card or the form; `text` says what.
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    pub edit: bool,
    /// Of the visitor: what was understood from it, in the tenant's order; with the value it had then.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub understood: Vec<Understood>,
    /// Of an answer: what is shown under it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub blocks: Vec<Block>,
    /// Of an answer: the tools that were called for it, but not what was understood ([`Message::understood`]).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tool_calls: Vec<ToolCall>,
    /// Of an answer: the visitor stopped it before its end.
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    pub stopped: bool,
    /// Of an answer: what the visitor thinks of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub thumb: Option<Thumb>,
}

/// A value that was understood from a message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Understood {
    /// The attribute's key.
    pub key: String,
    /// Its name for the visitor.
    pub label: String,
    /// The value for the visitor.
    pub display: String,
}

/// Who wrote a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Author {
    /// The visitor.
    User,
    /// The assistant.
    Assistant,
}

/// Whether a message has been answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum MessageState {
    /// It has, or it is the answer.
    Done,
    /// It is in the log and not answered yet: sending it again with the same `message_id` answers it, once.
    Pending,
}

/// `GET /api/v1/chat/history/{session}`: a page of messages, oldest first.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct HistoryPage {
    /// The messages, oldest first.
    pub messages: Vec<Message>,
    /// `before` for the page of older messages; absent at the beginning of the conversation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<u64>,
}
