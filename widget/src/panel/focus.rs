//! Where the focus goes when what has it goes away: to what stands nearest to it, never to the page's body, where no key
//! of ours is heard. It must not know why anything goes away.

use wasm_bindgen_futures::spawn_local;
use web_sys::Element;

use super::keys::reachable;
use crate::conversation::text::Joined;

/// Call it before this is hidden or taken out. Where the focus is in it, it goes on to what else belongs to the same
/// value of the card, to the card's head, or to the conversation; unless somebody has put it elsewhere by then.
#[inline(never)]
pub(super) fn hand_on(leaving: &Element) {
    if !is(leaving, ":focus-within") {
        return;
    }
    let around = |what| leaving.closest(what).ok().flatten();
    let Some(panel) = around("[part=panel]") else { return };
    let of_value = around("[data-key]").and_then(|value| value.get_attribute("data-key"));
    let of_value = of_value.map(|key| ["[data-key=\"", &key, "\"] *"].joined()).unwrap_or_default();
    let of_card = if around("[part=card]").is_some() { ".fold" } else { "" };
    // What comes in its place is drawn by then.
    spawn_local(async move {
        let shown = reachable(&panel);
        // What is not wanted is no selector, and matches nothing.
        for wanted in [":focus", &of_value, of_card, "[role=log]"] {
            if let Some(next) = shown.iter().find(|element| is(element, wanted)) {
                // It is shown, and so it can be focused.
                let _ = next.focus();
                break;
            }
        }
    });
}

/// Whether a selector matches; what is none matches nothing.
pub(super) fn is(element: &Element, selector: &str) -> bool {
    element.matches(selector).unwrap_or_default()
}
