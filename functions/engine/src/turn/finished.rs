//! How a turn ended, however it was answered, and how the log keeps it.

use std::collections::BTreeMap;

use jiff::Timestamp;
use shared::wire::{Block, Rejected, ToolCall};

use super::machine::Effect;
use crate::log::Outcome;
use crate::ports::Usage;
use crate::prompt::CONVERSATIONAL_SCOPING;
use crate::scope::{Applied, Command, Rejection, Scope, cut};

/// How the turn ended.
#[derive(Debug, Clone, PartialEq)]
pub struct Finished {
    /// What the visitor has not seen yet.
    pub effects: Vec<Effect>,
    pub(super) reply: String,
    pub(super) blocks: Vec<Block>,
    pub(super) tool_calls: Vec<ToolCall>,
    pub(super) rejected: Vec<Rejected>,
    pub(super) intent: String,
    pub(super) scope: Scope,
    pub(super) model: String,
    pub(super) degraded: Option<&'static str>,
    pub(super) usage: Usage,
}

impl Finished {
    /// As the log keeps it.
    #[must_use]
    pub fn into_outcome(self, closed_at: Timestamp) -> Outcome {
        Outcome {
            reply: self.reply,
            blocks: self.blocks,
            tool_calls: self.tool_calls,
            rejected: self.rejected,
            intent: self.intent,
            scope: self.scope,
            model: self.model,
            prompt: CONVERSATIONAL_SCOPING.stamp(),
            degraded: self.degraded.map(str::to_owned),
            usage: self.usage,
            closed_at,
        }
    }
}

/// A proposal and what came of it, as the log keeps it.
pub(super) fn tool_call(command: &Command, result: &Result<Applied, Rejection>) -> ToolCall {
    let value = match &command.value {
        serde_json::Value::Null => String::new(),
        serde_json::Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    let mut arguments = BTreeMap::from([("key".to_owned(), command.key.clone())]);
    if !value.is_empty() {
        arguments.insert("value".to_owned(), cut(&value));
    }
    arguments.insert("quote".to_owned(), cut(&command.quote));
    let outcome = match result {
        Ok(applied) => applied.code(),
        Err(rejection) => rejection.code(),
    };
    ToolCall { tool: command.operation.name().to_owned(), arguments, outcome: outcome.to_owned() }
}
