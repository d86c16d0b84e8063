//! `GET /api/openapi.json`: the document that lies in `docs`, without its white space.

use axum::http::HeaderValue;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use schemars::JsonSchema;
use serde_json::{Map, Value as Json};

/// Made by `crate::openapi`; a test holds it against what is made.
const DOCUMENT: &str = include_str!(concat!(env!("OUT_DIR"), "/openapi.json"));

/// An OpenAPI document, for the document's own sake.
#[derive(JsonSchema)]
pub(crate) struct OpenApi {
    /// The version of OpenAPI.
    #[expect(dead_code, reason = "a shape for the document, never made")]
    openapi: String,
    /// What else it says.
    #[expect(dead_code, reason = "a shape for the document, never made")]
    #[serde(flatten)]
    rest: Map<String, Json>,
}

pub(crate) async fn show_openapi() -> Response {
    let mut response = DOCUMENT.into_response();
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("public, max-age=300"));
    response
}
