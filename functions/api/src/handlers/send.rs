//! `POST /api/v1/chat/send`: takes a message, or an edit in place of one, and answers it, as JSON or as a stream of
//! events; or in the background, where the client does not want to wait.

use core::convert::Infallible;
use core::time::Duration;

use axum::extract::State;
use axum::http::header::{ACCEPT, CACHE_CONTROL, HeaderName, HeaderValue, LOCATION};
use axum::http::{HeaderMap, StatusCode};
use axum::response::sse::{self, KeepAlive, Sse};
use axum::response::{IntoResponse as _, Response};
use axum::{Extension, Json};
use futures_util::StreamExt as _;
use serde::Serialize;
use shared::wire::{Accepted, AcceptedForLater, Reset, SendRequest, TextDelta, event_name};
use tokio::sync::mpsc::UnboundedReceiver;
use tokio_stream::wrappers::UnboundedReceiverStream;

use super::send_check::check;
use crate::app::App;
use crate::body::JsonBody;
use crate::conversation::{Answered, Event, Events, open_turn};
use crate::problem::ApiError;
use crate::request_id::RequestId;
use crate::session::Session;

/// Proxies close a connection on which nothing is said.
const KEEP_ALIVE: Duration = Duration::from_secs(15);

/// How the client wants to be answered.
const PREFER: HeaderName = HeaderName::from_static("prefer");
/// Which of that was done.
const PREFERENCE_APPLIED: HeaderName = HeaderName::from_static("preference-applied");
/// The preference not to be kept waiting.
const RESPOND_ASYNC: &str = "respond-async";

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
    if prefers_later(&headers) {
        open_turn(app, session, request, request_id.clone(), Answered::Later, events).await?;
        return accepted(receiver, request_id).await;
    }
    open_turn(app, session, request, request_id.clone(), Answered::Now, events).await?;
    if wants_stream(&headers) { Ok(stream(receiver, request_id)) } else { whole(receiver).await }
}

fn wants_stream(headers: &HeaderMap) -> bool {
    let accepted = headers.get_all(ACCEPT).iter().filter_map(|value| value.to_str().ok());
    accepted.flat_map(|value| value.split(',')).any(|kind| kind.trim().starts_with("text/event-stream"))
}

/// Whether the client asks not to be kept waiting (RFC 7240).
fn prefers_later(headers: &HeaderMap) -> bool {
    let preferred = headers.get_all(PREFER).iter().filter_map(|value| value.to_str().ok());
    preferred
        .flat_map(|value| value.split(','))
        .filter_map(|preference| preference.split(';').next())
        .any(|preference| preference.trim().eq_ignore_ascii_case(RESPOND_ASYNC))
}

/// The message is in the log and in the queue: says where its answer will be.
async fn accepted(mut receiver: UnboundedReceiver<Event>, request_id: String) -> Result<Response, ApiError> {
    while let Some(event) = receiver.recv().await {
        if let Event::Accepted(Accepted { turn_id, message_id }) = event {
            let place = HeaderValue::from_str(&format!("/api/v1/chat/status/{turn_id}"));
            let place = place.map_err(|error| ApiError::Internal(error.to_string()))?;
            let headers = [(LOCATION, place), (PREFERENCE_APPLIED, HeaderValue::from_static(RESPOND_ASYNC))];
            let body = Json(AcceptedForLater { turn_id, message_id, request_id });
            return Ok((StatusCode::ACCEPTED, headers, body).into_response());
        }
    }
    Err(ApiError::Internal("a turn was opened without a word".to_owned()))
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
        Event::Tool(call) => named(event_name::TOOL, &call),
        Event::Action(done) => named(event_name::ACTION, &done),
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
