//! One turn: the message goes out, the answer streams in; where the stream breaks, the turn's status is asked.

use std::rc::Rc;

use js_sys::{JSON, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use super::entries::By;
use super::{Chat, Entry, EntryState};
use crate::browser::{Stream, now, random, read};
use crate::conversation::backoff;
use crate::conversation::json::Json;
use crate::conversation::next_step::Failure;
use crate::conversation::outbox::Outgoing;
use crate::conversation::sse::Event;
use crate::conversation::text::Joined;
use crate::conversation::wire::{self, Problem, Scope};
use crate::texts::Text;

/// A turn under way.
struct Turn<'a> {
    chat: Chat,
    message: &'a Outgoing,
    /// The scope before it, to tell what is new.
    before: Scope,
    turn_id: Option<String>,
    answer: Option<Rc<Entry>>,
}

impl Chat {
    /// Sends a message and shows its answer. The same message may be sent any number of times.
    pub(super) async fn turn(self, message: &Outgoing) -> Result<(), Failure> {
        let body = wire::send_request(&message.text, &message.edit, &message.message_id, &self.page());
        let token = self.token();
        let response =
            self.api.request("POST", "chat/send", &token, Some(&body), "text/event-stream").await?;
        let mut turn =
            Turn { chat: self, message, before: self.scope.peek(Scope::clone), turn_id: None, answer: None };
        let stream = Stream::new(&response)?;
        self.cancel.set(Some(stream.cancel()));
        let result = turn.follow(stream).await;
        self.cancel.take();
        self.stopping.set(false);
        self.writing.set(false);
        result
    }
}

impl Turn<'_> {
    async fn follow(&mut self, mut stream: Stream) -> Result<(), Failure> {
        let generation = self.chat.generation.get();
        while let Some(event) = stream.next().await {
            if self.chat.generation.get() != generation || self.take(&event)? {
                return Ok(());
            }
        }
        self.chat.cancel.take();
        if self.chat.generation.get() != generation {
            return Ok(());
        }
        match self.turn_id.take() {
            Some(turn_id) => self.ask(&turn_id).await,
            None => Err(Failure::Unreachable),
        }
    }

    /// Takes an event; true where it is the last.
    fn take(&mut self, Event { name, data }: &Event) -> Result<bool, Failure> {
        let json = read(data)?;
        match name.as_str() {
            "accepted" => {
                self.turn_id = json.field("turn_id").text();
                self.sent();
                self.answer().turn_id.replace(self.turn_id.clone().unwrap_or_default());
                self.chat.writing.set(true);
                self.chat.tell_nothing_but_ended();
                self.chat.say_changed();
            }
            "text" => {
                let delta = json.words("delta");
                self.answer().text.change(|text| text.push_str(&delta));
            }
            "reset" => self.answer().text.set(String::new()),
            "scope" => self.understood(Scope::of(&json), &parsed(data)),
            "tool" => self.answer().blocks.change(|shown| shown.push(wire::called(json))),
            "block" => self.answer().blocks.change(|shown| shown.push(json)),
            "done" => {
                self.done(&json, &parsed(data));
                return Ok(true);
            }
            "failed" => return Err(Problem::of(&json).map_or(Failure::Unreachable, Failure::Refused)),
            // A newer server may say more.
            _ => {}
        }
        Ok(false)
    }

    /// The message is in the log.
    fn sent(&self) {
        if let Some(message) = self.chat.find(&self.message.message_id, true) {
            message.state.set(EntryState::Done);
        }
    }

    /// The answer's entry; made at the first call.
    fn answer(&mut self) -> Rc<Entry> {
        let (chat, id) = (self.chat, &self.message.message_id);
        let answer = self.answer.get_or_insert_with(|| {
            chat.find(id, false)
                .unwrap_or_else(|| chat.add(id, By::Assistant, "", EntryState::Writing, now()))
        });
        Rc::clone(answer)
    }

    fn understood(&self, scope: Scope, detail: &JsValue) {
        if let Some(message) = self.chat.find(&self.message.message_id, true) {
            message.chips.set(self.chat.newly_understood(&self.before, &scope));
        }
        if self.chat.scope.peek(|shown| *shown != scope) {
            self.chat.scope.set(scope);
            self.chat.host.emit("scope", detail);
        }
    }

    /// The turn is closed.
    fn done(&mut self, reply: &Json, detail: &JsValue) {
        let scope = Scope::of(reply);
        let ready = scope.ready && !self.before.ready;
        self.understood(scope, detail);
        self.sent();
        let chat = self.chat;
        let answer = self.answer();
        let text = reply.words("bot_message");
        chat.answered(&text);
        answer.text.set(text);
        answer.turn_id.replace(reply.words("turn_id"));
        answer.blocks.set(wire::blocks(reply));
        chat.edited(self.message, reply);
        answer.state.set(match (reply.is("stopped"), reply.is("degraded")) {
            (true, _) => EntryState::Stopped,
            (_, true) => EntryState::Degraded,
            _ => EntryState::Done,
        });
        chat.forget_outgoing(&self.message.message_id);
        // The reply as it came, with the role that tells it from the visitor's messages. A parsed object is open.
        let _ = Reflect::set(detail, &"role".into(), &"assistant".into());
        chat.host.emit("message", detail);
        if ready {
            chat.host.emit("estimate-ready", detail);
        }
        // Now that it is written down: nothing told here is ever taken back.
        let actions: js_sys::Array =
            Reflect::get(detail, &"actions".into()).unwrap_or_default().unchecked_into();
        for place in 0..reply.field("actions").list().len() {
            chat.host.emit("action", &actions.get(place as u32));
        }
        chat.say_changed();
    }

    /// The stream broke and the turn goes on without us: asks until it is answered.
    async fn ask(&mut self, turn_id: &str) -> Result<(), Failure> {
        let path = ["chat/status/", turn_id].joined();
        let mut tries = 0;
        let generation = self.chat.generation.get();
        loop {
            if self.chat.stopping.replace(false) {
                self.answer().state.set(EntryState::Stopped);
                let path = ["chat/stop/", turn_id].joined();
                // Not taken: then the answer comes to its own end.
                let _ = self.chat.api.request("POST", &path, &self.chat.token(), None, "*/*").await;
                tries = 0;
            }
            if self.chat.generation.get() != generation {
                return Ok(());
            }
            tries += 1;
            let pause = backoff::wait_ms(tries, random());
            let status = self.chat.api.text("GET", &path, &self.chat.token(), None).await;
            match status.and_then(|text| Ok((read(&text)?, parsed(&text)))) {
                Ok((status, detail)) => match status.field("state").text().as_deref() {
                    Some("done") => {
                        let detail = Reflect::get(&detail, &"reply".into()).unwrap_or_default();
                        self.done(status.field("reply"), &detail);
                        return Ok(());
                    }
                    // It will be there in seconds, not in half a minute.
                    Some("running") => self.chat.clock.wait(pause.min(3_000)).await,
                    // Interrupted: sending the message again answers it.
                    _ => return Err(Failure::Unreachable),
                },
                Err(Failure::Unreachable) => self.chat.wait(pause, Text::Retrying).await,
                Err(refused) => return Err(refused),
            }
        }
    }
}

fn parsed(json: &str) -> JsValue {
    JSON::parse(json).unwrap_or_default()
}
