//! The widget's files: the loader as it is now, everything else by its hash and for good; compressed when built.

use std::path::Path;

use axum::Router;
use axum::http::header::{ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL, CONTENT_TYPE, HeaderName};
use axum::http::{HeaderValue, Response, StatusCode};
use axum::routing::get;
use tower::ServiceBuilder;
use tower_http::services::{ServeDir, ServeFile};
use tower_http::set_header::SetResponseHeaderLayer;

/// The name changes with the content.
const ASSET_CACHE: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");

/// Pages of any origin load these; they hold nothing that is anybody's.
const RESOURCE_POLICY: HeaderName = HeaderName::from_static("cross-origin-resource-policy");

/// The widget's files, or what is missing. For so many seconds a browser may take the loader as it has it; afterwards it
/// asks, and is answered with 304 where nothing has changed. Assets are kept for good.
pub(crate) fn files(folder: &Path, loader_seconds: u32) -> Router {
    let loader = folder.join("anteroom.js");
    if !loader.is_file() {
        let missing = missing(folder);
        return Router::new().route("/anteroom.js", get(async || (StatusCode::SERVICE_UNAVAILABLE, missing)));
    }
    let loader = ServeFile::new(loader).precompressed_br().precompressed_gzip();
    let assets = ServeDir::new(folder.join("assets")).precompressed_br().precompressed_gzip();
    let headers = |cache: HeaderValue| {
        ServiceBuilder::new()
            // What is not there may be there after the next build.
            .layer(SetResponseHeaderLayer::overriding(CACHE_CONTROL, move |response: &Response<_>| {
                let status = response.status();
                (status.is_success() || status == StatusCode::NOT_MODIFIED).then(|| cache.clone())
            }))
            .layer(SetResponseHeaderLayer::overriding(CONTENT_TYPE, with_encoding))
            .layer(set(ACCESS_CONTROL_ALLOW_ORIGIN, "*"))
            .layer(set(RESOURCE_POLICY, "cross-origin"))
    };
    Router::new()
        .route_service("/anteroom.js", headers(loader_cache(loader_seconds)).service(loader))
        .nest_service("/assets", headers(ASSET_CACHE).service(assets))
}

/// Short, since a build goes on keeping only the files that the loader before it names.
fn loader_cache(seconds: u32) -> HeaderValue {
    if seconds == 0 {
        return HeaderValue::from_static("no-cache");
    }
    let value = HeaderValue::try_from(format!("public, max-age={seconds}"));
    value.unwrap_or(HeaderValue::from_static("no-cache"))
}

/// The type of a text names its encoding: a classic script is otherwise read in the encoding of the page.
fn with_encoding<Body>(response: &Response<Body>) -> Option<HeaderValue> {
    let found = response.headers().get(CONTENT_TYPE)?;
    match found.as_bytes() {
        b"text/javascript" => Some(HeaderValue::from_static("text/javascript; charset=utf-8")),
        b"text/plain" => Some(HeaderValue::from_static("text/plain; charset=utf-8")),
        _ => Some(found.clone()),
    }
}

fn set(name: HeaderName, value: &'static str) -> SetResponseHeaderLayer<HeaderValue> {
    SetResponseHeaderLayer::overriding(name, HeaderValue::from_static(value))
}

/// What to say when the files are not there.
pub(crate) fn missing(folder: &Path) -> String {
    format!(
        "The widget's files are not in {}: build them with `cargo xtask build --widget`.",
        folder.display()
    )
}
