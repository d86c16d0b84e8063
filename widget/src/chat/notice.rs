//! What the visitor should know about the connection.

use super::Chat;
use crate::browser::{shown_number, shown_wait};
use crate::texts::Text;

/// A line above the composer; empty where there is nothing to say.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Notice {
    /// What it says.
    pub text: String,
    /// Whether the visitor can ask to try again now.
    pub can_retry: bool,
    /// Whether only a number in it has changed: a screen reader is not told every second.
    pub is_known: bool,
}

impl Chat {
    /// Says it.
    pub(super) fn tell(self, text: &str) {
        self.notice.set(Notice { text: text.to_owned(), ..Notice::default() });
    }

    /// Takes the line away.
    pub(super) fn tell_nothing(self) {
        self.tell("");
    }

    /// Ends the words of a wait; those of an ended conversation stay until the visitor writes again.
    pub(super) fn tell_nothing_but_ended(self) {
        let kept = self.text(Text::Ended);
        if self.notice.peek(|notice| notice.text != kept) {
            self.tell_nothing();
        }
    }

    /// What is being written is too long by so many characters, or not any more.
    pub fn tell_surplus(self, surplus: usize) {
        let before = self.too_long.replace(surplus > 0);
        if surplus > 0 {
            let text = self.texts.with(Text::TooLong, &shown_number(surplus as f64, "{}", &self.locale));
            self.notice.set(Notice { text, can_retry: false, is_known: before });
        } else if before {
            self.tell_nothing();
        }
    }

    /// Waits in front of the visitor's eyes, counting down; until the time is over or somebody is in a hurry. `why` has
    /// room for how long.
    pub(super) async fn wait(self, milliseconds: u32, why: Text) {
        let limited = matches!(why, Text::Limited);
        let offline = web_sys::window().is_some_and(|window| !window.navigator().on_line());
        let mut left = if offline { 30_000 } else { milliseconds };
        self.hurry.set(false);
        let mut is_known = false;
        while left > 0 && !self.hurry.get() {
            let text = if offline && !limited {
                self.text(Text::Offline).to_owned()
            } else {
                self.texts.with(why, &shown_wait(left.div_ceil(1_000), &self.locale))
            };
            // Why a message cannot be sent at all is of more use than when the next try is.
            if !self.too_long.get() {
                self.notice.set(Notice { text, can_retry: !limited && !offline, is_known });
                is_known = true;
            }
            // The first piece may be short; the others are a second, so that the words keep up.
            let piece = if left % 1_000 == 0 { 1_000 } else { left % 1_000 };
            self.clock.wait(piece).await;
            left -= piece;
        }
    }

    /// Ends a waiting: the network is back, or the visitor asks.
    pub fn hurry(self) {
        self.hurry.set(true);
        self.clock.wake();
    }
}
