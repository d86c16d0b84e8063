//! The `<anteroom-chat>` element, as the loader makes it.

use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// The element.
    #[wasm_bindgen(extends = web_sys::HtmlElement, typescript_type = "HTMLElement")]
    #[derive(Clone)]
    pub type Host;

    /// Fires `anteroom:{name}` at the element.
    #[wasm_bindgen(method)]
    pub fn emit(this: &Host, name: &str, detail: &JsValue);

    /// Carries out one of the loader's own commands: `close`, `open` …
    #[wasm_bindgen(method)]
    pub fn call(this: &Host, name: &str);
}
