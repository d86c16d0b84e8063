//! The panel's stylesheets, adopted by the shadow root: no style element, no style attribute, so that a strict policy
//! has nothing to object to.

use js_sys::Reflect;
use wasm_bindgen::prelude::*;
use web_sys::ShadowRoot;

#[wasm_bindgen]
extern "C" {
    type CSSStyleSheet;
    #[wasm_bindgen(constructor, catch)]
    fn new() -> Result<CSSStyleSheet, JsValue>;
    #[wasm_bindgen(method, catch, js_name = replaceSync)]
    fn replace_sync(this: &CSSStyleSheet, css: &str) -> Result<(), JsValue>;
}

/// Adds a stylesheet.
pub(super) fn adopt(root: &ShadowRoot, css: &str) -> Result<(), JsValue> {
    let adopted: js_sys::Array = Reflect::get(root, &"adoptedStyleSheets".into())?.unchecked_into();
    let sheet = CSSStyleSheet::new()?;
    sheet.replace_sync(css)?;
    // Not by `push`, which a page may have redefined.
    adopted.set(adopted.length(), sheet.into());
    Ok(())
}
