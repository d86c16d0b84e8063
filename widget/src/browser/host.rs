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

impl Host {
    /// The origin of the page that the visitor is on, and the window that it is in, as `target` names it: in our frame
    /// not our own. Never by a relative address: the page may have a `<base>` that names another site.
    #[must_use]
    pub fn site(&self) -> (String, &'static str) {
        if let Some(origin) = self.get_attribute("framed") {
            return (origin, "_top");
        }
        let origin = web_sys::window().and_then(|window| window.location().origin().ok());
        (origin.unwrap_or_default(), "_self")
    }
}
