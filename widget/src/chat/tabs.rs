//! The tabs of one browser in step: who changes the conversation says so, and the others read it anew.

use super::Chat;
use super::begin::TOKEN;
use crate::browser::Channel;
use crate::conversation::text::Joined;

impl Chat {
    /// Begins to listen to the other tabs.
    pub(super) fn listen(self) {
        let chat = self;
        let name = ["anteroom:", &self.config.tenant].joined();
        self.channel.replace(Channel::open(&name, Box::new(move |word| chat.heard(&word))));
    }

    fn heard(self, word: &str) {
        let shown = self.session.borrow().is_some() || self.open.peek(bool::clone);
        match word {
            "forgotten" => {
                self.session.take();
                self.empty();
            }
            // The token too: this tab may have kept it again in the meantime.
            "left" => self.forget(),
            // Said rather than read from the storage, which may reach this tab later than the word.
            "finished" => self.finished.set(true),
            _ => {}
        }
        // A tab in which the conversation is not shown has nothing to read.
        if shown {
            self.refresh();
        }
    }

    /// Reads the conversation anew; while messages are being sent, afterwards.
    pub(super) fn refresh(self) {
        if self.pumping.get() {
            self.stale.set(true);
        } else if self.shelf.get(TOKEN).is_some() || self.outbox.borrow().first().is_some() {
            self.session.take();
            self.pump();
        }
    }

    pub(super) fn say_changed(self) {
        self.say("changed");
    }

    pub(super) fn say(self, word: &str) {
        if let Some(channel) = &*self.channel.borrow() {
            channel.say(word);
        }
    }
}
