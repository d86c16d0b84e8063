//! What a reader of a message proposes. The model and the rules engine both speak in commands; [`super::Scope`] decides.

use serde_json::Value as Json;
use shared::wire::ToolCall;

/// One proposal.
#[derive(Debug, Clone, PartialEq)]
pub struct Command {
    /// What to do.
    pub operation: Operation,
    /// The attribute.
    pub key: String,
    /// The value, for the operations that take one; its shape is checked against the attribute's kind.
    pub value: Json,
    /// The visitor's words that say so; checked to be really there.
    pub quote: String,
    /// Whether the words are rough ("around", "maybe") or clear.
    pub approximate: bool,
}

/// What to do with an attribute.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operation {
    /// Take the value; an earlier one is replaced.
    Set,
    /// Add these values to a list.
    Append,
    /// Take these values out of a list.
    Remove,
    /// Forget the value.
    Clear,
    /// The visitor will not or cannot say.
    Decline,
}

/// The word for a confirmation, by hand, of what is understood, in a turn's tool calls.
pub(crate) const CONFIRM: &str = "confirm";

/// Who proposes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reader {
    /// The rules engine: its values come from the quoted words by construction.
    Rules,
    /// The model: whether the quoted words bear the value out is checked.
    Model,
}

impl Operation {
    /// The word for it in the function's schema and in a turn's tool calls.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Set => "set",
            Self::Append => "append",
            Self::Remove => "remove",
            Self::Clear => "clear",
            Self::Decline => "decline",
        }
    }

    /// Whether a call of a turn's log is one of these, or a confirmation of what is understood: not of a tool or a record.
    #[must_use]
    pub fn is_in(call: &ToolCall) -> bool {
        let is_named = Self::ALL.iter().any(|operation| operation.name() == call.tool);
        (is_named && call.arguments.contains_key("key"))
            || (call.tool == CONFIRM && call.arguments.is_empty())
    }

    /// Every operation, in the order of the schema.
    pub const ALL: [Self; 5] = [Self::Set, Self::Append, Self::Remove, Self::Clear, Self::Decline];
}
