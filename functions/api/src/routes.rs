//! Every route of the API, in one table.

use std::sync::Arc;

use axum::Router;
use axum::extract::Request;
use axum::http::header::CACHE_CONTROL;
use axum::http::{HeaderValue, Method};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::Response;
use axum::routing::{MethodRouter, delete, get, post, put};

use crate::app::App;
use crate::handlers::{
    clear, config, data, dead_turns, feedback, health, history, mcp, openapi, problems, records, send,
    sessions, status, stop, webhooks,
};
use crate::problem::ApiError;
use crate::{caps, cors, headers, renewal, request_id};

/// One route.
pub struct Route {
    /// The method.
    pub method: Method,
    /// The path, with its parameters in braces.
    pub path: &'static str,
    /// Whether it needs a session token.
    pub needs_token: bool,
    /// Whether it needs an admin's token.
    pub needs_admin: bool,
    /// Whether it needs a token that the tenant signs for its user.
    pub needs_user: bool,
    handler: MethodRouter<App>,
}

/// Every route: for the router, and for tests that go over each of them.
#[must_use]
pub fn routes() -> Vec<Route> {
    let open = |method, path, handler| Route {
        method,
        path,
        needs_token: false,
        needs_admin: false,
        needs_user: false,
        handler,
    };
    let with_token = |method, path, handler| Route { needs_token: true, ..open(method, path, handler) };
    let for_admins = |method, path, handler| Route { needs_admin: true, ..open(method, path, handler) };
    let for_agents = |method, path, handler| Route { needs_user: true, ..open(method, path, handler) };
    vec![
        open(Method::GET, "/api/v1/chat/health", get(health::show_health)),
        open(Method::GET, "/api/openapi.json", get(openapi::show_openapi)),
        open(Method::GET, "/problems/{code}", get(problems::show_problem)),
        open(Method::GET, "/api/v1/widget/{tenant}", get(config::show_config)),
        open(Method::POST, "/api/v1/chat/sessions", post(sessions::begin_session)),
        with_token(Method::POST, "/api/v1/chat/send", post(send::send_message)),
        with_token(Method::GET, "/api/v1/chat/status/{turn}", get(status::show_turn)),
        with_token(Method::GET, "/api/v1/chat/history/{session}", get(history::list_messages)),
        with_token(Method::POST, "/api/v1/chat/stop/{turn}", post(stop::stop_turn)),
        with_token(Method::POST, "/api/v1/chat/rating", post(feedback::rate_conversation)),
        with_token(Method::POST, "/api/v1/chat/feedback", post(feedback::judge_answer)),
        with_token(Method::POST, "/api/v1/chat/clear", post(clear::clear_conversation)),
        with_token(Method::DELETE, "/api/v1/chat/session/{session}", delete(clear::end_session)),
        with_token(Method::GET, "/api/v1/chat/data", get(data::export_own)),
        with_token(Method::DELETE, "/api/v1/chat/data", delete(data::forget_own)),
        for_agents(Method::POST, "/mcp/{tenant}", post(mcp::answer_agent)),
        for_admins(Method::GET, "/api/v1/admin/users/{user}/data", get(data::export_user)),
        for_admins(Method::DELETE, "/api/v1/admin/users/{user}/data", delete(data::forget_any_user)),
        for_admins(Method::GET, "/api/v1/admin/conversations/{session}/data", get(data::export_conversation)),
        for_admins(
            Method::DELETE,
            "/api/v1/admin/conversations/{session}/data",
            delete(data::forget_any_conversation),
        ),
        for_admins(Method::GET, "/api/v1/admin/records/{type}", get(records::list_records)),
        for_admins(Method::POST, "/api/v1/admin/records/{type}/import", post(records::import_records)),
        for_admins(Method::GET, "/api/v1/admin/records/{type}/{id}", get(records::show_record)),
        for_admins(Method::PUT, "/api/v1/admin/records/{type}/{id}", put(records::put_record)),
        for_admins(Method::DELETE, "/api/v1/admin/records/{type}/{id}", delete(records::delete_record)),
        for_admins(Method::GET, "/api/v1/admin/webhooks", get(webhooks::list_webhooks)),
        for_admins(Method::GET, "/api/v1/admin/webhooks/{id}", get(webhooks::show_webhook)),
        for_admins(Method::POST, "/api/v1/admin/webhooks/{id}/replay", post(webhooks::replay_webhook)),
        for_admins(Method::GET, "/api/v1/admin/dead-turns", get(dead_turns::list_dead_turns)),
        for_admins(
            Method::POST,
            "/api/v1/admin/dead-turns/{turn}/revive",
            post(dead_turns::revive_dead_turn),
        ),
    ]
}

/// The API's router.
pub fn router(app: App) -> Router {
    let table = routes();
    // Each route has the layers for itself: what they share is not copied for each.
    let shared = Arc::new(app.clone());
    let router =
        table.into_iter().fold(Router::new(), |router, route| router.route(route.path, route.handler));
    router
        .method_not_allowed_fallback(async || ApiError::MethodNotAllowed)
        .route("/api/{*rest}", axum::routing::any(async || ApiError::NotFound))
        // All in one, the outermost first: each by itself would wrap every route once more, and that is half of what making a
        // router takes.
        .layer((
            from_fn(request_id::give),
            from_fn_with_state(Arc::clone(&shared), headers::secure),
            from_fn_with_state(Arc::clone(&shared), cors::allow_tenants),
            from_fn(caps::keep_within),
            from_fn(keep_private),
            from_fn_with_state(Arc::clone(&shared), renewal::renew),
        ))
        .with_state(app)
}

/// What the API says is for the one who asked, unless a handler says otherwise.
async fn keep_private(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    response.headers_mut().entry(CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    response
}
