//! The buttons that copy what is shown.

use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::HtmlElement;

use super::dom;

/// Listens to every button that names what it copies.
pub(super) fn listen() -> Result<(), JsValue> {
    let body: HtmlElement = dom::document()?.body().ok_or("no body")?;
    for button in dom::all(&body, "[data-copies]")? {
        let copied: HtmlElement = dom::by_id(&button.get_attribute("data-copies").unwrap_or_default())?;
        dom::on(&button, "click", move |_| {
            let copied = copied.clone();
            spawn_local(async move {
                let said = match copy(&copied.text_content().unwrap_or_default()).await {
                    Ok(()) => "Copied.",
                    Err(_) => {
                        // Where the browser refuses, the text is selected for the user to copy.
                        let _ = select(&copied);
                        "Selected: press Ctrl C, or Cmd C, to copy."
                    }
                };
                if let Ok(told) = dom::by_id::<HtmlElement>("copied") {
                    // The same words again would not be told again.
                    told.set_text_content(None);
                    told.set_text_content(Some(said));
                }
            });
        })?;
    }
    Ok(())
}

async fn copy(text: &str) -> Result<(), JsValue> {
    let clipboard = dom::window()?.navigator().clipboard();
    if clipboard.is_undefined() {
        return Err("no clipboard".into());
    }
    JsFuture::from(clipboard.write_text(text)).await.map(drop)
}

fn select(element: &HtmlElement) -> Result<(), JsValue> {
    let selection = dom::window()?.get_selection()?.ok_or("no selection")?;
    selection.select_all_children(element)
}
