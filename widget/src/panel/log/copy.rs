//! Copying, where the browser lets us; where it does not (no TLS, no permission), by the older way.

use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlTextAreaElement};

use crate::chat::Chat;
use crate::panel::view::{View, icon, view};
use crate::texts::Text;

/// How long it is shown that something was copied, in milliseconds.
const SHOWN: u32 = 2_000;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = ["navigator", "clipboard"], js_name = writeText, catch)]
    async fn write_text(text: &str) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_namespace = document, js_name = execCommand, catch)]
    fn exec_command(name: &str) -> Result<bool, JsValue>;
}

/// The button, without what it does.
pub(super) fn button(chat: Chat, class: &str) -> View {
    view("button", class)
        .named(chat, Text::Copy)
        .attribute("title", chat.text(Text::Copy))
        .child(icon("M9 9h11v11H9zM5 15H4V4h11v1"))
        .child(icon("m5 12.5 4.5 4.5L19 7"))
}

/// Copies a text, and says so on the button and to screen readers.
pub(super) fn copy(chat: Chat, button: &Element, text: String) {
    let button = button.clone();
    // What was copied before is told no more.
    chat.copying.wake();
    chat.spawn(async move {
        if write_text(&text).await.is_err() && !copy_selected(&button, &text) {
            return;
        }
        chat.announced.set(chat.text(Text::Copied).to_owned());
        let classes = button.class_list();
        // The name of the class is well-formed.
        let _ = classes.add_1("copied");
        chat.copying.wait(SHOWN).await;
        let _ = classes.remove_1("copied");
        chat.announced.set(String::new());
    });
}

/// Copies by way of a selection.
fn copy_selected(button: &Element, text: &str) -> bool {
    let area: HtmlTextAreaElement = view("textarea", "unseen").element.clone().unchecked_into();
    area.set_value(text);
    let Some(parent) = button.parent_element() else { return false };
    // What fails here shows in that nothing is copied.
    let _ = parent.append_with_node_1(&area);
    area.select();
    let copied = exec_command("copy").unwrap_or(false);
    area.remove();
    let _ = button.unchecked_ref::<web_sys::HtmlElement>().focus();
    copied
}
