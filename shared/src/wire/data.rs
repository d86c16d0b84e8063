//! Everything that is kept of a visitor's conversations, to be taken away.

use serde::{Deserialize, Serialize};

use super::{ActionDone, Block, Edit, Page, Rating, Rejected, ScopeView, Thumb, ToolCall};

/// A page of what is kept: the turns of one conversation, from the newest back; then the next conversation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DataPage {
    /// The turns, newest first.
    pub turns: Vec<DataTurn>,
    /// `next` for the page after this one; absent on the last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

/// A turn with everything that is kept of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DataTurn {
    /// The conversation.
    pub session_id: String,
    /// The turn.
    pub turn_id: String,
    /// When it was sent: RFC 3339, UTC.
    #[cfg_attr(feature = "schema", schemars(extend("format" = "date-time")))]
    pub at: String,
    /// The identified user who sent it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user: Option<String>,
    /// The message; empty where there is an `edit`.
    pub message: String,
    /// The change made in the summary card or the form, in place of a message.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub edit: Option<Edit>,
    /// The page it was sent from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<Page>,
    /// Whether the visitor stopped the answer.
    pub stopped: bool,
    /// What the visitor thinks of the answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub thumb: Option<Thumb>,
    /// How the visitor rated the conversation when this was its newest answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rating: Option<Rating>,
    /// What came of it; absent while it is being answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<DataAnswer>,
}

/// What came of a turn.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DataAnswer {
    /// What the assistant said.
    pub reply: String,
    /// When: RFC 3339, UTC.
    #[cfg_attr(feature = "schema", schemars(extend("format" = "date-time")))]
    pub at: String,
    /// What was shown under it.
    pub blocks: Vec<Block>,
    /// What was done.
    pub tool_calls: Vec<ToolCall>,
    /// What became of records by it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub actions: Vec<ActionDone>,
    /// Of an edit: what could not be read.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rejected: Vec<Rejected>,
    /// What the message was about.
    pub intent: String,
    /// Everything that was known afterwards.
    pub scope: ScopeView,
    /// What is kept in short of the turns before the newest ones, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub summary: Vec<String>,
    /// The model that answered, or `rules`.
    pub model: String,
    /// Why the model did not answer, where the rules engine had to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub degraded: Option<String>,
}
