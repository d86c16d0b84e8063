//! What stands above every conversation: the tenant's greeting, and until the first message openings to choose from and
//! what the tenant wants to be known.

use super::rich_text::markdown;
use crate::chat::Chat;
use crate::panel::blocks;
use crate::panel::header::away;
use crate::panel::view::{View, view};
use crate::texts::Text;

/// The greeting, and what goes away with the first message.
pub(super) fn welcome(chat: Chat) -> [View; 2] {
    let config = chat.config();
    let openings = view("div", "replies").attribute("role", "group").named(chat, Text::Suggestions);
    let openings = openings.content_follows(Box::new(move || {
        chat.welcome.with(|(_, words)| words.iter().map(|words| blocks::choice(chat, words, words)).collect())
    }));
    let mut start = view("div", "start")
        .hidden_while(move || chat.entries.with(|entries| !entries.is_empty()))
        .child(view("small", "away").text_follows(move || {
            let presence = config.presence.as_ref().filter(|_| away(chat).is_some());
            presence.map(|presence| presence.away.clone()).unwrap_or_default()
        }))
        .child(openings);
    if !config.disclaimer.is_empty() {
        start = start.child(view("small", "disclaimer").child(markdown(chat, &config.disclaimer)));
    }
    let message = view("div", "")
        .attribute("part", "message")
        .attribute("data-role", "assistant")
        .content_follows(Box::new(move || chat.welcome.with(|(greeting, _)| vec![markdown(chat, greeting)])));
    let row = view("div", "row").hidden_while(move || chat.before.with(Option::is_some));
    [row.child(message), start]
}
