//! What is left of one turn.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::words::{clipped, questions, statements, without_values};
use crate::log::{Outcome, Turn};

/// The most characters of what was asked, and of what was answered.
const LONG: usize = 160;
/// The same of an older turn.
const SHORT: usize = 60;
/// The most attributes that a note names.
const KEYS: usize = 12;

/// What came of a call for an attribute that there is not: `Rejection::UnknownKey`.
const UNKNOWN: &str = "unknown_attribute";

/// What is left of one turn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// Its place.
    pub seq: u64,
    /// When it was said.
    pub at: Timestamp,
    /// The keys of the attributes that it was about.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub about: Vec<String>,
    /// What the visitor asked or, where there was no question and nothing for the scope, said.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub said: String,
    /// What was answered to that.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub answered: String,
}

impl Note {
    /// What is left of a closed turn.
    #[must_use]
    pub fn of(seq: u64, at: Timestamp, turn: &Turn, outcome: &Outcome) -> Self {
        let mut about: Vec<String> = Vec::new();
        // A key that the model has made up is no word of ours.
        let declared = outcome.tool_calls.iter().filter(|call| call.outcome != UNKNOWN);
        for key in declared.filter_map(|call| call.arguments.get("key")) {
            if about.len() < KEYS && !about.contains(key) {
                about.push(key.clone());
            }
        }
        let asked = questions(&turn.message);
        let said = if asked.is_empty() && about.is_empty() { turn.message.clone() } else { asked };
        let answer = if said.is_empty() { String::new() } else { statements(&outcome.reply) };
        let left = |text: &str| clipped(&without_values(text, outcome), LONG);
        Self { seq, at, about, said: left(&said), answered: left(&answer) }
    }

    pub(super) fn shorten(&mut self) {
        self.answered.clear();
        self.said = clipped(&self.said, SHORT);
    }

    pub(super) fn line(&self) -> String {
        let mut parts = Vec::new();
        if !self.about.is_empty() {
            parts.push(format!("about {}", self.about.join(", ")));
        }
        if !self.said.is_empty() {
            parts.push(format!("visitor: {}", self.said));
        }
        if !self.answered.is_empty() {
            parts.push(format!("answer: {}", self.answered));
        }
        format!("{}. {}", self.seq, parts.join(" | "))
    }
}
