//! What stands in place of the composer once the visitor has ended the chat.

use std::cell::Cell;

use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::view::{View, button, view};
use crate::chat::Chat;
use crate::texts::Text;

/// The words, and the way to a new chat; hidden while the chat goes on.
pub(super) fn finished(chat: Chat) -> View {
    let again = button("strong", move || chat.begin_anew()).says(chat, Text::NewChat);
    let was_finished = Cell::new(chat.finished.get());
    let target: HtmlElement = again.element.clone().unchecked_into();
    view("div", "finished")
        .hidden_while(move || !chat.finished.get())
        .child(view("p", "").says(chat, Text::Finished))
        .child(again)
        .follow(move |_| {
            let finished = chat.finished.get();
            if finished & !was_finished.replace(finished) {
                // It is shown by now, and so it can be focused.
                let _ = target.focus();
            }
        })
}
