//! Cross-origin requests: allowed from every page that some tenant names. Which tenant's page it is, is checked by
//! the handlers, which know the tenant; this only lets the browser read the answer.
//!
//! The routes of admins are for their own systems and the command line: no page may call them, a tenant's own as little as
//! any other, so that an admin's token is of no use to a script that got into one.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::header::{
    ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_ALLOW_ORIGIN,
    ACCESS_CONTROL_EXPOSE_HEADERS, ACCESS_CONTROL_MAX_AGE, ORIGIN, VARY,
};
use axum::http::{HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use engine::tenant::allows_origin;

use crate::app::App;
use crate::session::is_own;

/// What the addresses of the routes for admins begin with, and no other.
const OF_ADMINS: &str = "/api/v1/admin/";

/// Lets pages of the tenants' origins call the routes of visitors.
pub(crate) async fn allow_tenants(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let origin = request.headers().get(ORIGIN).cloned();
    let is_for_pages = !request.uri().path().starts_with(OF_ADMINS);
    let allowed = origin.filter(|origin| is_for_pages && is_some_tenants(&app, origin));
    let is_preflight = request.method() == Method::OPTIONS;
    let mut response =
        if is_preflight { StatusCode::NO_CONTENT.into_response() } else { next.run(request).await };
    let headers = response.headers_mut();
    headers.append(VARY, HeaderValue::from_static("origin"));
    if let Some(origin) = allowed {
        headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, origin);
        headers.insert(
            ACCESS_CONTROL_EXPOSE_HEADERS,
            HeaderValue::from_static(
                "x-request-id, retry-after, location, preference-applied, anteroom-token",
            ),
        );
        if is_preflight {
            headers.insert(ACCESS_CONTROL_ALLOW_METHODS, HeaderValue::from_static("GET, POST, DELETE"));
            headers.insert(
                ACCESS_CONTROL_ALLOW_HEADERS,
                HeaderValue::from_static("authorization, content-type, accept, prefer"),
            );
            headers.insert(ACCESS_CONTROL_MAX_AGE, HeaderValue::from_static("600"));
        }
    }
    response
}

fn is_some_tenants(app: &App, origin: &HeaderValue) -> bool {
    let Ok(origin) = origin.to_str() else { return false };
    is_own(app, origin) || app.tenants.iter().any(|tenant| allows_origin(tenant, origin, &app.own_origins))
}
