//! The page's files, as the build makes them, and the policies under which its two pages run.

use std::fs;
use std::path::Path;

use axum::Router;
use axum::extract::{Path as Named, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, REFERRER_POLICY};
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::response::{Html, IntoResponse as _, Response};
use serde_json::{Value as Json, json};
use tower_http::services::ServeFile;

use super::Configure;

/// What changes with every build, or with every key.
pub(super) const NEVER_KEPT: HeaderValue = HeaderValue::from_static("no-store");

/// Of the page: its own files and this server, and no page may take it into a frame.
const PAGE_POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' \
     data:; connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; \
     require-trusted-types-for 'script'";

/// Of the preview: what the widget needs, and only the page may take it into a frame.
const PREVIEW_POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' \
     data: https:; media-src data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

/// The files beside the page.
const ASSETS: [&str; 4] = ["configure.js", "configure_bg.wasm", "style.css", "preview.css"];

/// The routes of the files beside the page.
pub(super) fn assets<S: Clone + Send + Sync + 'static>(folder: &Path) -> Router<S> {
    ASSETS.iter().fold(Router::new(), |router, name| {
        router.route_service(&format!("/configure/{name}"), ServeFile::new(folder.join(name)))
    })
}

/// `GET /configure`.
pub(super) async fn show_page(State(configure): State<Configure>) -> Response {
    html(&configure, "index.html", PAGE_POLICY, |page| page)
}

/// `GET /configure/preview/{tenant}`: a page with the script tag of a draft.
pub(super) async fn show_preview(
    State(configure): State<Configure>,
    Named(tenant): Named<String>,
) -> Response {
    let is_name = |sign: u8| sign.is_ascii_lowercase() || sign.is_ascii_digit() || sign == b'-';
    if !tenant.starts_with("draft-") || !tenant.bytes().all(is_name) {
        return StatusCode::NOT_FOUND.into_response();
    }
    html(&configure, "preview.html", PREVIEW_POLICY, |page| page.replace("__TENANT__", &tenant))
}

fn html(
    configure: &Configure,
    name: &str,
    policy: &'static str,
    fill: impl FnOnce(String) -> String,
) -> Response {
    let folder = configure.widget.join("configure");
    let Ok(page) = fs::read_to_string(folder.join(name)) else {
        let said = format!(
            "The configuration page is not in {}: build it with `cargo xtask build --configure`.\n",
            folder.display()
        );
        return (StatusCode::SERVICE_UNAVAILABLE, said).into_response();
    };
    let headers: [(HeaderName, HeaderValue); 3] = [
        (CONTENT_SECURITY_POLICY, HeaderValue::from_static(policy)),
        (REFERRER_POLICY, HeaderValue::from_static("same-origin")),
        (CACHE_CONTROL, NEVER_KEPT),
    ];
    (headers, Html(fill(page))).into_response()
}

/// Path and checksum of the loader that never changes, from the build's manifest.
pub(super) fn exact_loader(widget: &Path) -> Option<Json> {
    let manifest: Json =
        serde_json::from_str(&fs::read_to_string(widget.join("manifest.json")).ok()?).ok()?;
    let entry = manifest.get("others")?.as_array()?.iter().find(|entry| entry["role"] == "exact_loader")?;
    let (path, integrity) = (entry.get("path")?, entry.get("integrity")?);
    Some(json!({ "path": path, "integrity": integrity }))
}
