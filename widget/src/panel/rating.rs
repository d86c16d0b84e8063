//! Stars for the conversation and a comment, offered when it is finished or what was understood is confirmed; thanks
//! afterwards.

use crate::conversation::text::digits;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlTextAreaElement};

use super::seldom::{self, Seldom};
use super::view::{View, icon, view};
use crate::chat::Chat;
use crate::live::Live;
use crate::texts::Text;

const STAR: &str = "m12 3.5 2.6 5.4 5.9.8-4.3 4.1 1.1 5.9-5.3-2.9-5.3 2.9 1.1-5.9-4.3-4.1 5.9-.8z";

/// Where the offer will stand.
pub(super) fn place(chat: Chat) -> View {
    let needed = move || is_offered(chat).then_some(Seldom::Rating);
    seldom::place(chat, view("div", ""), Box::new(needed), Rc::new(|| {}))
}

/// The offer, under the conversation.
pub(super) fn rating(chat: Chat) -> View {
    let picked = Rc::new(Live::new(0_u8));
    let (chosen, sent) = (Rc::clone(&picked), Rc::clone(&picked));
    let comment = view("textarea", "field")
        .attribute("rows", "2")
        .attribute("maxlength", "2000")
        .attribute("aria-label", chat.text(Text::Comment))
        .attribute("placeholder", chat.text(Text::Comment));
    let written: HtmlTextAreaElement = comment.element.clone().unchecked_into();
    view("form", "rating")
        .attribute("part", "rating")
        .hidden_while(move || !is_offered(chat))
        .on(
            "submit",
            Box::new(move |event: Event| {
                event.prevent_default();
                chat.rate(sent.get(), written.value().trim());
                chat.announced.set(chat.text(Text::Thanks).to_owned());
            }),
        )
        .child(view("p", "").text_follows(move || {
            chat.text(if chat.rated.get() > 0 { Text::Thanks } else { Text::Rate }).to_owned()
        }))
        .child(stars(chat, &picked))
        .child(
            view("div", "comment")
                .hidden_while(move || chosen.get() == 0 || chat.rated.get() > 0)
                .child(comment)
                .child(view("button", "strong").text(chat.text(Text::Send))),
        )
}

fn is_offered(chat: Chat) -> bool {
    let is_over = chat.finished.get() || chat.scope.with(|scope| scope.confirmed);
    chat.config.rating && is_over && chat.entries.with(|entries| !entries.is_empty())
}

/// Five stars to choose from: radio buttons, so that the arrow keys and screen readers know what to do with them.
fn stars(chat: Chat, picked: &Rc<Live<u8>>) -> View {
    let mut row = view("div", "stars")
        .attribute("role", "radiogroup")
        .attribute("aria-label", chat.text(Text::Rate))
        .attribute_follows("data-rated", move || {
            if chat.rated.get() > 0 { "true".to_owned() } else { String::new() }
        });
    for stars in 1..=5_u8 {
        let picked = Rc::clone(picked);
        let star = view("input", "unseen")
            .attribute("type", "radio")
            .attribute("name", "stars")
            .attribute("aria-label", &chat.texts.with(Text::Stars, &digits(stars as i64)))
            .attribute_follows("disabled", move || {
                if chat.rated.get() > 0 { "true".to_owned() } else { String::new() }
            })
            .on("change", Box::new(move |_| picked.set(stars)));
        let given = move || stars <= chat.rated.get();
        let label = view("label", "").child(star).child(icon(STAR));
        row =
            row.child(label.attribute_follows("class", move || {
                if given() { "given".to_owned() } else { String::new() }
            }));
    }
    row
}
