//! The panel's keys, apart from Enter and most of Escape, which are the loader's: Escape on the launcher closes too, F6 jumps between the conversation and the
//! composer, and where the panel fills the screen, Tab stays inside it.

use wasm_bindgen::prelude::*;
use web_sys::{Element, Event, HtmlElement, KeyboardEvent, ShadowRoot};

use super::focus::is;
use crate::browser::{Listener, fills_screen};
use crate::chat::Chat;

/// The text box of the composer; the rating has one too.
const INPUT: &str = "[part=input]";

/// Listens to the keys pressed anywhere in the widget.
pub(super) fn listen(chat: Chat, root: &ShadowRoot, dialog: &Element) -> Listener {
    let target = root;
    let (root, inside) = (root.clone(), dialog.clone());
    let pressed = move |event: Event| {
        let key: &KeyboardEvent = event.unchecked_ref();
        let name = key.key();
        if key.key_code() == 27 {
            // Closed already where the panel has heard it.
            chat.host.call("close");
        }
        let jumps = name == "F6";
        // To look what is shown costs a layout: not at every letter.
        if !(jumps || name == "Tab" && fills_screen()) {
            return;
        }
        let shown = reachable(&inside);
        let here = root.active_element();
        let next = if jumps {
            let from_input = here.is_some_and(|here| is(&here, INPUT));
            let wanted = if from_input { "[role=log]" } else { INPUT };
            shown.iter().find(|element| is(element, wanted))
        } else {
            let (first, last) = (shown.first(), shown.last());
            let (end, other) = if key.shift_key() { (first, last) } else { (last, first) };
            let is_end = end.is_some_and(|end| here.as_ref() == Some(end.as_ref()));
            other.filter(|_| is_end || here.as_ref() == Some(&inside) && key.shift_key())
        };
        if let Some(next) = next {
            event.prevent_default();
            // It is shown, and so it can be focused.
            let _ = next.focus();
        }
    };
    Listener::new(target, "keydown", Box::new(pressed))
}

/// What can be reached by Tab and is shown, in order.
pub(super) fn reachable(dialog: &Element) -> Vec<HtmlElement> {
    let mut reachable = Vec::new();
    // The selector is well-formed.
    if let Ok(all) = dialog.query_selector_all("button,a[href],input,select,textarea,[tabindex='0']") {
        for place in 0..all.length() {
            let element = all.get(place).map(JsCast::unchecked_into::<HtmlElement>);
            reachable.extend(element.filter(|element| element.offset_height() > 0));
        }
    }
    reachable
}
