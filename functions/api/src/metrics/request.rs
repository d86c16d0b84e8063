//! A request, until the last byte of its answer is taken or nobody takes it any more.

use core::pin::Pin;
use core::task::{Context, Poll};
use std::sync::Arc;
use std::time::Instant;

use axum::body::{Body, Bytes};
use axum::extract::{MatchedPath, Request};
use axum::http::Method;
use axum::response::Response;
use http_body::{Frame, SizeHint};
use telemetry::{Invocation, Tally, record};
use tracing::Span;

use super::milliseconds;

/// A request that is being answered.
pub(crate) struct Answering {
    route: String,
    method: Method,
    began: Instant,
    tally: Arc<Tally>,
    span: Span,
}

impl Answering {
    /// From now on. `id` is the request's.
    pub(crate) fn begin(request: &Request, id: &str) -> Self {
        let route = request.extensions().get::<MatchedPath>().map_or("other", MatchedPath::as_str);
        let method = request.method();
        let invocation = request.extensions().get::<Invocation>();
        // Never by its path: what stands there may be anything.
        let span = tracing::error_span!(
            "request",
            request_id = id,
            route,
            %method,
            aws_request_id = invocation.map(|one| one.request_id.as_str()),
            trace_id = invocation.and_then(|one| one.trace_id.as_deref()),
        );
        let tally = Tally::begin();
        Self { route: route.to_owned(), method: method.clone(), began: Instant::now(), tally, span }
    }

    pub(crate) const fn span(&self) -> &Span {
        &self.span
    }

    pub(crate) fn tally(&self) -> Arc<Tally> {
        Arc::clone(&self.tally)
    }

    /// The answer, which tells of the request when it ends.
    pub(crate) fn until_the_end_of(self, response: Response) -> Response {
        let status = response.status().as_u16();
        response.map(|body| Body::new(Watched { body, status, request: Some(self) }))
    }

    fn tell(self, status: u16, ended: &'static str) {
        let Self { route, method, began, tally, span } = self;
        let took = began.elapsed();
        record::request_answered(&route, method.as_str(), status, tally.intent(), took);
        span.in_scope(|| {
            tracing::info!(
                status,
                ended,
                duration_ms = milliseconds(took),
                tenant = tally.tenant(),
                turn = tally.turn(),
                model_ms = milliseconds(tally.model()),
                store_calls = tally.store_calls(),
                store_ms = milliseconds(tally.store()),
                "request"
            );
        });
        tally.tell();
        telemetry::flush();
    }
}

/// The body of an answer.
struct Watched {
    body: Body,
    status: u16,
    request: Option<Answering>,
}

impl Watched {
    fn tell(&mut self, ended: &'static str) {
        if let Some(request) = self.request.take() {
            request.tell(self.status, ended);
        }
    }
}

impl http_body::Body for Watched {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        let polled = Pin::new(&mut self.body).poll_frame(context);
        if matches!(polled, Poll::Ready(None)) {
            self.tell("whole");
        }
        polled
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

impl Drop for Watched {
    fn drop(&mut self) {
        // Whoever knows the length does not ask for more than that.
        let is_whole = http_body::Body::is_end_stream(&self.body);
        self.tell(if is_whole { "whole" } else { "cut" });
    }
}
