//! The unfolded card: every value with its name, then what is still missing.

use super::meter;
use crate::chat::Chat;
use crate::panel::view::{View, view};
use crate::texts::Text;

/// The unfolded card.
pub(super) fn details(chat: Chat) -> View {
    view("div", "details")
        .hidden_while(move || !chat.card_open.get())
        .child(view("p", "").text_follows(move || meter::in_words(chat)))
        .child(view("dl", "").follow(move |list| rows(chat, list)))
        .child(
            view("div", "missing")
                .hidden_while(move || chat.scope.with(|scope| scope.missing.is_empty()))
                .child(view("p", "").text(chat.text(Text::Missing)))
                .child(view("ul", "").follow(move |list| names(chat, list))),
        )
}

/// A name and a value each, in the tenant's order.
fn rows(chat: Chat, list: &web_sys::Element) {
    list.set_text_content(None);
    chat.scope.with(|scope| {
        for known in chat.config.attributes.iter().filter_map(|(key, _)| scope.get(key)) {
            let row = view("div", "")
                .child(view("dt", "").text(&known.label))
                .child(view("dd", "").text(&known.display));
            // Adding an element to a list does not fail.
            let _ = list.append_with_node_1(&row.element);
        }
    });
}

/// The names of what is missing, in the tenant's order.
fn names(chat: Chat, list: &web_sys::Element) {
    list.set_text_content(None);
    chat.scope.with(|scope| {
        for (_, label) in chat.config.attributes.iter().filter(|(key, _)| scope.missing.contains(key)) {
            let _ = list.append_with_node_1(&view("li", "").text(label).element);
        }
    });
}
