//! The few things that every part asks of the document.

use wasm_bindgen::prelude::*;
use web_sys::{Document, Element, Event, EventTarget, HtmlElement, Window};

/// The window.
///
/// # Errors
/// Outside a page.
pub(in crate::page) fn window() -> Result<Window, JsValue> {
    web_sys::window().ok_or_else(|| "no window".into())
}

/// The document.
///
/// # Errors
/// Outside a page.
pub(in crate::page) fn document() -> Result<Document, JsValue> {
    window()?.document().ok_or_else(|| "no document".into())
}

/// The element of this id.
///
/// # Errors
/// When there is none, or it is of another kind.
pub(in crate::page) fn by_id<T: JsCast>(id: &str) -> Result<T, JsValue> {
    let element = document()?.get_element_by_id(id).ok_or_else(|| JsValue::from_str(id))?;
    element.dyn_into().map_err(|_| JsValue::from_str(id))
}

/// Every element that the selector finds.
///
/// # Errors
/// When the selector is none.
pub(in crate::page) fn all(root: &Element, selector: &str) -> Result<Vec<HtmlElement>, JsValue> {
    let found = root.query_selector_all(selector)?;
    Ok((0..found.length()).filter_map(|index| found.get(index)?.dyn_into().ok()).collect())
}

/// A new element with a class and a text.
///
/// # Errors
/// When the document refuses.
pub(in crate::page) fn make(tag: &str, class: &str, text: &str) -> Result<HtmlElement, JsValue> {
    let element = document()?.create_element(tag)?;
    if !class.is_empty() {
        element.set_class_name(class);
    }
    element.set_text_content(Some(text));
    Ok(element.unchecked_into())
}

/// Listens for as long as the page is there.
///
/// # Errors
/// When the browser refuses.
pub(in crate::page) fn on(
    target: &EventTarget,
    name: &str,
    listener: impl FnMut(Event) + 'static,
) -> Result<(), JsValue> {
    let closure = Closure::<dyn FnMut(Event)>::new(listener);
    target.add_event_listener_with_callback(name, closure.as_ref().unchecked_ref())?;
    closure.forget();
    Ok(())
}

/// Says a text in an element, unless it says so already: a live region would repeat it.
pub(in crate::page) fn say(element: &HtmlElement, text: &str) {
    if element.text_content().as_deref() != Some(text) {
        element.set_text_content(Some(text));
    }
}

/// Adds a text in which code stands between backticks.
///
/// # Errors
/// When the document refuses.
pub(in crate::page) fn say_with_code(element: &HtmlElement, text: &str) -> Result<(), JsValue> {
    for (index, piece) in text.split('`').enumerate() {
        if index % 2 == 1 {
            element.append_child(&*make("code", "", piece)?)?;
        } else {
            element.append_with_str_1(piece)?;
        }
    }
    Ok(())
}
