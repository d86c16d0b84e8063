//! The widget's files: the loader as it is now, everything else by its hash and for good; compressed when built.

use std::path::Path;

use axum::Router;
use axum::http::header::{ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL, HeaderName};
use axum::http::{HeaderValue, StatusCode};
use axum::routing::get;
use tower::ServiceBuilder;
use tower_http::services::{ServeDir, ServeFile};
use tower_http::set_header::SetResponseHeaderLayer;

/// Asked for anew every time, and answered with 304 where nothing has changed: a build removes the files that an
/// older loader names.
const LOADER_CACHE: &str = "no-cache";

/// The name changes with the content.
const ASSET_CACHE: &str = "public, max-age=31536000, immutable";

/// Pages of any origin load these; they hold nothing that is anybody's.
const RESOURCE_POLICY: HeaderName = HeaderName::from_static("cross-origin-resource-policy");

/// The widget's files, or what is missing.
pub(crate) fn files(folder: &Path) -> Router {
    let loader = folder.join("anteroom.js");
    if !loader.is_file() {
        let missing = missing(folder);
        return Router::new().route("/anteroom.js", get(async || (StatusCode::SERVICE_UNAVAILABLE, missing)));
    }
    let loader = ServeFile::new(loader).precompressed_br().precompressed_gzip();
    let assets = ServeDir::new(folder.join("assets")).precompressed_br().precompressed_gzip();
    let headers = |cache| {
        ServiceBuilder::new()
            .layer(set(CACHE_CONTROL, cache))
            .layer(set(ACCESS_CONTROL_ALLOW_ORIGIN, "*"))
            .layer(set(RESOURCE_POLICY, "cross-origin"))
    };
    Router::new()
        .route_service("/anteroom.js", headers(LOADER_CACHE).service(loader))
        .nest_service("/assets", headers(ASSET_CACHE).service(assets))
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
