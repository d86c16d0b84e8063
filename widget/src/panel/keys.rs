//! The panel's keys, apart from Escape and Enter, which are the loader's: F6 jumps between the conversation and the
//! composer, and where the panel fills the screen, Tab stays inside it.

use wasm_bindgen::prelude::*;
use web_sys::{Element, Event, HtmlElement, KeyboardEvent, ShadowRoot};

use crate::browser::{Listener, fills_screen};

/// The text box of the composer; the rating has one too.
const INPUT: &str = "[part=input]";

/// Listens to the keys pressed inside the panel.
pub(super) fn listen(root: &ShadowRoot, dialog: &Element) -> Listener {
    let (root, inside) = (root.clone(), dialog.clone());
    let pressed = move |event: Event| {
        let key: &KeyboardEvent = event.unchecked_ref();
        let name = key.key();
        let jumps = name == "F6";
        // To look what is shown costs a layout: not at every letter.
        if !(jumps || name == "Tab" && fills_screen()) {
            return;
        }
        let shown = reachable(&inside);
        let here = root.active_element();
        let next = if jumps {
            let is = |here: &Element, what: &str| here.matches(what).unwrap_or_default();
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
    Listener::new(dialog, "keydown", Box::new(pressed))
}

/// What can be reached by Tab and is shown, in order.
fn reachable(dialog: &Element) -> Vec<HtmlElement> {
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
