//! Sends what is in the outbox, one message after the other, until it is empty; whatever happens on the way.

use super::announce::object;
use super::begin::{OUT, TOKEN};
use super::entries::By;
use super::{Chat, EntryState};
use crate::browser::{Sound, now, random, random_id};
use crate::conversation::next_step::{Failure, NextStep};
use crate::conversation::outbox::Outgoing;
use crate::conversation::text::Joined;
use crate::conversation::wire::edit;
use crate::texts::Text;

impl Chat {
    /// Sends what the visitor wrote.
    pub fn send(self, text: &str) {
        // The page's doing: the visitor has ended the chat, and so this is another one.
        if self.finished.peek(bool::clone) {
            self.reset();
        }
        self.post(text, String::new());
    }

    /// Sends a message, or an edit with what the log says of it.
    pub(super) fn post(self, text: &str, edit: String) {
        self.tell_nothing();
        if self.config.sound && self.sound.borrow().is_none() {
            self.sound.replace(Sound::new());
        }
        let by = By::of(true, !edit.is_empty());
        let message = Outgoing { message_id: random_id(), text: text.to_owned(), edit, at: now() as u64 };
        let id = &message.message_id;
        self.shelf.set(&[OUT, id].joined(), &message.stored());
        self.add(id, by, text, EntryState::Sending, message.at as f64);
        self.host.emit("message", &object(&[("role", "user"), ("message_id", id), ("text", text)]));
        self.outbox.borrow_mut().add(message);
        self.pump();
    }

    /// Begins the session if there is none, and sends what is waiting. Running already, it goes on.
    pub fn pump(self) {
        if self.pumping.replace(true) {
            return;
        }
        let chat = self;
        self.spawn(async move {
            chat.run().await;
            chat.pumping.set(false);
            if chat.stale.replace(false) {
                chat.refresh();
            }
        });
    }

    async fn run(self) {
        let mut failures = 0;
        loop {
            let generation = self.generation.get();
            let begun = self.session.borrow().is_some();
            let first = self.outbox.borrow().first().cloned();
            if let Some(message) = &first {
                self.await_answer(&message.message_id);
            }
            let result = if begun {
                let Some(message) = &first else { break };
                self.turn(message).await
            } else {
                self.begin().await
            };
            if self.generation.get() != generation {
                failures = 0;
                continue;
            }
            match result {
                Ok(()) => {
                    // A session that begins well and then refuses every message must not go round for ever.
                    failures = if begun { 0 } else { failures };
                    self.tell_nothing_but_ended();
                }
                Err(failure) => {
                    failures += 1;
                    if let Some(message) = &first {
                        self.await_no_answer(&message.message_id);
                    }
                    if !self.recover(failure, failures, begun).await {
                        break;
                    }
                }
            }
        }
    }

    /// Does what a failure asks for; false where it is of no use to go on.
    async fn recover(self, failure: Failure, failures: u32, begun: bool) -> bool {
        match failure.next_step(failures, random()) {
            NextStep::Resume if begun => {
                self.session.take();
            }
            NextStep::Resume | NextStep::BeginAnew if begun || self.shelf.get(TOKEN).is_some() => {
                self.session.take();
                self.shelf.remove(TOKEN);
                self.tell(self.text(Text::Ended));
            }
            NextStep::Wait { ms, limited } => {
                let why = match failure {
                    _ if limited => Text::Limited,
                    Failure::Unreachable => Text::Retrying,
                    Failure::Refused(_) => Text::NoAnswer,
                };
                self.wait(ms, why).await;
            }
            _ => {
                self.give_up(failure, begun);
                return begun;
            }
        }
        true
    }

    /// The message at the head will never be taken: it is marked, its text given back, and the visitor told why.
    fn give_up(self, failure: Failure, begun: bool) {
        let (code, detail) = match failure {
            Failure::Refused(problem) => (problem.code, problem.detail),
            Failure::Unreachable => (String::new(), String::new()),
        };
        self.tell(&[self.text(Text::Refused), " ", &detail].joined());
        if !begun {
            // Whoever that was to be, it is not to stand in the way of every further attempt.
            self.user.take();
        }
        self.emit_error(&code, &detail);
        let first = self.outbox.borrow().first().cloned();
        if let (true, Some(message)) = (begun, first) {
            self.forget_outgoing(&message.message_id);
            if let Some(entry) = self.find(&message.message_id, true) {
                entry.state.set(EntryState::Failed);
            }
            if message.edit.is_empty() {
                self.draft.set(Some(message.text));
            } else {
                self.keep_but(&edit::changes(&message.edit), Vec::new());
            }
        }
    }

    /// A message is answered, or never will be.
    pub(super) fn forget_outgoing(self, message_id: &str) {
        self.outbox.borrow_mut().remove(message_id);
        self.shelf.remove(&[OUT, message_id].joined());
    }
}
