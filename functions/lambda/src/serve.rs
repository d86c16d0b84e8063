//! One request: the router as it is with the secrets of this moment, and the address of whoever asks.

use std::convert::Infallible;
use std::sync::Arc;

use api::App;
use axum::Router;
use axum::response::Response;
use lambda_http::tower::ServiceExt as _;
use lambda_http::{Context, Request};

use telemetry::Invocation;

use crate::client_address::client_address;
use crate::function::{Function, FunctionError};
use crate::renewing::Renewing;

/// Answers a request.
pub(crate) async fn answer(api: Arc<Renewing<Router>>, request: Request) -> Result<Response, Infallible> {
    let router = api.current();
    let function = api.function();
    let edge = function.settings.edge_secret.as_deref().and_then(|name| function.secrets.known(name));
    let (mut parts, body) = request.into_parts();
    if let Some(address) = client_address(&parts, edge.as_ref()) {
        parts.extensions.insert(address);
    }
    if let Some(context) = parts.extensions.get::<Context>() {
        let (request_id, trace_id) = (context.request_id.clone(), context.xray_trace_id.clone());
        parts.extensions.insert(Invocation { request_id, trace_id });
    }
    router.oneshot(Request::from_parts(parts, body)).await
}

/// Everything that the function answers.
pub(crate) fn router(function: &Function, app: App) -> Result<Router, FunctionError> {
    Ok(api::router(app.clone()).merge(api::frame(app, &function.settings.loader)))
}
