//! What a reader of a message proposes. The model and the rules engine both speak in commands; [`super::Scope`] decides.

use serde_json::Value as Json;

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
