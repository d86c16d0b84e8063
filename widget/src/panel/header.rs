//! The panel's head: who answers, the menu, and the way out.

use std::cell::Cell;
use std::rc::Rc;

use js_sys::Date;
use wasm_bindgen::JsCast;
use web_sys::KeyboardEvent;

use super::view::{View, button, icon, view, yes_no};
use crate::browser::{day, now, shown_day, shown_time, shown_weekday};
use crate::chat::Chat;
use crate::conversation::text::{Joined, split};
use crate::conversation::wire::Presence;
use crate::live::Live;
use crate::texts::Text;

/// The panel's head.
pub(super) fn header(chat: Chat) -> [View; 5] {
    let name = &chat.config.assistant;
    let initial = name.chars().next().map(String::from).unwrap_or_default();
    [
        view("i", "face").attribute("aria-hidden", "true").text(&initial),
        view("div", "who")
            .child(view("b", "").text(name))
            .child(view("small", "").text_follows(move || line(chat))),
        person(chat),
        menu(chat),
        button("plain", move || chat.host.call("close"))
            .named(chat, Text::Close)
            .child(icon("m6 9.5 6 6 6-6")),
    ]
}

/// Asks for a person, where the tenant has people who can be asked for.
fn person(chat: Chat) -> View {
    let ask = &chat.config.ask_person;
    let asks = button("plain", move || chat.send(&chat.config.ask_person))
        .attribute("part", "ask-person")
        .attribute("aria-label", ask)
        .attribute("title", ask)
        .child(icon("M12 11.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7M5 20c.6-3.6 3.4-5.5 7-5.5s6.4 1.9 7 5.5"));
    view("div", "").hidden_while(move || chat.config.ask_person.is_empty()).child(asks)
}

/// What stands under the name.
fn line(chat: Chat) -> String {
    let assistant = chat.text(Text::Assistant);
    let Some(back) = away(chat) else {
        let here = if chat.config.presence.is_some() { [" · ", chat.text(Text::Here)] } else { [""; 2] };
        return [assistant, &here.joined()].joined();
    };
    if back.is_nan() {
        return chat.text(Text::Away).to_owned();
    }
    let is_near = day(back) - day(now()) < 7.0;
    let shown = if is_near { shown_weekday } else { shown_day };
    let sentence = chat.texts.with(Text::Back, &shown(back, &chat.locale));
    let time = shown_time(back, &chat.locale);
    split(&sentence, "{}").map_or_else(String::new, |(before, after)| [before, &time, after].joined())
}

/// When people are back, in milliseconds since 1970, while they are away; not a number where nobody knows. Looked at
/// anew when the panel is opened.
pub(super) fn away(chat: Chat) -> Option<f64> {
    chat.open.get();
    let Presence { open, changes_at, .. } = chat.config.presence.as_ref()?;
    // Not a number where there is none: then it is not over.
    let changes = Date::parse(changes_at);
    (*open == (changes <= now())).then_some(if *open { f64::NAN } else { changes })
}

/// The menu and its button. It asks before it forgets.
fn menu(chat: Chat) -> View {
    // Whether it is shown, and whether it asks.
    let state = Rc::new(Live::new((false, false)));
    let to = |state: &Rc<Live<(bool, bool)>>, open, asks| {
        let state = Rc::clone(state);
        move || state.set((open, asks))
    };
    let another = || Rc::clone(&state);
    let (turned, expanded, closed, shown) = (another(), another(), another(), another());
    let (listed, asked, asking) = (another(), another(), another());
    let was_open = Cell::new(false);
    let (forget, finish, left) = (to(&state, false, false), to(&state, false, false), Rc::clone(&state));
    let opener = button("plain", move || turned.change(|(open, asks)| (*open, *asks) = (!*open, false)))
        .named(chat, Text::More)
        .attribute_follows("aria-expanded", move || yes_no(expanded.get().0))
        .child(icon("M5 12h.01M12 12h.01M19 12h.01"))
        .follow(move |opener| {
            let open = closed.get().0;
            if was_open.replace(open) && !open {
                // It is shown, and so it can be focused.
                let _ = opener.focus();
            }
        });
    view("div", "more")
        .on(
            "keydown",
            Box::new(move |event| {
                let key: &KeyboardEvent = event.unchecked_ref();
                if key.key() == "Escape" && left.peek(|(open, _)| *open) {
                    // The panel stays: it would hear the key next.
                    event.stop_propagation();
                    left.set((false, false));
                }
            }),
        )
        .child(opener)
        .child(
            view("div", "menu")
                .hidden_while(move || !shown.get().0)
                .child(
                    view("div", "items")
                        .hidden_while(move || listed.get().1)
                        .child(button("item", to(&state, true, true)).says(chat, Text::StartOver))
                        .child(
                            button("item", move || {
                                finish();
                                chat.finish();
                            })
                            .hidden_while(move || chat.finished.get() || chat.entries.with(Vec::is_empty))
                            .says(chat, Text::EndChat),
                        ),
                )
                .child(
                    view("div", "asks")
                        .hidden_while(move || !asked.get().1)
                        .child(view("p", "").says(chat, Text::StartOverQuestion))
                        .child(button("quiet", to(&state, false, false)).says(chat, Text::Keep).follow(
                            move |keep| {
                                if asking.get().1 {
                                    // As above; it is shown by now.
                                    let _ = keep.focus();
                                }
                            },
                        ))
                        .child(
                            button("strong", move || {
                                forget();
                                chat.start_over();
                            })
                            .says(chat, Text::StartOver),
                        ),
                ),
        )
}
