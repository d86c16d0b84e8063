//! Answers to choose from, and places to go to.

use super::text;
use crate::chat::Chat;
use crate::conversation::address::{is_allowed, is_path};
use crate::conversation::json::Json;
use crate::conversation::text::Joined;
use crate::panel::view::{View, button, view};

/// The buttons of a block. Those that send a message go away once the next one is sent.
pub(super) fn buttons(chat: Chat, key: u32, json: &Json) -> View {
    let mut row = view("div", "replies");
    for json in json.field("buttons").list() {
        let (label, message, url) = (text(json, "label"), text(json, "message"), text(json, "url"));
        if !message.is_empty() {
            row = row.child(choice(chat, &label, &message).hidden_while(move || {
                chat.entries.with(|entries| entries.last().is_none_or(|last| last.key != key))
            }));
        } else if let Some(link) = link(chat, "reply", &url) {
            row = row.child(link.text(&label));
        }
    }
    row
}

/// A reply to choose: what it says, and what is sent.
pub(in crate::panel) fn choice(chat: Chat, label: &str, message: &str) -> View {
    let message = message.to_owned();
    button("reply", move || chat.send(&message)).text(label)
}

/// A link; none where the address leads nowhere it may. A path of the page's own site stays in its tab.
pub(super) fn link(chat: Chat, class: &str, url: &str) -> Option<View> {
    let link = view("a", class);
    if is_path(url) {
        let (origin, target) = chat.host.site();
        return Some(link.attribute("target", target).attribute("href", &[&origin, url].joined()));
    }
    let link = link.attribute("target", "_blank").attribute("rel", "noopener noreferrer");
    is_allowed(url).then(|| link.attribute("href", url))
}
