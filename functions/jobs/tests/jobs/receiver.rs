//! A tenant's own system: takes webhooks, checks their signatures with the standard's own library, and answers as it is told.

use std::collections::VecDeque;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderName, StatusCode};
use axum::response::{IntoResponse, Response};
use serde_json::Value as Json;
use tokio::net::TcpListener;

/// What signs.
pub(crate) const SECRET: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

/// How a request is answered.
#[derive(Debug, Clone)]
pub(crate) enum Answer {
    /// With this status and, if any, this header.
    Status(u16, Option<(&'static str, String)>),
    /// Never.
    Never,
}

/// A request that came.
#[derive(Debug, Clone)]
pub(crate) struct Received {
    pub(crate) id: String,
    pub(crate) body: Json,
}

#[derive(Default)]
struct Told {
    received: Vec<Received>,
    answers: VecDeque<Answer>,
}

/// The system.
#[derive(Clone)]
pub(crate) struct Receiver {
    pub(crate) address: SocketAddr,
    told: Arc<Mutex<Told>>,
}

impl Receiver {
    /// One on a free port of this machine.
    pub(crate) async fn start() -> Self {
        Self::at("127.0.0.1:0").await
    }

    pub(crate) async fn at(address: &str) -> Self {
        let listener = TcpListener::bind(address).await.unwrap();
        let receiver = Self { address: listener.local_addr().unwrap(), told: Arc::default() };
        let router = Router::new().fallback(take).with_state(receiver.clone());
        tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        receiver
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}/hooks", self.address)
    }

    /// Answers the next requests so; those after them with 204.
    pub(crate) fn answers(&self, answers: impl IntoIterator<Item = Answer>) {
        self.told.lock().unwrap().answers.extend(answers);
    }

    /// What came so far.
    pub(crate) fn received(&self) -> Vec<Received> {
        self.told.lock().unwrap().received.clone()
    }

    /// The types of the events that came so far, in order.
    pub(crate) fn types(&self) -> Vec<String> {
        let received = self.received();
        received.iter().map(|one| one.body["type"].as_str().unwrap().to_owned()).collect()
    }
}

async fn take(State(receiver): State<Receiver>, headers: HeaderMap, body: Bytes) -> Response {
    let id = headers["webhook-id"].to_str().unwrap().to_owned();
    check(&headers, &id, &body);
    let received = Received { id, body: serde_json::from_slice(&body).unwrap() };
    let answer = {
        let mut told = receiver.told.lock().unwrap();
        told.received.push(received);
        told.answers.pop_front()
    };
    match answer {
        None => StatusCode::NO_CONTENT.into_response(),
        Some(Answer::Never) => core::future::pending().await,
        Some(Answer::Status(status, header)) => {
            let mut response = StatusCode::from_u16(status).unwrap().into_response();
            if let Some((name, value)) = header {
                let name = HeaderName::from_static(name);
                response.headers_mut().insert(name, value.parse().unwrap());
            }
            response
        }
    }
}

/// The signature by the standard's own library: of the time that the tests' clock shows, and, for what the library checks
/// besides, of the machine's.
fn check(headers: &HeaderMap, id: &str, body: &[u8]) {
    let library = standardwebhooks::Webhook::new(SECRET).unwrap();
    let at = headers["webhook-timestamp"].to_str().unwrap().parse().unwrap();
    assert_eq!(headers["webhook-signature"], library.sign(id, at, body).unwrap().as_str());
    assert_eq!(headers["content-type"], "application/json");
    let now = jiff::Timestamp::now().as_second();
    if (now - at).abs() < 60 {
        library.verify(body, headers).unwrap();
    }
}
