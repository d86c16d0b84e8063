//! The page `/configure`: a tenant writes its file, sees what is wrong with it, and sees the widget change.
//!
//! The file is checked here in the browser by `engine::tenant`, the very code that the server reads it with. The
//! widget itself is not in this crate: the preview is a frame with the script tag in it, like any page.

pub mod document;
pub mod page;

use wasm_bindgen::prelude::*;

/// Begins, as soon as the module is there.
///
/// # Errors
/// When the page is not the one that this was written for.
#[wasm_bindgen(start)]
pub fn start() -> Result<(), JsValue> {
    page::begin()
}
