//! What stands above every conversation: the tenant's greeting, and openings to choose from until the first message.

use super::rich_text;
use crate::chat::Chat;
use crate::conversation::markdown::parse;
use crate::panel::blocks;
use crate::panel::view::{View, view};
use crate::texts::Text;

/// The greeting and the openings.
pub(super) fn welcome(chat: Chat) -> [View; 2] {
    let greeting = view("div", "words");
    rich_text::draw(&greeting.element, &[], &parse(&chat.config.greeting, false));
    let openings = view("div", "replies")
        .attribute("role", "group")
        .attribute("aria-label", chat.text(Text::Suggestions))
        .hidden_while(move || chat.entries.with(|entries| !entries.is_empty()));
    let openings = chat
        .config
        .suggestions
        .iter()
        .fold(openings, |openings, words| openings.child(blocks::choice(chat, words, words)));
    let message =
        view("div", "").attribute("part", "message").attribute("data-role", "assistant").child(greeting);
    let row = view("div", "row").hidden_while(move || chat.before.with(Option::is_some));
    [row.child(message), openings]
}
