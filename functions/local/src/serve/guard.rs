//! Who may use what is there for this machine alone (the configuration page, the demo's users): this machine's browser, on a
//! page of this server.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::header::{HOST, ORIGIN};
use axum::http::{HeaderMap, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};

/// Lets pass what was asked under one of the server's own names: a page of somebody else's, whose name was made to
/// point to this machine, asks under that name.
pub(super) async fn only_by_own_names(
    State(own): State<Arc<[String]>>,
    request: Request,
    next: Next,
) -> Response {
    let host = request.headers().get(HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    if own.iter().any(|origin| origin.strip_prefix("http://") == Some(host)) {
        return next.run(request).await;
    }
    (StatusCode::MISDIRECTED_REQUEST, "This page answers under the server's own address only.\n")
        .into_response()
}

/// Whether a page of this server's own asks: browsers name the page's origin with everything that is not read only.
pub(super) fn is_from_own_page(headers: &HeaderMap, own: &[String]) -> bool {
    let origin = headers.get(ORIGIN).and_then(|origin| origin.to_str().ok()).unwrap_or_default();
    let site = headers.get("sec-fetch-site").map(|site| site.as_bytes());
    own.iter().any(|one| one == origin) && site.is_none_or(|site| site == b"same-origin")
}
