//! `/configure`: the page on which a tenant writes its file, and what it needs of the server: the tenants that are
//! here, drafts, and a page for the preview.
//!
//! It hands out tenant files and lets whoever asks use the model. So it is there only where the server listens on
//! this machine alone, and answers only to this machine's names for it.

mod drafts;
mod files;

pub(super) use drafts::Drafts;

use std::path::Path;
use std::sync::Arc;

use api::App;
use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, Path as Named, Request, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::http::{HeaderMap, StatusCode};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, put};
use tower::{Layer as _, ServiceExt as _};

use super::address::Places;
use super::guard;
use drafts::{DRAFT_MAX_BYTES, Refused};

/// What the handlers work with.
#[derive(Clone)]
struct Configure {
    drafts: Arc<Drafts>,
    tenants: Arc<Path>,
    widget: Arc<Path>,
    /// Ids and names of the tenants that the server was started with.
    listed: Arc<[(String, String)]>,
    own_origins: Arc<[String]>,
}

/// The page and what it needs; nothing where others can reach the server.
pub(super) fn routes(places: &Places, app: &App, drafts: Arc<Drafts>) -> Router {
    if !places.address.ip().is_loopback() {
        return Router::new().route("/configure", get(not_for_others));
    }
    let configure = Configure {
        drafts,
        tenants: places.tenants.as_path().into(),
        widget: places.widget.as_path().into(),
        listed: app.tenants.iter().map(|tenant| (tenant.id.clone(), tenant.name.clone())).collect(),
        own_origins: Arc::clone(&app.own_origins),
    };
    let assets = files::assets(&places.widget.join("configure"));
    Router::new()
        .route("/configure", get(files::show_page))
        .route("/configure/", get(async || Redirect::permanent("/configure")))
        .route("/configure/preview/{tenant}", get(files::show_preview))
        .route("/configure/tenants", get(list_tenants))
        .route("/configure/tenants/{tenant}", get(show_tenant))
        .route("/configure/loader", get(show_loader))
        .route("/configure/drafts/{name}", put(keep_draft).layer(DefaultBodyLimit::max(DRAFT_MAX_BYTES)))
        .merge(assets)
        .layer(from_fn_with_state(Arc::clone(&configure.own_origins), guard::only_by_own_names))
        .with_state(configure)
}

/// The server with drafts among its tenants. What is asked of the API goes to one that knows them, before any route
/// is chosen: a request that has gone through one router cannot go through another.
pub(super) fn with_drafts(server: Router, drafts: Arc<Drafts>) -> Router {
    Router::new().fallback_service(from_fn_with_state(drafts, ask_drafts).layer(server))
}

async fn ask_drafts(State(drafts): State<Arc<Drafts>>, request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let Some(api) = drafts.router().filter(|_| path.starts_with("/api/")) else {
        return next.run(request).await;
    };
    let is_config = path.starts_with("/api/v1/widget/draft-");
    let mut response = api.oneshot(request).await.into_response();
    if is_config {
        // A tenant's may be kept for a minute; a draft's changes with every key.
        response.headers_mut().insert(CACHE_CONTROL, files::NEVER_KEPT);
    }
    response
}

async fn not_for_others() -> impl IntoResponse {
    let said = "The configuration page is there only where the server listens on this machine alone: set \
                ANTEROOM_ADDR to an address such as 127.0.0.1:8787.\n";
    (StatusCode::NOT_FOUND, said)
}

async fn keep_draft(
    State(configure): State<Configure>,
    Named(name): Named<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    if !guard::is_from_own_page(&headers, &configure.own_origins) {
        return (StatusCode::FORBIDDEN, "A draft is taken from the configuration page only.\n")
            .into_response();
    }
    match configure.drafts.keep(&name, &String::from_utf8_lossy(&body)) {
        Ok(()) => StatusCode::NO_CONTENT.into_response(),
        Err(refused @ Refused::Name) => (StatusCode::NOT_FOUND, refused.to_string()).into_response(),
        Err(refused @ Refused::Mistakes(_)) => {
            (StatusCode::UNPROCESSABLE_ENTITY, refused.to_string()).into_response()
        }
    }
}

async fn list_tenants(State(configure): State<Configure>) -> impl IntoResponse {
    let listed: Vec<_> =
        configure.listed.iter().map(|(id, name)| serde_json::json!({ "id": id, "name": name })).collect();
    ([(CACHE_CONTROL, files::NEVER_KEPT)], axum::Json(listed))
}

/// A tenant's file as it stands in its folder now.
async fn show_tenant(State(configure): State<Configure>, Named(tenant): Named<String>) -> Response {
    // Only a name that was listed becomes a path.
    if !configure.listed.iter().any(|(id, _)| *id == tenant) {
        return StatusCode::NOT_FOUND.into_response();
    }
    match std::fs::read_to_string(configure.tenants.join(tenant).join("tenant.json")) {
        Ok(text) => ([(CONTENT_TYPE, "application/json"), (CACHE_CONTROL, "no-store")], text).into_response(),
        Err(_) => StatusCode::NOT_FOUND.into_response(),
    }
}

/// The loader of exactly this version, if the build has made one.
async fn show_loader(State(configure): State<Configure>) -> Response {
    match files::exact_loader(&configure.widget) {
        Some(loader) => ([(CACHE_CONTROL, files::NEVER_KEPT)], axum::Json(loader)).into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}
