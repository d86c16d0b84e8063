//! A stand-in for the model whose times are known: an endpoint of chat completions that streams the same call of the
//! function every time, its first piece and its last at fixed times after the request.
//!
//! It is here, and not the stand-in of the tests, because a thousand streams at once must not be what is measured.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse as _, Response};
use axum::routing::post;
use futures_util::stream;
use serde_json::{Value as Json, json};

/// When the model speaks, from the request on.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Times {
    /// The first piece.
    pub(crate) first: Duration,
    /// The last.
    pub(crate) total: Duration,
}

/// When the model was asked, and when it spoke.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Call {
    pub(crate) asked: Instant,
    /// The piece that holds the first words of the reply.
    pub(crate) first: Option<Instant>,
    pub(crate) last: Option<Instant>,
}

/// What the model says in so many pieces.
const PIECES: u32 = 20;

/// What every message of the load is led by: the number after it tells which turn the model is asked for.
pub(crate) const MARK: &str = "note-";

/// The endpoint, and what it has seen.
#[derive(Debug, Clone)]
pub(crate) struct Model {
    times: Times,
    calls: Arc<Mutex<BTreeMap<String, Call>>>,
}

impl Model {
    /// One with these times.
    pub(crate) fn new(times: Times) -> Self {
        Self { times, calls: Arc::default() }
    }

    /// Its routes.
    pub(crate) fn router(&self) -> Router {
        Router::new().route("/v1/chat/completions", post(answer)).with_state(self.clone())
    }

    /// When it was asked for the message with this mark, and how often.
    pub(crate) fn call(&self, mark: &str) -> Option<Call> {
        self.calls.lock().unwrap_or_else(PoisonError::into_inner).get(mark).copied()
    }

    fn note(&self, mark: &str, change: impl FnOnce(&mut Call)) {
        let mut calls = self.calls.lock().unwrap_or_else(PoisonError::into_inner);
        change(calls.entry(mark.to_owned()).or_insert_with(|| Call {
            asked: Instant::now(),
            first: None,
            last: None,
        }));
    }
}

async fn answer(State(model): State<Model>, request: Bytes) -> Response {
    let text = String::from_utf8_lossy(&request);
    let mark = newest_mark(&text);
    model.note(&mark, |_| {});
    let name = serde_json::from_slice::<Json>(&request)
        .ok()
        .and_then(|json| json["tools"][0]["function"]["name"].as_str().map(str::to_owned))
        .unwrap_or_default();
    let pieces = pieces(&name);
    let begun = tokio::time::Instant::now();
    let step = (model.times.total - model.times.first) / (PIECES - 1);
    let body = stream::unfold(
        (model, mark, pieces.into_iter().enumerate()),
        move |(model, mark, mut pieces)| async move {
            let (number, piece) = pieces.next()?;
            let number = u32::try_from(number).unwrap_or(PIECES);
            tokio::time::sleep_until(begun + model.times.first + step * number.min(PIECES - 1)).await;
            model.note(&mark, |call| {
                let now = Instant::now();
                call.first.get_or_insert(now);
                call.last = Some(now);
            });
            Some((Ok::<_, Infallible>(piece), (model, mark, pieces)))
        },
    );
    ([(CONTENT_TYPE, "text/event-stream")], Body::from_stream(body)).into_response()
}

/// The newest message is the last that bears a mark.
fn newest_mark(request: &str) -> String {
    let from = request.rfind(MARK).map_or(request.len(), |at| at + MARK.len());
    request[from..].chars().take_while(char::is_ascii_digit).collect()
}

/// The call of the function in pieces; the first holds the first words of the reply.
fn pieces(name: &str) -> Vec<String> {
    let event = |delta: Json, finish: Json| {
        let choice = json!({ "index": 0, "delta": delta, "finish_reason": finish });
        format!("data: {}\n\n", json!({ "object": "chat.completion.chunk", "choices": [choice] }))
    };
    let call = |arguments: &str| {
        json!({ "tool_calls": [{ "index": 0, "id": "call_1", "type": "function",
            "function": { "name": name, "arguments": arguments } }] })
    };
    let more =
        |arguments: &str| json!({ "tool_calls": [{ "index": 0, "function": { "arguments": arguments } }] });
    let begin = r#"{"commands":[],"intent":"question","asks":null,"reply":"Thank you for "#;
    let mut pieces = vec![event(call(begin), Json::Null)];
    pieces.extend((2..PIECES).map(|_| event(more("telling us about it, "), Json::Null)));
    let usage = json!({ "object": "chat.completion.chunk", "choices": [],
        "usage": { "prompt_tokens": 900, "completion_tokens": 120, "total_tokens": 1_020 } });
    pieces.push(format!(
        "{}{}data: {usage}\n\ndata: [DONE]\n\n",
        event(more("truly.\"}"), Json::Null),
        event(json!({}), json!("tool_calls")),
    ));
    pieces
}
