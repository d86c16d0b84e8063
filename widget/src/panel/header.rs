//! The panel's head: who answers, the menu, and the way out.

use std::rc::Rc;

use super::view::{View, button, icon, view, yes_no};
use crate::chat::Chat;
use crate::live::Live;
use crate::texts::Text;

/// The panel's head.
pub(super) fn header(chat: Chat) -> [View; 5] {
    let name = &chat.config.assistant;
    let initial: String = name.chars().take(1).collect();
    let open = Rc::new(Live::new(false));
    let (turned, expanded) = (Rc::clone(&open), Rc::clone(&open));
    [
        view("i", "face").attribute("aria-hidden", "true").text(&initial),
        view("div", "who")
            .child(view("b", "").text(name))
            .child(view("small", "").text(chat.text(Text::Assistant))),
        button("plain", move || turned.change(|open| *open = !*open))
            .attribute("aria-label", chat.text(Text::More))
            .attribute_follows("aria-expanded", move || yes_no(expanded.get()))
            .child(icon("M5 12h.01M12 12h.01M19 12h.01")),
        button("plain", move || chat.host.call("close"))
            .attribute("aria-label", chat.text(Text::Close))
            .child(icon("m6 9.5 6 6 6-6")),
        menu(chat, &open),
    ]
}

/// The menu asks before it forgets.
fn menu(chat: Chat, open: &Rc<Live<bool>>) -> View {
    let (kept, forgotten, shown) = (Rc::clone(open), Rc::clone(open), Rc::clone(open));
    view("div", "menu")
        .hidden_while(move || !shown.get())
        .child(view("p", "").text(chat.text(Text::StartOverQuestion)))
        .child(button("quiet", move || kept.set(false)).text(chat.text(Text::Keep)))
        .child(
            button("strong", move || {
                forgotten.set(false);
                chat.start_over();
            })
            .text(chat.text(Text::StartOver)),
        )
}
