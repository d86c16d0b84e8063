//! The line above the composer: what the visitor should know about the connection, and what is read aloud.

use super::view::{View, button, view};
use crate::chat::Chat;
use crate::texts::Text;

/// The line, and the hidden one for screen readers.
pub(super) fn notice(chat: Chat) -> [View; 2] {
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
        // Told when an answer is complete, not at every word.
        view("div", "unseen").attribute("aria-live", "polite").follow(move |element| {
            let told = chat.announced.get();
            element.set_text_content(Some(&told));
            if !told.is_empty() {
                chat.hush();
            }
        }),
    ]
}
