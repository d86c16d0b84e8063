//! The prompt: what the model is told, and the one function that it must call.
//!
//! The words stand in `prompts/conversational_scoping.json`, which the build script checks. What a visitor, a page or
//! the store says goes in between marks and is never joined to the instructions.

mod actions;
mod address;
mod fit;
mod mark;
mod offer;
mod schema;
#[cfg(test)]
mod tests;
mod text;
pub mod tokens;

pub use actions::Malformed;
pub(crate) use actions::{Allowed, read as read_action};
pub use address::without_tracking;
pub use fit::{Briefed, TooLarge, request, room};
pub use mark::{Mark, marked};
pub use offer::Offer;
pub(crate) use text::own_texts;
pub use text::{Besides, Briefing, PastTurn};

use std::sync::LazyLock;

use serde::Deserialize;

/// `prompts/conversational_scoping.json`.
#[derive(Debug, Deserialize)]
pub struct Prompt {
    /// Its name.
    pub name: String,
    /// Its version; kept with every turn.
    pub version: String,
    /// Its parts.
    pub parts: Parts,
    /// Rules that no tenant can replace.
    pub safety: Vec<String>,
    /// How the function is described.
    pub function: FunctionTexts,
    /// What a message can be about.
    pub intents: Vec<String>,
}

/// The parts of the instructions. A tenant may replace `role` and `style`.
#[derive(Debug, Deserialize)]
pub struct Parts {
    /// Who the model is.
    pub role: String,
    /// How it writes.
    pub style: String,
    /// What it does with a message.
    pub task: String,
    /// What it may ask.
    pub asking: String,
    /// How it answers questions.
    pub answering: String,
    /// How it answers from what was found in the tenant's knowledge, where there is some.
    pub knowledge: String,
    /// How it has something done, where there is something that may be.
    pub actions: String,
}

/// How the function is described to the model.
#[derive(Debug, Deserialize)]
pub struct FunctionTexts {
    /// Its name.
    pub name: String,
    /// What it does.
    pub description: String,
    /// Its parameter `commands`.
    pub commands: String,
    /// Its parameter `actions`, where something may be done.
    pub actions: String,
    /// Its parameter `sources`, where there is knowledge.
    pub sources: String,
    /// The `quote` of a command.
    pub quote: String,
    /// The `approximate` of a command.
    pub approximate: String,
    /// Its parameter `intent`.
    pub intent: String,
    /// Its parameter `asks`.
    pub asks: String,
    /// Its parameter `reply`.
    pub reply: String,
}

/// The prompt, as the build script has checked it.
pub static CONVERSATIONAL_SCOPING: LazyLock<Prompt> = LazyLock::new(|| {
    #[expect(clippy::expect_used, reason = "the build script has read and checked this very text")]
    serde_json::from_str(include_str!("../../../../prompts/conversational_scoping.json"))
        .expect("checked by the build script")
});

impl Prompt {
    /// `name@version`, as kept with every turn.
    #[must_use]
    pub fn stamp(&self) -> String {
        format!("{}@{}", self.name, self.version)
    }
}
