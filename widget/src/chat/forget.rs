//! Starting over, and forgetting on log-out.

use super::Chat;
use super::begin::{OUT, TOKEN};
use crate::conversation::outbox::Outbox;
use crate::conversation::text::Joined;
use crate::conversation::wire::Scope;

impl Chat {
    /// Clears the conversation here and on the server; the session goes on.
    pub fn start_over(self) {
        let token = self.token();
        self.empty();
        if token.is_empty() {
            return;
        }
        let chat = self;
        self.spawn(async move {
            if chat.api.request("POST", "chat/clear", &token, Some("{}"), "application/json").await.is_err() {
                // Not cleared there: then it is left behind, and the next message begins a new one.
                chat.reset();
            }
            chat.say("forgotten");
        });
    }

    /// Forgets the conversation on this machine, in every tab: whoever comes next begins a new one.
    pub fn reset(self) {
        self.forget();
        self.say("left");
    }

    pub(super) fn forget(self) {
        self.shelf.remove(TOKEN);
        self.session.take();
        self.user.take();
        self.forget_draft();
        self.empty();
    }

    /// Shows nothing any more; what was under way is void.
    pub(super) fn empty(self) {
        self.generation.set(self.generation.get() + 1);
        for (message_id, _) in self.shelf.all(OUT) {
            self.shelf.remove(&[OUT, &message_id].joined());
        }
        self.forget_finished();
        self.outbox.replace(Outbox::default());
        self.before.set(None);
        self.entries.change(Vec::clear);
        self.scope.set(Scope::default());
        self.changes.change(Vec::clear);
        self.rated.set(0);
        self.card_open.set(false);
        self.leave_stream();
        self.tell_nothing();
        self.set_unread(0);
        self.hurry();
    }
}
