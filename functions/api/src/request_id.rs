//! The id of a request: in the log, in the header `x-request-id`, and in every body that has room for it.

use axum::extract::Request;
use axum::http::{HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;
use tracing::Instrument as _;

use crate::metrics::Answering;
use crate::problem::{ApiError, into_response};

/// The header.
pub(crate) const HEADER: HeaderName = HeaderName::from_static("x-request-id");

/// The id of a request, made by this server: what a client sends as its own is not trusted to be one.
#[derive(Debug, Clone)]
pub(crate) struct RequestId(pub(crate) String);

/// Gives the request an id, turns an [`ApiError`] into its problem details, which name it, and tells of the request when it
/// is answered.
pub(crate) async fn give(mut request: Request, next: Next) -> Response {
    let id = uuid::Uuid::now_v7().simple().to_string();
    let answering = Answering::begin(&request, &id);
    let span = answering.span().clone();
    request.extensions_mut().insert(RequestId(id.clone()));
    let mut response = answering.tally().during(next.run(request)).instrument(span.clone()).await;
    if let Some(error) = response.extensions_mut().remove::<ApiError>() {
        span.in_scope(|| error.log());
        let headers = core::mem::take(response.headers_mut());
        response = into_response(&error, &id);
        for (name, value) in headers {
            if let Some(name) = name.filter(|name| !response.headers().contains_key(name)) {
                response.headers_mut().insert(name, value);
            }
        }
    }
    if let Ok(value) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(HEADER, value);
    }
    answering.until_the_end_of(response)
}
