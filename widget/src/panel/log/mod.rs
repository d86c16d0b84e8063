//! The messages.

mod chips;
mod entry;
mod list;
mod rich_text;
mod scroll;
mod welcome;

use super::view::{View, button, icon, view};
use crate::chat::Chat;
use crate::texts::Text;
use scroll::Scroll;

/// The messages, and the button that leads to the new ones.
pub(super) fn log(chat: Chat) -> View {
    let column = list::list(chat, welcome::welcome(chat));
    let frame = view("div", "scroll")
        .attribute("tabindex", "0")
        .attribute("role", "log")
        .attribute("aria-live", "off")
        .attribute("aria-label", chat.text(Text::Conversation));
    let scroll = Scroll::new(chat, &frame.element, &column.element);
    let (moved, pressed, unseen, sent) = (scroll.clone(), scroll.clone(), scroll.clone(), scroll);
    view("div", "frame")
        .child(
            frame
                .child(column.follow(move |_| sent.follow_visitor()))
                .on("scroll", Box::new(move |_| moved.moved())),
        )
        .child(
            button("newer", move || pressed.to_end())
                .hidden_while(move || !unseen.unseen.get())
                .child(icon("M12 5v14m6-6-6 6-6-6"))
                .text(chat.text(Text::NewMessages)),
        )
}
