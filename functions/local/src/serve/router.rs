//! The routes of the local server: the API's, and files.

use std::sync::Arc;

use api::App;
use axum::Router;
use axum::http::header::{CACHE_CONTROL, X_CONTENT_TYPE_OPTIONS};
use axum::http::{HeaderValue, StatusCode};
use axum::routing::get;
use tower_http::set_header::SetResponseHeaderLayer;

use super::address::Places;
use super::{Demo, configure, pages, widget};

/// Everything that the local server answers.
pub(crate) fn router(places: &Places, app: App, demo: &Demo) -> Router {
    let start = pages::start_page(places, &app);
    let sites = pages::sites(places, &app);
    let frame = api::frame(app.clone(), "/anteroom.js");
    let drafts = Arc::new(configure::Drafts::new(app.clone()));
    let page = configure::routes(places, &app, Arc::clone(&drafts));
    let server = api::router(app)
        .merge(page)
        .merge(widget::files(&places.widget, places.loader_seconds))
        .merge(sites)
        .merge(demo.routes())
        .merge(frame)
        .route("/", get(async || start))
        .route("/index.css", get(pages::start_style))
        .route("/favicon.ico", get(async || StatusCode::NO_CONTENT))
        .fallback(pages::nothing_here);
    configure::with_drafts(server, drafts)
        .layer(SetResponseHeaderLayer::overriding(
            X_CONTENT_TYPE_OPTIONS,
            HeaderValue::from_static("nosniff"),
        ))
        .layer(SetResponseHeaderLayer::if_not_present(CACHE_CONTROL, HeaderValue::from_static("no-cache")))
}
