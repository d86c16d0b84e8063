//! The list of messages follows the conversation: a message keeps its elements for as long as it is there.

use std::cell::RefCell;

use super::entry;
use crate::chat::Chat;
use crate::panel::view::{View, view};

/// The column of messages below what stands above them.
pub(super) fn list(chat: Chat, above: [View; 2]) -> View {
    let shown: RefCell<Vec<(u32, View)>> = RefCell::default();
    let [greeting, openings] = above;
    view("div", "column").child(greeting).child(openings).follow(move |column| {
        let mut shown = shown.borrow_mut();
        chat.entries.with(|entries| {
            shown.retain(|(key, view)| {
                let stays = entries.iter().any(|entry| entry.key == *key);
                if !stays {
                    view.element.remove();
                }
                stays
            });
            for (place, entry) in entries.iter().enumerate() {
                if shown.get(place).is_some_and(|(key, _)| *key == entry.key) {
                    continue;
                }
                let known = shown.iter().position(|(key, _)| *key == entry.key);
                let made =
                    known.map_or_else(|| (entry.key, entry::entry(chat, entry)), |known| shown.remove(known));
                let next = shown.get(place).map(|(_, view)| view.element.as_ref());
                // Both are elements of this column.
                let _ = column.insert_before(&made.1.element, next);
                shown.insert(place, made);
            }
        });
    })
}
