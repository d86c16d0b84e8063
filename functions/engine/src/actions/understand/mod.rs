//! What a message wants done with records and tools, by rules: from the tenant's file alone.
//!
//! It reads no record. Which one is meant is found out by whoever carries the calls out.

use super::{Call, Intent, Sentence};

/// What a message wants done.
#[derive(Debug, Clone, PartialEq)]
pub struct Understood {
    /// What it is about.
    pub intent: Intent,
    /// How sure that is: 1 where every word of weight was accounted for, 0 where it is about nothing of records. Below
    /// [`Understood::BY_RULES`] nothing is carried out.
    pub confidence: f64,
    /// What is to be done, in order.
    pub calls: Vec<Call>,
}

impl Understood {
    /// From here on the calls are carried out, though a model could be asked.
    pub const SURE: f64 = 0.8;
    /// From here on the calls are carried out where there is no model to ask.
    pub const BY_RULES: f64 = 0.5;

    /// Nothing of records.
    #[must_use]
    pub const fn nothing() -> Self {
        Self { intent: Intent::Clarification, confidence: 0.0, calls: Vec::new() }
    }
}

/// Reads a message.
#[must_use]
pub fn understand(sentence: &Sentence<'_>) -> Understood {
    let _ = sentence;
    Understood::nothing()
}
