//! What the visitor is invited to do once enough is known: it confirms, tells the page, and leads where the tenant says.

use std::cell::Cell;

use crate::chat::{Chat, object};
use crate::conversation::address::{is_allowed, is_path};
use crate::conversation::text::Joined;
use crate::panel::view::{View, button, view};
use crate::texts::Text;

/// The button; hidden until there is enough, and again once it is confirmed.
pub(super) fn action(chat: Chat) -> View {
    let given = chat.config().call_to_action.as_ref();
    let label = given.map_or(chat.text(Text::Confirm), |(label, _)| label.as_str());
    let url = given.and_then(|(_, url)| url.as_deref()).unwrap_or_default();
    // A path leads away from here: only once what was confirmed is safe.
    let leaves = std::rc::Rc::new(Cell::new(false));
    let left = std::rc::Rc::clone(&leaves);
    view("div", "act")
        .hidden_while(move || chat.scope.with(|scope| !scope.ready || scope.confirmed))
        .follow(move |_| {
            if chat.scope.with(|scope| scope.confirmed) && left.take() {
                let (origin, target) = chat.host.site();
                go(&[&origin, url].joined(), target, "");
            }
        })
        .child(
            button("strong", move || {
                chat.confirm();
                chat.host.emit("action", &object(&[("action", "confirm")]));
                leaves.set(is_path(url));
                if is_allowed(url) {
                    go(url, "_blank", "noopener");
                }
            })
            .text(label),
        )
}

/// Goes there, in the page's own tab or beside it.
fn go(url: &str, target: &str, features: &str) {
    let Some(window) = web_sys::window() else { return };
    // A browser that refuses to open another tab tells the visitor itself.
    let _ = window.open_with_url_and_target_and_features(url, target, features);
}
