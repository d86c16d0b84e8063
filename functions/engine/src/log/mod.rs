//! What the turn log holds.
//!
//! The log is the state. The newest closed turn carries the whole scope, so no other row has to be kept in step with
//! it. Turns are closed in order: turn n is closed only after turn n-1.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use shared::wire::{ActionDone, Block, Edit, Page, Rating, Rejected, Thumb, ToolCall};

use crate::actions::Thread;
use crate::ports::Usage;
use crate::scope::Scope;
use crate::summary::Summary;
use crate::user::User;

/// A conversation. Every key of the store begins with its tenant.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct ConversationId {
    /// The tenant's id.
    pub tenant: String,
    /// The session.
    pub session: String,
}

/// One entry.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// The conversation it belongs to.
    pub conversation: ConversationId,
    /// Its place, from 1.
    pub seq: u64,
    /// When it was put there.
    pub at: Timestamp,
    /// When the store may delete it; what is past it is never shown.
    pub expires_at: Timestamp,
    /// What it is.
    pub body: EntryBody,
}

/// What an entry is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EntryBody {
    /// A message and, once closed, its answer.
    Turn(Box<Turn>),
    /// Whatever stands before it is forgotten.
    Cleared,
    /// The visitor has ended the conversation: nothing may follow, and whatever stands before it is forgotten.
    Ended,
    /// The conversation is over by its time: nothing may follow. What stands before it stays for as long as it is kept.
    Lapsed,
}

/// A message and, once closed, its answer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Turn {
    /// The id that the sender gave the message.
    pub message_id: String,
    /// The message; empty where there is an `edit`.
    pub message: String,
    /// The change made in the summary card or the form, in place of a message.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub edit: Option<Edit>,
    /// The page it was sent from.
    pub page: Option<Page>,
    /// The identified user who sent it, by the tenant's id of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user: Option<String>,
    /// What the tenant told of that user, where the turn is answered by somebody who has not the token, and depends on it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub told: Option<User>,
    /// Whether the visitor wants no more of the answer. Asked for while the turn is open, and kept through every
    /// change of its lease and its closing; of a closed turn it says that the answer was stopped.
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    pub stop_requested: bool,
    /// What the visitor thinks of the answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub thumb: Option<Thumb>,
    /// How the visitor rated the conversation when this was its newest answer. The newest rating counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rating: Option<Rating>,
    /// How far it is.
    pub progress: Progress,
}

impl Turn {
    /// A turn that begins: somebody is answering it, and nobody thinks anything of it yet.
    #[must_use]
    pub const fn open(
        message_id: String,
        message: String,
        edit: Option<Edit>,
        page: Option<Page>,
        user: Option<String>,
        lease: Lease,
    ) -> Self {
        let progress = Progress::Open(lease);
        Self {
            message_id,
            message,
            edit,
            page,
            user,
            told: None,
            stop_requested: false,
            thumb: None,
            rating: None,
            progress,
        }
    }
}

/// What a visitor thinks, kept on a closed turn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Opinion {
    /// Of the answer; `None` takes it back.
    Thumb(Option<Thumb>),
    /// Of the conversation.
    Rating(Rating),
}

/// How far a turn is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Progress {
    /// Somebody is answering it, or was.
    Open(Lease),
    /// It is answered.
    Closed(Box<Outcome>),
}

/// The right to close a turn. Whoever takes it over gives it a new `holder`, so the old one's close fails.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lease {
    /// Who answers it: made anew for every attempt, led by the name of the process.
    pub holder: String,
    /// From then on anybody may take it over.
    pub until: Timestamp,
}

/// How a turn ended.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Outcome {
    /// What the assistant said.
    pub reply: String,
    /// What was shown under it.
    pub blocks: Vec<Block>,
    /// The calls that were made, and what came of them.
    pub tool_calls: Vec<ToolCall>,
    /// Of an edit: what could not be read.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rejected: Vec<Rejected>,
    /// What was done to records.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub actions: Vec<ActionDone>,
    /// What is remembered of records for the next turn.
    #[serde(default, skip_serializing_if = "Thread::is_empty")]
    pub thread: Thread,
    /// Whether the visitor was handed over to a person.
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    pub handed_over: bool,
    /// What the message was about.
    pub intent: String,
    /// How sure that is; 0 to 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub intent_confidence: Option<f64>,
    /// Everything that is known afterwards.
    pub scope: Scope,
    /// The model that answered, or `rules`.
    pub model: String,
    /// The prompt's name and version.
    pub prompt: String,
    /// Why the model did not answer, where the rules engine had to: [`crate::ports::ModelError::code`].
    pub degraded: Option<String>,
    /// Why the model's words were thrown away and the rules engine's stand in their place:
    /// [`crate::output::Replaced::code`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reply_replaced: Option<String>,
    /// The question under which the reply is kept for others ([`crate::ports::QuestionKey`]'s hash), where it is: so that it
    /// is found when the conversation is deleted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kept_as: Option<String>,
    /// What is left of the turns that the model is no longer shown. The newest closed turn has it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub summary: Option<Summary>,
    /// What the call cost.
    pub usage: Usage,
    /// When it was closed.
    pub closed_at: Timestamp,
}

/// So much of what is said of what was done is kept where all of it is more than the store takes.
const LONG_REPLY: usize = 4_000;

impl Outcome {
    /// The outcome of a turn that changed nothing and says this instead: for what is more than the store takes. What was
    /// asked before is still asked. What was done to records is done: that is still told, without the records themselves.
    #[must_use]
    pub fn without_its_changes(mut self, before: Scope, reply: String) -> Self {
        let (blocks, mut tool_calls, rejected) = Default::default();
        let reply =
            if self.actions.is_empty() { reply } else { self.reply.chars().take(LONG_REPLY).collect() };
        for done in &mut self.actions {
            done.record = None;
        }
        if !self.actions.is_empty() {
            tool_calls = core::mem::take(&mut self.tool_calls);
        }
        Self { reply, blocks, tool_calls, rejected, scope: before, kept_as: None, ..self }
    }
}
