//! What a pointer does in the messages that no view of its own listens to: links, the copy buttons of code, and the
//! time of a message, told where one rests on it. One listener each for a thousand messages.

use wasm_bindgen::JsCast;
use web_sys::{Element, Event};

use super::copy;
use crate::browser::shown_moment;
use crate::chat::{Chat, object};
use crate::conversation::text::number;

/// Something was pressed.
pub(super) fn pressed(chat: Chat, event: &Event) {
    if let Some(link) = closest(event, "a") {
        let url = link.get_attribute("href").unwrap_or_default();
        let text = link.text_content().unwrap_or_default();
        chat.host.emit("link", &object(&[("url", &url), ("text", &text)]));
    } else if let Some(button) = closest(event, ".code") {
        let code = button.next_element_sibling().and_then(|code| code.text_content());
        copy::copy(chat, &button, code.unwrap_or_default());
    }
}

/// The pointer or the focus is on something: a message says when it was written.
pub(super) fn rested(chat: Chat, event: &Event) {
    let Some(message) = closest(event, "[data-at]") else { return };
    let at = message.get_attribute("data-at").and_then(|at| number(&at));
    // The attributes' names are well-formed.
    let _ = message.set_attribute("title", &shown_moment(at.unwrap_or_default() as f64, &chat.locale));
    let _ = message.remove_attribute("data-at");
}

fn closest(event: &Event, selector: &str) -> Option<Element> {
    event.target()?.dyn_into::<Element>().ok()?.closest(selector).ok()?
}
