//! The messages.

mod chips;
mod copy;
mod entry;
mod list;
mod rich_text;
mod scroll;
mod tools;
mod touch;
mod welcome;

use super::rating;
use super::view::{View, button, icon, view, yes_no};
use crate::chat::Chat;
use crate::texts::Text;
pub(super) use rich_text::markdown;
use scroll::Scroll;

/// The messages, and the button that leads to the new ones.
pub(super) fn log(chat: Chat) -> View {
    let column = list::list(chat, welcome::welcome(chat));
    let frame = view("div", "scroll")
        .attribute("tabindex", "0")
        .attribute("role", "log")
        .attribute("aria-live", "off")
        .named(chat, Text::Conversation);
    let column = view("div", "").child(column).child(rating::place(chat));
    let scroll = Scroll::new(chat, &frame.element, &column.element);
    let (moved, pressed, unseen, asked) = (scroll.clone(), scroll.clone(), scroll.clone(), scroll.clone());
    let sent = scroll;
    // Who scrolls up gets them without asking; this is for who cannot scroll, and shows that they are on their way.
    let earlier = button("earlier", move || asked.load_older())
        .hidden_while(move || chat.before.with(Option::is_none))
        .attribute_follows("aria-busy", move || yes_no(chat.loading_older.get()))
        .says(chat, Text::Earlier);
    view("div", "frame")
        .child(
            frame
                .child(earlier)
                .child(column.follow(move |_| sent.follow_visitor()))
                .on("scroll", Box::new(move |_| moved.moved()))
                .on("click", Box::new(move |event| touch::pressed(chat, &event)))
                .on("pointerover", Box::new(move |event| touch::rested(chat, &event)))
                .on("focusin", Box::new(move |event| touch::rested(chat, &event))),
        )
        .child(
            button("newer", move || pressed.to_end())
                .hidden_while(move || !unseen.unseen.get())
                .child(icon("M12 5v14m6-6-6 6-6-6"))
                .says(chat, Text::NewMessages),
        )
}
