//! How sure: a calm bar with the threshold marked on it.

use crate::browser::shown_share;
use crate::chat::Chat;
use crate::conversation::text::digits;
use crate::panel::view::{View, view};
use crate::texts::Text;

/// The confidence for the visitor: `72%`; nothing while nothing is known, since the browser's first number of all takes
/// longer than everything else that is drawn on opening.
pub(super) fn share(chat: Chat) -> String {
    chat.scope.with(|scope| {
        if scope.known.is_empty() { String::new() } else { shown_share(scope.confidence, &chat.locale) }
    })
}

/// The confidence in words: what it is, and what is enough.
pub(super) fn in_words(chat: Chat) -> String {
    let share = share(chat);
    if share.is_empty() {
        return share;
    }
    if chat.scope.with(|scope| scope.ready) {
        return chat.texts.with(Text::ReadyPercent, &share);
    }
    let enough = chat.texts.with(Text::Needed, &shown_share(chat.config.threshold, &chat.locale));
    [&share, " · ", &enough].concat()
}

/// The bar.
pub(super) fn meter(chat: Chat) -> View {
    let enough = of_hundred(chat.config.threshold);
    view("div", "meter")
        .attribute("role", "progressbar")
        .attribute("aria-valuemin", "0")
        .attribute("aria-valuemax", "100")
        .attribute("aria-label", chat.text(Text::Understood))
        .attribute_follows("aria-valuenow", move || chat.scope.with(|scope| of_hundred(scope.confidence)))
        .attribute_follows("aria-valuetext", move || in_words(chat))
        .child(view("i", "").follow(move |bar| {
            place(bar, "inline-size", &chat.scope.with(|scope| of_hundred(scope.confidence)));
        }))
        .child(view("i", "enough").follow(move |mark| place(mark, "inset-inline-start", &enough)))
}

fn of_hundred(share: f64) -> String {
    digits((share * 100.0) as i64)
}

fn place(element: &web_sys::HtmlElement, property: &str, percent: &str) {
    // A property that every browser knows is not refused.
    let _ = element.style().set_property(property, &[percent, "%"].concat());
}
