//! Older messages, a page at a time.

use super::Chat;
use crate::conversation::text::Joined;
use crate::conversation::text::digits;
use crate::conversation::wire::{self, Message};

impl Chat {
    /// Shows the page of messages before the oldest that is shown; `shown` is called when they are in the list.
    pub fn load_older(self, shown: Box<dyn FnOnce()>) {
        let session = self.session.borrow().clone();
        let (Some(before), Some(session)) = (self.before.peek(Option::clone), session) else { return };
        if self.loading_older.peek(bool::clone) {
            return;
        }
        self.loading_older.set(true);
        let chat = self;
        self.spawn(async move {
            let path = ["chat/history/", &session.id, "?before=", &digits(before as i64)].joined();
            // Without an answer nothing changes; the next scroll asks again.
            if let Ok(page) = chat.api.json("GET", &path, &session.token, None).await {
                chat.before.set(wire::before(&page));
                chat.show_older(&Message::all(&page));
                shown();
            }
            chat.loading_older.set(false);
        });
    }
}
