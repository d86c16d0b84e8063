//! One request: the router as it is with the secrets of this moment, and the address of whoever asks.

use std::convert::Infallible;
use std::sync::{Arc, Mutex, PoisonError};

use axum::Router;
use axum::response::Response;
use lambda_http::{Context, Request};
use lambda_http::tower::ServiceExt as _;
use telemetry::Invocation;

use crate::client_address::client_address;
use crate::function::{AppSecrets, Function, FunctionError};

/// The API, served from Lambda's events.
pub(crate) struct Api {
    function: Function,
    current: Mutex<Current>,
}

/// The router, and the secrets that it was made for.
struct Current {
    secrets: AppSecrets,
    router: Router,
}

impl Api {
    pub(crate) fn new(function: Function) -> Result<Arc<Self>, FunctionError> {
        let secrets = function.app_secrets();
        let router = router(&function, &secrets)?;
        Ok(Arc::new(Self { function, current: Mutex::new(Current { secrets, router }) }))
    }

    /// Answers a request.
    pub(crate) async fn answer(self: Arc<Self>, request: Request) -> Result<Response, Infallible> {
        self.function.secrets.freshen();
        let edge = self.function.settings.edge_secret.as_deref();
        let edge = edge.and_then(|name| self.function.secrets.known(name));
        let (mut parts, body) = request.into_parts();
        if let Some(address) = client_address(&parts, edge.as_ref()) {
            parts.extensions.insert(address);
        }
        if let Some(invocation) = parts.extensions.get::<Context>().map(named) {
            parts.extensions.insert(invocation);
        }
        self.router().oneshot(Request::from_parts(parts, body)).await
    }

    /// The router, made anew where a secret has changed. New secrets that are no good change nothing.
    fn router(&self) -> Router {
        let mut current = self.current.lock().unwrap_or_else(PoisonError::into_inner);
        let secrets = self.function.app_secrets();
        if secrets != current.secrets {
            match router(&self.function, &secrets) {
                Ok(router) => current.router = router,
                Err(error) => tracing::error!(%error, "new secrets cannot be used: those before are used on"),
            }
            current.secrets = secrets;
        }
        current.router.clone()
    }
}

/// How Lambda names the invocation, for the log.
fn named(context: &Context) -> Invocation {
    Invocation { request_id: context.request_id.clone(), trace_id: context.xray_trace_id.clone() }
}

/// Everything that the function answers.
fn router(function: &Function, secrets: &AppSecrets) -> Result<Router, FunctionError> {
    let app = function.app(secrets)?;
    Ok(api::router(app.clone()).merge(api::frame(app, &function.settings.loader)))
}
