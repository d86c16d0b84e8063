//! Whether a message answers what waits for the user's word.

use super::{Call, Sentence, Waiting};

/// What a message says to that which waits.
#[derive(Debug, Clone, PartialEq)]
pub enum WaitingAnswer {
    /// A clear yes, in time, of the user who was asked: it is to be done as the turn that asked.
    Confirmed(Waiting),
    /// A clear no: it is left as it is.
    Declined(Waiting),
    /// What was missing was said: the call with it, to be run as this turn's own.
    Chosen(Call),
    /// Nothing of it, or nothing waits: an ordinary message, and what waited is dropped.
    Other,
}

/// Holds the message against what waits. Only the user's own words are read here, and nothing of a model.
#[must_use]
pub fn answer_to_waiting(sentence: &Sentence<'_>) -> WaitingAnswer {
    let _ = sentence;
    WaitingAnswer::Other
}
