//! The panel's head: who answers, the menu, and the way out.

use std::cell::Cell;
use std::rc::Rc;

use js_sys::Date;
use wasm_bindgen::JsCast;
use web_sys::KeyboardEvent;

use super::view::{View, button, icon, view, yes_no};
use crate::browser::{now, shown_day, shown_time};
use crate::chat::Chat;
use crate::conversation::text::Joined;
use crate::conversation::wire::Presence;
use crate::live::Live;
use crate::texts::Text;

/// The panel's head.
pub(super) fn header(chat: Chat) -> [View; 4] {
    let name = &chat.config.assistant;
    let initial = name.chars().next().map(String::from).unwrap_or_default();
    [
        view("i", "face").attribute("aria-hidden", "true").text(&initial),
        view("div", "who")
            .child(view("b", "").text(name))
            .child(view("small", "").text_follows(move || line(chat))),
        menu(chat),
        button("plain", move || chat.host.call("close"))
            .named(chat, Text::Close)
            .child(icon("m6 9.5 6 6 6-6")),
    ]
}

/// What stands under the name; looked at anew when the panel is opened.
fn line(chat: Chat) -> String {
    chat.open.get();
    let assistant = chat.text(Text::Assistant);
    let Some(Presence { open, changes_at, away }) = &chat.config.presence else {
        return assistant.to_owned();
    };
    // Not a number where there is none: then it is not over.
    let changes = Date::parse(changes_at);
    let has_changed = changes <= now();
    if *open != has_changed {
        return [assistant, " · ", chat.text(Text::Here)].joined();
    }
    let away = if away.is_empty() { chat.text(Text::Away) } else { away };
    if *open || changes.is_nan() {
        return away.to_owned();
    }
    let moment = [&shown_day(changes, &chat.locale), " ", &shown_time(changes, &chat.locale)].joined();
    [away, " ", &chat.texts.with(Text::Back, &moment)].joined()
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
