//! What the page asks of the server that it came from.

use serde_json::Value as Json;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Headers, RequestCache, RequestInit, Response};

use super::dom;

/// The text at an address of this server, never an older one that the browser has kept.
pub(super) async fn get(path: &str) -> Result<String, JsValue> {
    let request = RequestInit::new();
    request.set_cache(RequestCache::NoStore);
    ask(path, &request).await
}

/// The JSON at an address of this server.
pub(super) async fn get_json(path: &str) -> Result<Json, JsValue> {
    serde_json::from_str(&get(path).await?).map_err(|error| error.to_string().into())
}

/// Gives a draft to the server.
pub(super) async fn put_draft(name: &str, text: &str) -> Result<(), JsValue> {
    let headers = Headers::new()?;
    headers.set("content-type", "application/json")?;
    let request = RequestInit::new();
    request.set_method("PUT");
    request.set_headers(&headers);
    request.set_body(&text.into());
    ask(&["/configure/drafts/", name].concat(), &request).await.map(drop)
}

/// The answer's text; as an error where the server refuses, so that its words can be shown.
async fn ask(path: &str, request: &RequestInit) -> Result<String, JsValue> {
    let answer = dom::window()?.fetch_with_str_and_init(path, request);
    let response: Response = JsFuture::from(answer).await?.unchecked_into();
    let text = JsFuture::from(response.text()?).await?.as_string().unwrap_or_default();
    if response.ok() { Ok(text) } else { Err(text.into()) }
}
