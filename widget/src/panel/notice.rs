//! The line above the composer: what the visitor should know about the connection, and what is read aloud.

use std::cell::Cell;

use super::view::{View, button, view};
use crate::browser::{Timer, method_of};
use crate::chat::Chat;
use crate::texts::Text;

/// Milliseconds after which a screen reader has taken up what it is told.
const HEARD: i32 = 5_000;

/// The line, and the hidden one for screen readers.
pub(super) fn notice(chat: Chat) -> [View; 2] {
    let heard = Cell::new(None);
    [
        view("div", "notice")
            .attribute("role", "status")
            .attribute_follows("aria-live", move || {
                let is_known = chat.notice.with(|notice| notice.is_known);
                if is_known { "off".to_owned() } else { String::new() }
            })
            .hidden_while(move || chat.notice.with(|notice| notice.text.is_empty()))
            .child(view("span", "").text_follows(move || chat.notice.with(|notice| notice.text.clone())))
            .child(
                button("link", move || chat.hurry())
                    .hidden_while(move || chat.notice.with(|notice| !notice.can_retry))
                    .says(chat, Text::TryNow),
            ),
        // Told when an answer is complete, not at every word; and taken away when it is heard, or who reads on below the
        // log meets it once more.
        view("div", "unseen").attribute("aria-live", "polite").follow(move |element| {
            element.set_text_content(Some(&chat.announced.get()));
            let emptied = method_of(element, "replaceChildren");
            heard.set(Some(Timer::new(&emptied, HEARD)));
        }),
    ]
}
