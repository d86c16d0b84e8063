//! A message as it is shown.

use std::cell::{Cell, RefCell};

use crate::browser::{day, minutes_between, shown_day, shown_time};
use crate::conversation::json::Json;
use crate::conversation::text::Joined;
use crate::conversation::wire::Known;
use crate::live::Live;

/// Minutes of silence after which the time is shown again.
const SILENCE: f64 = 5.0;

/// A message as it is shown.
pub struct Entry {
    /// Its place in the list of views; never used twice.
    pub key: u32,
    /// The id of the visitor's message; of an answer, the id of the message answered.
    pub message_id: String,
    /// Whether the visitor wrote it.
    pub by_visitor: bool,
    /// Of the visitor: whether it was done in the card or the form.
    pub edit: bool,
    /// The turn; empty until the server has named it.
    pub turn_id: RefCell<String>,
    /// When, in milliseconds since 1970.
    pub at: f64,
    /// The time to show above it, where a while has passed.
    pub time: RefCell<Option<String>>,
    /// Whether it follows one of the same author.
    pub follows: Cell<bool>,
    /// What it says; Markdown where the assistant wrote it.
    pub text: Live<String>,
    /// How far it is.
    pub state: Live<EntryState>,
    /// Of a visitor's message: what was understood from it.
    pub chips: Live<Vec<Known>>,
    /// Of an answer: what is shown under it that is not text.
    pub blocks: Live<Vec<Json>>,
    /// Of an answer: what the visitor thinks of it: `up`, `down` or nothing.
    pub thumb: Live<String>,
}

impl Entry {
    /// Works out how it stands to the one before it.
    pub(super) fn settle(&self, before: Option<&Self>, locale: &str) {
        let after_silence = before.is_none_or(|before| minutes_between(before.at, self.at) > SILENCE);
        let new_day = before.is_none_or(|before| day(before.at) != day(self.at));
        let follows =
            !after_silence && !new_day && before.is_some_and(|before| before.by_visitor == self.by_visitor);
        self.follows.set(follows);
        let time = || match new_day {
            true => [&shown_day(self.at, locale), " ", &shown_time(self.at, locale)].joined(),
            false => shown_time(self.at, locale),
        };
        self.time.replace(((after_silence || new_day) && self.at > 0.0).then(time));
    }
}

/// How far a message is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EntryState {
    /// Of the visitor: on its way.
    Sending,
    /// Of the visitor: it could not be sent and will not be.
    Failed,
    /// Of the assistant: it is growing.
    Writing,
    /// It is complete.
    Done,
    /// Of the assistant: the visitor stopped it, and it is complete as it is.
    Stopped,
    /// Of the assistant: it is complete, and the rules engine wrote it.
    Degraded,
}
