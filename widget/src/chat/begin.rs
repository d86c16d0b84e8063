//! Beginning a conversation, or taking it up again.

use super::core::Session;
use super::entries::By;
use super::{Chat, EntryState};
use crate::browser::{now, time_zone};
use crate::conversation::next_step::Failure;
use crate::conversation::outbox::Outgoing;
use crate::conversation::wire::{self, Message, Scope};
use crate::texts::Text;

/// Where the token is kept.
pub(super) const TOKEN: &str = "token";
/// Where the messages on their way are kept: one key each, with the message's id behind it.
pub(super) const OUT: &str = "out:";

impl Chat {
    /// The panel is shown. A conversation that is kept is taken up; another begins where the visitor wants it, and not
    /// where the panel has opened by itself.
    pub fn shown(self, wanted: bool) {
        if wanted || self.shelf.get(TOKEN).is_some() {
            self.pump();
        }
    }

    /// The visitor has touched the panel or gone into it.
    pub fn touched(self) {
        if self.session.borrow().is_none() {
            self.pump();
        }
    }

    /// Says who the visitor is, by a token that the page's own site has signed. What waited for it goes on.
    pub(super) fn identify(self, token: String) {
        self.user.replace(token);
        self.refresh();
    }

    /// Begins a conversation, or takes up the one whose token is kept.
    pub(super) async fn begin(self) -> Result<(), Failure> {
        let generation = self.generation.get();
        let resume = self.shelf.get(TOKEN);
        let (tenant, page) = (&self.config.tenant, self.page());
        let body = wire::session_request(
            tenant,
            &self.locale,
            &time_zone(),
            &page,
            resume.as_deref(),
            &self.user.borrow(),
        );
        let begun = self.api.json("POST", "chat/sessions", "", Some(&body)).await?;
        if self.generation.get() != generation {
            return Ok(());
        }
        let (id, token) = (begun.field("session_id").text(), begun.field("token").text());
        let (Some(id), Some(token)) = (id, token) else { return Err(Failure::Unreachable) };
        let resumed = begun.field("resumed").is_true();
        self.shelf.set(TOKEN, &token);
        self.session.replace(Some(Session { id, token }));
        if resume.is_some() && !resumed {
            self.tell(self.text(Text::Ended));
            // It may have been another user's.
            if !self.user.borrow().is_empty() {
                self.entries.change(Vec::clear);
                self.taken_up.set(false);
            }
        }
        let welcome = wire::welcome(&begun, &self.config);
        if self.welcome.peek(|shown| *shown != welcome) {
            self.welcome.set(welcome);
        }
        let messages = Message::all(&begun);
        // Only once: what is unsent later on is this page's own, or another tab's that is just sending it.
        let is_first = !self.taken_up.replace(true);
        // An edit left open is on the shelf of the browser that made it; its words alone are not enough to send it.
        let left_open =
            |message: &&Message| is_first && message.by_visitor && message.pending && !message.edit;
        for message in messages.iter().filter(left_open) {
            let (message_id, text) = (message.message_id.clone(), message.text.clone());
            self.outbox.borrow_mut().add(Outgoing {
                message_id,
                text,
                edit: String::new(),
                at: now() as u64,
            });
        }
        // What an ended conversation said stays in sight; only the server has forgotten it.
        if resumed || self.entries.peek(Vec::is_empty) {
            self.show(&messages, wire::before(&begun));
        } else {
            self.before.set(None);
        }
        self.scope.set(Scope::of(begun.field("scope")));
        self.rated.set(begun.field("rating").field("stars").number().unwrap_or_default() as u8);
        if is_first {
            self.take_up_outbox();
        }
        if resume.is_some() {
            self.asking.set(true);
        }
        Ok(())
    }

    /// Takes up what was on its way when the page was left.
    fn take_up_outbox(self) {
        for (message_id, stored) in self.shelf.all(OUT) {
            if let Some(message) = Outgoing::read(&message_id, &stored) {
                self.outbox.borrow_mut().add(message);
            }
        }
        let outbox = self.outbox.borrow().clone();
        for message in outbox.iter().filter(|message| self.find(&message.message_id, true).is_none()) {
            let by = By::of(true, !message.edit.is_empty());
            self.add(&message.message_id, by, &message.text, EntryState::Sending, message.at as f64);
        }
    }
}
