//! `POST /api/v1/chat/send`: takes a message, or an edit in place of one, and answers it, as JSON or as a stream of
//! events.

use core::convert::Infallible;
use core::time::Duration;

use axum::extract::State;
use axum::http::HeaderMap;
use axum::http::header::{ACCEPT, CACHE_CONTROL, HeaderName};
use axum::response::sse::{self, KeepAlive, Sse};
use axum::response::{IntoResponse as _, Response};
use axum::{Extension, Json};
use futures_util::StreamExt as _;
use serde::Serialize;
use shared::wire::{Reset, SendRequest, TextDelta, event_name};
use tokio::sync::mpsc::UnboundedReceiver;
use tokio_stream::wrappers::UnboundedReceiverStream;

use super::send_check::check;
use crate::app::App;
use crate::body::JsonBody;
use crate::conversation::{Event, Events, open_turn};
use crate::problem::ApiError;
use crate::request_id::RequestId;
use crate::session::Session;

/// Proxies close a connection on which nothing is said.
const KEEP_ALIVE: Duration = Duration::from_secs(15);

/// Proxies that would keep the events back until the end are told not to.
const X_ACCEL_BUFFERING: HeaderName = HeaderName::from_static("x-accel-buffering");

pub(crate) async fn send_message(
    State(app): State<App>,
    Extension(RequestId(request_id)): Extension<RequestId>,
    session: Session,
    headers: HeaderMap,
    JsonBody(request): JsonBody<SendRequest>,
) -> Result<Response, ApiError> {
    check(&request)?;
    if let Some(named) = &request.session_id {
        session.must_be(named)?;
    }
    let (events, receiver) = Events::channel();
    open_turn(app, session, request, request_id.clone(), events).await?;
    if wants_stream(&headers) { Ok(stream(receiver, request_id)) } else { whole(receiver).await }
}

fn wants_stream(headers: &HeaderMap) -> bool {
    let accepted = headers.get_all(ACCEPT).iter().filter_map(|value| value.to_str().ok());
    accepted.flat_map(|value| value.split(',')).any(|kind| kind.trim().starts_with("text/event-stream"))
}

/// Waits for the end.
async fn whole(mut receiver: UnboundedReceiver<Event>) -> Result<Response, ApiError> {
    while let Some(event) = receiver.recv().await {
        match event {
            Event::Done(reply) => return Ok(Json(reply).into_response()),
            Event::Failed(error) => return Err(error),
            _ => {}
        }
    }
    Err(ApiError::Internal("a turn ended without a word".to_owned()))
}

fn stream(receiver: UnboundedReceiver<Event>, request_id: String) -> Response {
    let events = UnboundedReceiverStream::new(receiver).enumerate().map(move |(index, event)| {
        Ok::<_, Infallible>(written(event, &request_id).id((index + 1).to_string()))
    });
    let stream = Sse::new(events).keep_alive(KeepAlive::new().interval(KEEP_ALIVE));
    ([(CACHE_CONTROL, "no-store"), (X_ACCEL_BUFFERING, "no")], stream).into_response()
}

fn written(event: Event, request_id: &str) -> sse::Event {
    match event {
        Event::Accepted(accepted) => named(event_name::ACCEPTED, &accepted),
        Event::Scope(view) => named(event_name::SCOPE, &view),
        Event::Text(delta) => named(event_name::TEXT, &TextDelta { delta }),
        Event::Reset(reason) => named(event_name::RESET, &Reset { reason: reason.to_owned() }),
        Event::Block(block) => named(event_name::BLOCK, &block),
        Event::Done(reply) => named(event_name::DONE, &reply),
        Event::Failed(error) => named(event_name::FAILED, &error.problem(request_id)),
    }
}

fn named(name: &str, data: &impl Serialize) -> sse::Event {
    sse::Event::default().event(name).data(serde_json::to_string(data).unwrap_or_default())
}
