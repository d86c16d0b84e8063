//! How a turn ended, however it was answered, and how the log keeps it.

use std::collections::BTreeMap;

use jiff::Timestamp;
use shared::wire::{ActionDone, Block, Rejected, ToolCall};

use super::input::Effect;
use crate::actions::Thread;
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
    pub(super) actions: Vec<ActionDone>,
    pub(super) thread: Thread,
    pub(super) handed_over: bool,
    pub(super) rejected: Vec<Rejected>,
    pub(super) intent: String,
    pub(super) intent_confidence: Option<f64>,
    pub(super) scope: Scope,
    pub(super) model: String,
    pub(super) degraded: Option<&'static str>,
    pub(super) replaced: Option<&'static str>,
    pub(super) is_models_own: bool,
    pub(super) usage: Usage,
}

impl Finished {
    /// Whether the reply is the model's whole own, given now.
    #[must_use]
    pub const fn is_models_own(&self) -> bool {
        self.is_models_own
    }

    /// As the log keeps it.
    #[must_use]
    pub fn into_outcome(self, closed_at: Timestamp) -> Outcome {
        Outcome {
            reply: self.reply,
            blocks: self.blocks,
            tool_calls: self.tool_calls,
            rejected: self.rejected,
            actions: self.actions,
            thread: self.thread,
            handed_over: self.handed_over,
            intent: self.intent,
            intent_confidence: self.intent_confidence,
            scope: self.scope,
            model: self.model,
            prompt: CONVERSATIONAL_SCOPING.stamp(),
            degraded: self.degraded.map(str::to_owned),
            reply_replaced: self.replaced.map(str::to_owned),
            kept_as: None,
            summary: None,
            usage: self.usage,
            closed_at,
        }
    }
}

/// A proposal and what came of it, as the log keeps it and the visitor may see it: `is_secret` says what they may not.
pub(super) fn tool_call(
    command: &Command,
    result: &Result<Applied, Rejection>,
    is_secret: &dyn Fn(&str) -> bool,
) -> ToolCall {
    let value = match &command.value {
        serde_json::Value::Null => String::new(),
        serde_json::Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    let shown = |text: &str| if is_secret(text) { "…".to_owned() } else { cut(text) };
    let mut arguments = BTreeMap::from([("key".to_owned(), shown(&command.key))]);
    if !value.is_empty() {
        arguments.insert("value".to_owned(), shown(&value));
    }
    arguments.insert("quote".to_owned(), shown(&command.quote));
    let outcome = match result {
        Ok(applied) => applied.code(),
        Err(rejection) => rejection.code(),
    };
    ToolCall { tool: command.operation.name().to_owned(), arguments, outcome: outcome.to_owned() }
}
