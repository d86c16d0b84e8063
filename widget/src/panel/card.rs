//! The summary card: a line under the head that unfolds into what is understood, how sure, and what is missing; each
//! value can be changed there, and once there is enough the tenant's call to action stands in it.

mod action;
mod details;
mod editor;
mod meter;
mod row;

use std::rc::Rc;

use super::seldom::{self, Seldom};
use super::view::{View, button, icon, view, yes_no};
use crate::chat::Chat;
use crate::texts::Text;

/// Where the card will stand once something is understood.
pub(super) fn place(chat: Chat) -> View {
    let needed = move || (!is_empty(chat)).then_some(Seldom::Card);
    seldom::place(chat, view("div", ""), Box::new(needed), Rc::new(|| {}))
}

/// Whether nothing is understood, and nothing was sent back.
fn is_empty(chat: Chat) -> bool {
    chat.scope.with(|scope| scope.known.is_empty()) && chat.changes.with(Vec::is_empty)
}

/// The card; hidden while it is empty.
pub(super) fn card(chat: Chat) -> View {
    view("section", "")
        .attribute("part", "card")
        .attribute("aria-label", chat.text(Text::Summary))
        .hidden_while(move || is_empty(chat))
        .attribute_follows("class", move || state(chat).to_owned())
        .child(
            button("fold", move || chat.card_open.change(|open| *open = !*open))
                .attribute_follows("aria-expanded", move || yes_no(chat.card_open.get()))
                .child(icon("m5 12.5 4.5 4.5L19 7"))
                .child(view("b", "").text_follows(move || {
                    let text = match state(chat) {
                        "" => Text::Summary,
                        "ready" => Text::Ready,
                        _ => Text::Confirmed,
                    };
                    chat.text(text).to_owned()
                }))
                .child(view("small", "").text_follows(move || meter::share(chat)))
                .child(icon("m7 10 5 5 5-5")),
        )
        .child(meter::meter(chat))
        .child(action::action(chat))
        .child(details::details(chat))
}

/// How far it is, as the stylesheet knows it.
fn state(chat: Chat) -> &'static str {
    match chat.scope.with(|scope| (scope.confirmed, scope.ready)) {
        (true, _) => "ready confirmed",
        (_, true) => "ready",
        _ => "",
    }
}
