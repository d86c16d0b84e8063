//! Replies to choose from, under the newest answer; they go away once the next message is sent.

use std::cell::RefCell;
use std::rc::Rc;

use crate::chat::{Chat, Entry};
use crate::panel::view::{View, button, view};

/// A reply to choose: what it says, and what is sent.
pub(super) fn choice(chat: Chat, label: &str, message: &str) -> View {
    let message = message.to_owned();
    button("reply", move || chat.send(&message)).text(label)
}

/// The replies under an answer.
pub(super) fn choices(chat: Chat, entry: &Rc<Entry>) -> View {
    let (key, entry) = (entry.key, Rc::clone(entry));
    let shown: RefCell<Vec<View>> = RefCell::default();
    view("div", "replies")
        .hidden_while(move || chat.entries.with(|entries| entries.last().is_none_or(|last| last.key != key)))
        .follow(move |row| {
            row.set_text_content(None);
            let choices = entry.choices.with(|choices| {
                choices.iter().map(|(label, message)| choice(chat, label, message)).collect::<Vec<_>>()
            });
            for choice in &choices {
                // Adding an element to a row does not fail.
                let _ = row.append_with_node_1(&choice.element);
            }
            shown.replace(choices);
        })
}
