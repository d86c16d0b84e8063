//! What stands between the binary and the simulator.
//!
//! The simulator takes an answer as one JSON value. This takes it as Lambda does from a function with response streaming: a
//! head, eight zeros, and the body as it comes. It passes the body on to whoever asked, tells the simulator in its own way
//! that the answer is out, and can cut the line in the middle, as Lambda may when the client is gone.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{Path, Request, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use futures_util::StreamExt as _;
use hyper_util::rt::TokioIo;
use hyper_util::service::TowerToHyperService;
use serde_json::{Value as Json, json};
use tokio::net::TcpListener;
use tokio::sync::Notify;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

/// What stands between an answer's head and its body.
const DELIMITER: [u8; 8] = [0; 8];

/// A piece of an answer.
#[derive(Debug)]
pub(crate) enum Piece {
    /// The status and the headers.
    Head(Json),
    /// More of the body.
    Body(Bytes),
}

/// The way between the binary and the simulator.
#[derive(Clone)]
pub(crate) struct Gateway {
    simulator: SocketAddr,
    waiting: Arc<Mutex<BTreeMap<String, UnboundedSender<Piece>>>>,
    cut: Arc<Notify>,
}

impl Gateway {
    /// Starts one before the simulator; where the binary reaches it.
    pub(crate) async fn start(simulator: SocketAddr) -> (Self, SocketAddr) {
        let gateway = Self { simulator, waiting: Arc::default(), cut: Arc::default() };
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let router = Router::new()
            .route("/2018-06-01/runtime/invocation/{id}/response", post(take_answer))
            .fallback(pass_on)
            .with_state(gateway.clone());
        let cut = Arc::clone(&gateway.cut);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let service = TowerToHyperService::new(router.clone());
                let cut = Arc::clone(&cut);
                tokio::spawn(async move {
                    let served = hyper::server::conn::http1::Builder::new()
                        .serve_connection(TokioIo::new(stream), service);
                    tokio::select! {
                        _ = served => {}
                        () = cut.notified() => {}
                    }
                });
            }
        });
        (gateway, address)
    }

    /// The answer to the invocation of this id, as it comes.
    pub(crate) fn answer_to(&self, id: &str) -> UnboundedReceiver<Piece> {
        let (sender, receiver) = unbounded_channel();
        self.waiting.lock().unwrap().insert(id.to_owned(), sender);
        receiver
    }

    /// Closes every line that the binary has open now, whatever is on it.
    pub(crate) fn cut(&self) {
        self.cut.notify_waiters();
    }
}

async fn take_answer(
    State(gateway): State<Gateway>,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Body,
) -> StatusCode {
    assert_eq!(headers["lambda-runtime-function-response-mode"], "streaming");
    assert_eq!(headers["content-type"], "application/vnd.awslambda.http-integration-response");
    let waiting = gateway.waiting.lock().unwrap().remove(&id).expect("an answer to what was asked");
    let told = ToldSimulator { simulator: gateway.simulator, id };
    let mut body = body.into_data_stream();
    let mut head = Vec::new();
    let mut is_head = true;
    while let Some(Ok(bytes)) = body.next().await {
        if !is_head {
            let _ = waiting.send(Piece::Body(bytes));
            continue;
        }
        head.extend(&bytes);
        if let Some(at) = head.windows(DELIMITER.len()).position(|window| window == DELIMITER) {
            is_head = false;
            let rest = head.split_off(at + DELIMITER.len());
            let _ = waiting.send(Piece::Head(serde_json::from_slice(&head[..at]).unwrap()));
            if !rest.is_empty() {
                let _ = waiting.send(Piece::Body(rest.into()));
            }
        }
    }
    drop(told);
    StatusCode::ACCEPTED
}

/// Tells the simulator that the answer is out, however that came about.
struct ToldSimulator {
    simulator: SocketAddr,
    id: String,
}

impl Drop for ToldSimulator {
    fn drop(&mut self) {
        let url = format!("http://{}/2018-06-01/runtime/invocation/{}/response", self.simulator, self.id);
        tokio::spawn(async move {
            let told = crate::environment::client().post(url).body(json!({ "streamed": true }).to_string());
            assert!(told.send().await.unwrap().status().is_success());
        });
    }
}

async fn pass_on(State(gateway): State<Gateway>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let url = format!("http://{}{}", gateway.simulator, parts.uri);
    let body = axum::body::to_bytes(body, usize::MAX).await.unwrap();
    let mut headers = parts.headers;
    headers.remove("host");
    let asked = crate::environment::client().request(parts.method, url).headers(headers).body(body);
    // The simulator ends before the binary does.
    let Ok(answer) = asked.send().await else { return StatusCode::GONE.into_response() };
    let (status, mut headers) = (answer.status(), answer.headers().clone());
    headers.remove("content-length");
    headers.remove("transfer-encoding");
    let Ok(bytes) = answer.bytes().await else { return StatusCode::GONE.into_response() };
    (status, headers, bytes).into_response()
}
