//! A model behind a socket that writes when it is told: no clock decides what comes first.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::extract::State;
use axum::response::sse::{Event, Sse};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use serde_json::{Value as Json, json};
use tokio::net::TcpListener;
use tokio::sync::Notify;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio_stream::wrappers::UnboundedReceiverStream;

type Line = Result<Event, Infallible>;

/// A model that answers once.
#[derive(Clone)]
pub(crate) struct FedModel {
    lines: UnboundedSender<Line>,
    answer: Arc<Mutex<Option<UnboundedReceiver<Line>>>>,
    asked: Arc<Notify>,
}

impl FedModel {
    /// One; and what to set as `OPENAI_BASE_URL`.
    pub(crate) async fn start() -> (Self, String) {
        let (lines, answer) = unbounded_channel();
        let model = Self { lines, answer: Arc::new(Mutex::new(Some(answer))), asked: Arc::default() };
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address: SocketAddr = listener.local_addr().unwrap();
        let router = Router::new().route("/v1/chat/completions", post(answer_once)).with_state(model.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        (model, format!("http://{address}/v1"))
    }

    /// Returns once it was asked.
    pub(crate) async fn asked(&self) {
        self.asked.notified().await;
    }

    /// Writes more of its function's arguments.
    pub(crate) fn writes(&self, arguments: &str) {
        let call = json!({ "index": 0, "id": "call_1", "type": "function",
            "function": { "name": "answer_visitor", "arguments": arguments } });
        self.says(&json!({ "choices": [{ "index": 0, "delta": { "tool_calls": [call] } }] }));
    }

    /// Says that this was all.
    pub(crate) fn finishes(&self) {
        self.says(&json!({ "choices": [{ "index": 0, "delta": {}, "finish_reason": "tool_calls" }] }));
        let _ = self.lines.send(Ok(Event::default().data("[DONE]")));
    }

    fn says(&self, chunk: &Json) {
        let _ = self.lines.send(Ok(Event::default().data(chunk.to_string())));
    }
}

async fn answer_once(State(model): State<FedModel>) -> Response {
    let answer = model.answer.lock().unwrap().take();
    model.asked.notify_one();
    let Some(answer) = answer else { return axum::http::StatusCode::NOT_FOUND.into_response() };
    Sse::new(UnboundedReceiverStream::new(answer)).into_response()
}
