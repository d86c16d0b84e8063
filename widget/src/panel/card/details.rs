//! The unfolded card: every value with its name, then what is still missing, to be filled in there.

use std::rc::Rc;

use super::meter;
use super::row::{Place, row};
use crate::chat::Chat;
use crate::live::Live;
use crate::panel::view::{View, button, view};
use crate::texts::Text;

/// The unfolded card.
pub(super) fn details(chat: Chat) -> View {
    let (mut values, mut missing) = (view("dl", ""), view("ul", ""));
    for attribute in &chat.config().attributes {
        let place = Place { chat, attribute, open: Rc::new(Live::new(false)) };
        values = values.child(row(&place));
        missing = missing.child(name(&place));
    }
    view("div", "details")
        .hidden_while(move || !chat.card_open.get())
        .child(view("p", "").text_follows(move || meter::in_words(chat)))
        .child(values)
        .child(
            view("div", "missing")
                .hidden_while(move || chat.scope.with(|scope| scope.missing.is_empty()))
                .child(view("p", "").text(chat.text(Text::Missing)))
                .child(missing),
        )
}

/// The name of something that is missing: pressed, there is a place for it among the values.
fn name(place: &Place) -> View {
    let (chat, pressed, hidden) = (place.chat, place.clone(), place.clone());
    let label = &place.attribute.label;
    view("li", "")
        .attribute("data-key", &place.attribute.key)
        .hidden_while(move || {
            let key = &hidden.attribute.key;
            let is_missing = chat.scope.with(|scope| scope.missing.contains(key));
            !is_missing || hidden.open.get() || hidden.change().is_some()
        })
        .child(
            button("", move || pressed.open.set(true))
                .attribute("aria-label", &chat.texts.with(Text::Add, label))
                .text(label),
        )
}
