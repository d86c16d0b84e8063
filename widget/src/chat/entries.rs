//! The list of messages as it grows.

use std::rc::Rc;

use js_sys::Date;

use super::{Chat, Entry, EntryState};
use crate::browser::now;
use crate::conversation::wire::{Known, Message, Scope};
use crate::live::Live;

/// Whose a message is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum By {
    /// The visitor typed it.
    Visitor,
    /// The visitor did it in the card or the form.
    Edit,
    /// The assistant wrote it.
    Assistant,
}

impl By {
    pub(super) fn of(visitor: bool, edit: bool) -> Self {
        match (visitor, edit) {
            (true, true) => Self::Edit,
            (true, _) => Self::Visitor,
            _ => Self::Assistant,
        }
    }
}

impl Chat {
    /// The entry of a message, if it is shown.
    pub(super) fn find(self, message_id: &str, by_visitor: bool) -> Option<Rc<Entry>> {
        self.entries.peek(|entries| find(entries, message_id, by_visitor))
    }

    /// Adds a message at the end.
    pub(super) fn add(self, message_id: &str, by: By, text: &str, state: EntryState, at: f64) -> Rc<Entry> {
        let entry = self.entry(message_id, by, text, state, at);
        self.entries.change(|entries| {
            entry.settle(entries.last().map(Rc::as_ref), &self.locale);
            entries.push(Rc::clone(&entry));
        });
        entry
    }

    /// A message is on its way: its answer is seen to be written from now on, unless a wait is told, between whose tries
    /// it would come and go.
    pub(super) fn await_answer(self, message_id: &str) {
        let is_told = self.notice.peek(|notice| !notice.text.is_empty());
        if !is_told && self.find(message_id, true).is_some() && self.find(message_id, false).is_none() {
            self.add(message_id, By::Assistant, "", EntryState::Writing, now());
        }
    }

    /// It did not arrive, or its answer broke off.
    pub(super) fn await_no_answer(self, message_id: &str) {
        let answer = self.find(message_id, false);
        if let Some(answer) = answer.filter(|answer| answer.state.peek(|state| *state != EntryState::Done)) {
            self.remove(answer.key);
        }
    }

    fn entry(self, message_id: &str, by: By, text: &str, state: EntryState, at: f64) -> Rc<Entry> {
        self.next_key.set(self.next_key.get() + 1);
        Rc::new(Entry {
            key: self.next_key.get(),
            message_id: message_id.to_owned(),
            by_visitor: by != By::Assistant,
            edit: by == By::Edit,
            turn_id: String::new().into(),
            at,
            time: None.into(),
            follows: false.into(),
            text: Live::new(text.to_owned()),
            state: Live::new(state),
            chips: Live::default(),
            blocks: Live::default(),
            thumb: Live::default(),
        })
    }

    /// The entry of a message of the log: the one that is shown already, or a new one.
    fn of_message(self, message: &Message) -> Rc<Entry> {
        let state = match message {
            Message { by_visitor: true, pending: true, .. } => EntryState::Sending,
            Message { stopped: true, .. } => EntryState::Stopped,
            Message { degraded: true, .. } => EntryState::Degraded,
            _ => EntryState::Done,
        };
        let entry = self.find(&message.message_id, message.by_visitor).unwrap_or_else(|| {
            let by = By::of(message.by_visitor, message.edit);
            self.entry(&message.message_id, by, "", state, Date::parse(&message.at))
        });
        entry.state.set(state);
        entry.text.set(message.text.clone());
        entry.turn_id.replace(message.turn_id.clone());
        entry.chips.set(message.understood.clone());
        entry.blocks.set(message.blocks.clone());
        entry.thumb.set(message.thumb.clone());
        entry
    }

    fn of_messages(self, messages: &[Message]) -> Vec<Rc<Entry>> {
        let mut entries = Vec::new();
        for message in messages {
            entries.push(self.of_message(message));
        }
        entries
    }

    /// Shows these messages in place of all, keeping what is still on its way; `before` is where older ones are asked
    /// for.
    pub(super) fn show(self, messages: &[Message], mut before: Option<u64>) {
        let newest = self.of_messages(messages);
        let mut entries = Vec::new();
        self.entries.peek(|old| {
            // What was read further back stays, where these go on from it.
            let first = newest.first().map(|first| first.key);
            if let Some(place) = old.iter().position(|entry| Some(entry.key) == first) {
                entries.extend_from_slice(old.get(..place).unwrap_or_default());
                if place > 0 {
                    before = self.before.peek(Option::clone);
                }
            }
            entries.extend_from_slice(&newest);
            for entry in old {
                let under_way = entry.state.peek(|s| matches!(s, EntryState::Sending | EntryState::Writing));
                if under_way && find(&entries, &entry.message_id, entry.by_visitor).is_none() {
                    entries.push(Rc::clone(entry));
                }
            }
        });
        self.before.set(before);
        self.settle(entries);
    }

    /// Shows older messages above the rest.
    pub(super) fn show_older(self, messages: &[Message]) {
        let mut entries = self.of_messages(messages);
        self.entries.peek(|newer| entries.extend_from_slice(newer));
        self.settle(entries);
    }

    fn settle(self, entries: Vec<Rc<Entry>>) {
        let mut before: Option<&Entry> = None;
        for entry in &entries {
            entry.settle(before, &self.locale);
            before = Some(entry);
        }
        self.entries.change(|shown| *shown = entries);
    }

    pub(super) fn remove(self, key: u32) {
        self.entries.change(|entries| entries.retain(|entry| entry.key != key));
    }

    /// What is known now and was not known then, in the tenant's order.
    pub(super) fn newly_understood(self, before: &Scope, now: &Scope) -> Vec<Known> {
        let mut new = Vec::new();
        for known in self.config.attributes.iter().filter_map(|attribute| now.get(&attribute.key)) {
            if before.get(&known.key).is_none_or(|old| old.display != known.display) {
                new.push(known.clone());
            }
        }
        new
    }
}

fn find(entries: &[Rc<Entry>], message_id: &str, by_visitor: bool) -> Option<Rc<Entry>> {
    entries.iter().find(|entry| entry.message_id == message_id && entry.by_visitor == by_visitor).cloned()
}
