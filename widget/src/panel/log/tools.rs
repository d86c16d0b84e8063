//! What can be done with a whole answer: copy it, say whether it helped.

use std::rc::Rc;

use super::copy;
use crate::chat::{Chat, Entry, EntryState};
use crate::panel::view::{View, button, icon, view, yes_no};
use crate::texts::Text;

const THUMB: &str =
    "M7 11v9H4v-9h3l4-8c1.6 0 2.5 1.2 2.1 3L12 10h6a2 2 0 0 1 2 2.4l-1.2 6A2 2 0 0 1 16.8 20H7";

/// The row of tools; there once the answer is whole.
pub(super) fn tools(chat: Chat, entry: &Rc<Entry>) -> View {
    let (whole, read) = (Rc::clone(entry), Rc::clone(entry));
    let row = view("div", "tools")
        .hidden_while(move || whole.state.get() == EntryState::Writing || whole.text.with(String::is_empty));
    let mut copied = copy::button(chat, "plain");
    let element = copied.element.clone();
    copied = copied.on("click", Box::new(move |_| copy::copy(chat, &element, read.text.get())));
    let row = row.child(copied);
    if !chat.config.thumbs {
        return row;
    }
    row.child(thumb(chat, entry, "up", Text::Helpful)).child(thumb(chat, entry, "down", Text::NotHelpful))
}

fn thumb(chat: Chat, entry: &Rc<Entry>, which: &'static str, name: Text) -> View {
    let (given, pressed) = (Rc::clone(entry), Rc::clone(entry));
    button("plain", move || chat.give_thumb(Rc::clone(&pressed), which))
        .attribute("data-thumb", which)
        .named(chat, name)
        .attribute("title", chat.text(name))
        .attribute_follows("aria-pressed", move || yes_no(given.thumb.with(|thumb| thumb == which)))
        .child(icon(THUMB))
}
