//! Wording a reply without a model.

mod buttons;

pub use buttons::buttons;

use shared::tenant::Attribute;
use shared::wire::Block;

use super::reading::{Reading, Understanding};
use crate::scope::{Applied, Command, Rejection, Scope};

/// Everything that a reply is worded from.
#[derive(Debug, Clone, Copy)]
pub struct Answering<'a> {
    /// The message and what surrounds it; its scope is the one before the message.
    pub reading: &'a Reading<'a>,
    /// What the rules made of it.
    pub understanding: &'a Understanding,
    /// What was proposed, by whichever reader, and what came of it.
    pub applied: &'a [(Command, Result<Applied, Rejection>)],
    /// The scope after the message.
    pub after: &'a Scope,
    /// The question to ask next, as the engine chose it.
    pub next: Option<&'a Attribute>,
    /// Whether enough was known for an estimate before the message.
    pub was_ready: bool,
    /// Whether enough is known now.
    pub is_ready: bool,
    /// The tenant's name.
    pub tenant: &'a str,
    /// The name under which the assistant answers.
    pub assistant: &'a str,
}

/// A reply.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// Markdown.
    pub text: String,
    /// What is shown under it.
    pub blocks: Vec<Block>,
    /// The key of the question that it asks.
    pub asks: Option<String>,
    /// What the message was about, as a stable word: `scoping`, `correction`, `question`, `price`, `human`, `summary`,
    /// `complaint`, `small_talk`, `greeting`, `farewell`.
    pub intent: String,
}

/// Words the reply: what was understood, what the visitor asked, and one question.
#[must_use]
pub fn answer(answering: &Answering<'_>) -> Answer {
    let next = answering.next;
    Answer {
        text: next.map_or_else(String::new, |attribute| attribute.question.clone()),
        blocks: next.map(|attribute| buttons(attribute, answering.reading.locale)).unwrap_or_default(),
        asks: next.map(|attribute| attribute.key.clone()),
        intent: "scoping".to_owned(),
    }
}
