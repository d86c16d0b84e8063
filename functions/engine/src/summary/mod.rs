//! The running summary: what is left of the turns that the model is no longer shown.
//!
//! It is made by rules and costs no call: who asked what and what was answered, in a few words of theirs, and which
//! attributes were spoken of. The values themselves stand in the scope, so they are left out here, and what a visitor takes
//! back there is nowhere else. It stands in the newest closed turn of the log, so it goes with the log: cleared, expired
//! and deleted. Its length is bounded; its oldest notes are shortened first, and then left out.

mod note;
mod words;

#[cfg(test)]
mod tests;

pub use note::Note;

use core::fmt::Write as _;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// The most characters of a summary.
pub const LONGEST: usize = 2_000;

/// So many of the newest notes stay as they are: there is room for them.
const WHOLE: usize = 4;

/// What is left of the turns that the model is no longer shown.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Summary {
    /// The place of the newest turn that is in it; 0 where none is.
    pub through: u64,
    /// How many turns there was no room for any more.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub left_out: u64,
    /// The turns, oldest first.
    pub notes: Vec<Note>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
const fn is_zero(number: &u64) -> bool {
    *number == 0
}

impl Summary {
    /// The same with these turns in it, oldest first. Those that are in it already are passed over.
    #[must_use]
    pub fn with<'a>(&self, notes: impl IntoIterator<Item = &'a Note>) -> Self {
        let mut summary = self.clone();
        for note in notes {
            if note.seq > summary.through {
                summary.through = note.seq;
                summary.notes.push(note.clone());
            }
        }
        summary.shorten();
        summary
    }

    /// The same without the turns from that place on: they are shown as they were.
    #[must_use]
    pub fn before(mut self, seq: u64) -> Self {
        self.notes.retain(|note| note.seq < seq);
        self
    }

    /// The same without the turns that were said by then.
    #[must_use]
    pub fn since(mut self, then: Timestamp) -> Self {
        self.notes.retain(|note| note.at > then);
        self
    }

    /// The same with as much of it as fits, the newest; `None` where nothing does.
    #[must_use]
    pub fn within(mut self, fits: impl Fn(&Self) -> bool) -> Option<Self> {
        while !fits(&self) {
            if self.notes.is_empty() {
                return None;
            }
            self.notes.remove(0);
            self.left_out += 1;
        }
        Some(self)
    }

    /// Whether it says nothing.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.left_out == 0 && self.notes.is_empty()
    }

    /// As the model reads it: a line a turn.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = String::new();
        if self.left_out > 0 {
            let _ = writeln!(text, "({} turns before these are left out)", self.left_out);
        }
        for note in &self.notes {
            text.push_str(&note.line());
            text.push('\n');
        }
        text
    }

    /// Shortens the older notes, then leaves the oldest out, until there is room for the rest.
    fn shorten(&mut self) {
        let mut length = self.text().chars().count();
        let older = self.notes.len().saturating_sub(WHOLE);
        for note in &mut self.notes[..older] {
            if length <= LONGEST {
                return;
            }
            length -= note.line().chars().count();
            note.shorten();
            length += note.line().chars().count();
        }
        while self.text().chars().count() > LONGEST && !self.notes.is_empty() {
            self.notes.remove(0);
            self.left_out += 1;
        }
    }
}
