//! Tokens rotate on use: whoever asks with a token of which more than half is over gets a new one beside the answer. The
//! old one stays good until its own end, since nothing is kept of tokens: several requests may be under way with it.

use std::sync::{Arc, OnceLock};

use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;

use crate::app::App;
use crate::token::Claims;

/// Where the new token stands.
const ANTEROOM_TOKEN: HeaderName = HeaderName::from_static("anteroom-token");

/// The claims that a handler's extractor has verified.
#[derive(Clone, Default)]
pub(crate) struct Seen(Arc<OnceLock<Claims>>);

impl Seen {
    /// Keeps them until the answer is made.
    pub(crate) fn keep(&self, claims: &Claims) {
        self.0.get_or_init(|| claims.clone());
    }
}

/// Adds a new token to the answer of a request that was made with an aging one, and was not refused.
pub(crate) async fn renew(State(app): State<Arc<App>>, mut request: Request, next: Next) -> Response {
    let seen = Seen::default();
    request.extensions_mut().insert(seen.clone());
    let mut response = next.run(request).await;
    let now = app.clock.now();
    if response.status().is_success()
        && let Some(claims) = seen.0.get().filter(|claims| claims.is_aging(now))
        && let Ok(token) = app.keys.sign(&claims.renewed(now))
        && let Ok(mut value) = HeaderValue::from_str(&token)
    {
        value.set_sensitive(true);
        response.headers_mut().insert(ANTEROOM_TOKEN, value);
    }
    response
}
