//! The list of messages as it grows.

use std::rc::Rc;

use js_sys::Date;

use super::{Chat, Entry, EntryState};
use crate::conversation::wire::{Known, Message, Scope};
use crate::live::Live;

impl Chat {
    /// The entry of a message, if it is shown.
    pub(super) fn find(self, message_id: &str, by_visitor: bool) -> Option<Rc<Entry>> {
        self.entries.peek(|entries| find(entries, message_id, by_visitor))
    }

    /// Adds a message at the end.
    pub(super) fn add(
        self,
        message_id: &str,
        by_visitor: bool,
        text: &str,
        state: EntryState,
        at: f64,
    ) -> Rc<Entry> {
        let entry = self.entry(message_id, by_visitor, text, state, at);
        self.entries.change(|entries| {
            entry.settle(entries.last().map(Rc::as_ref), &self.locale);
            entries.push(Rc::clone(&entry));
        });
        entry
    }

    fn entry(self, message_id: &str, by_visitor: bool, text: &str, state: EntryState, at: f64) -> Rc<Entry> {
        self.next_key.set(self.next_key.get() + 1);
        Rc::new(Entry {
            key: self.next_key.get(),
            message_id: message_id.to_owned(),
            by_visitor,
            at,
            time: None.into(),
            follows: false.into(),
            text: Live::new(text.to_owned()),
            state: Live::new(state),
            chips: Live::default(),
            choices: Live::default(),
        })
    }

    /// The entry of a message of the log: the one that is shown already, or a new one.
    fn of_message(self, message: &Message) -> Rc<Entry> {
        let state = match (message.by_visitor, message.pending, message.degraded) {
            (true, true, _) => EntryState::Sending,
            (false, _, true) => EntryState::Degraded,
            _ => EntryState::Done,
        };
        if let Some(entry) = self.find(&message.message_id, message.by_visitor) {
            entry.state.set(state);
            entry.text.set(message.text.clone());
            return entry;
        }
        self.entry(&message.message_id, message.by_visitor, &message.text, state, Date::parse(&message.at))
    }

    /// Shows these messages in place of all, keeping what is still on its way.
    pub(super) fn show(self, messages: &[Message]) {
        let mut entries: Vec<Rc<Entry>> = messages.iter().map(|message| self.of_message(message)).collect();
        self.entries.peek(|old| {
            for entry in old {
                let under_way = entry.state.peek(|s| matches!(s, EntryState::Sending | EntryState::Writing));
                if under_way && find(&entries, &entry.message_id, entry.by_visitor).is_none() {
                    entries.push(Rc::clone(entry));
                }
            }
        });
        self.settle(entries);
    }

    /// Shows older messages above the rest.
    pub(super) fn show_older(self, messages: &[Message]) {
        let mut entries: Vec<Rc<Entry>> = messages.iter().map(|message| self.of_message(message)).collect();
        self.entries.peek(|newer| entries.extend(newer.iter().cloned()));
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
        for known in self.config.attributes.iter().filter_map(|(key, _)| now.get(key)) {
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
