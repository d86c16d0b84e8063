//! How large a request may be and how long it may take to arrive: checked before anything else is made of it, whichever
//! server took the connection. Bodies are capped where they are read (`body`).

use core::time::Duration;

use axum::extract::Request;
use axum::http::HeaderMap;
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};

use crate::body::BODY_MAX_BYTES;
use crate::problem::ApiError;

/// The longest address, in bytes: no route takes more than an id and a few words.
const URI_MAX_BYTES: usize = 4 * 1024;

/// The most headers.
const HEADERS_AT_MOST: usize = 100;

/// The most bytes of all headers together, names included: a token takes up to 6 KB.
const HEADERS_MAX_BYTES: usize = 16 * 1024;

/// How long a body may take from its first byte to its last; 10 s by default. Whoever serves the router may put another
/// into the request's extensions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BodyTime(pub Duration);

impl Default for BodyTime {
    fn default() -> Self {
        Self(Duration::from_secs(10))
    }
}

/// Refuses what is too large, before it is looked at.
pub(crate) async fn keep_within(request: Request, next: Next) -> Response {
    match check(&request) {
        Ok(()) => next.run(request).await,
        Err(error) => error.into_response(),
    }
}

fn check(request: &Request) -> Result<(), ApiError> {
    let uri = request.uri().path_and_query().map_or(0, |uri| uri.as_str().len());
    if uri > URI_MAX_BYTES {
        return Err(ApiError::UriTooLong(URI_MAX_BYTES));
    }
    if request.headers().len() > HEADERS_AT_MOST || bytes_of(request.headers()) > HEADERS_MAX_BYTES {
        return Err(ApiError::HeadersTooLarge(HEADERS_AT_MOST, HEADERS_MAX_BYTES));
    }
    // What says of itself that it is too large need not be read first.
    if http_body::Body::size_hint(request.body()).lower() > BODY_MAX_BYTES as u64 {
        return Err(ApiError::TooLarge(BODY_MAX_BYTES));
    }
    Ok(())
}

fn bytes_of(headers: &HeaderMap) -> usize {
    headers.iter().map(|(name, value)| name.as_str().len() + value.len()).sum()
}
