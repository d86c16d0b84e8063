//! A tenant's own system that is told by webhooks. Whether they are signed well is tested where they are sent.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use serde_json::{Value as Json, json};
use tokio::net::TcpListener;

use crate::environment::PAGE;

/// What signs.
pub(crate) const SECRET: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

/// The system. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Receiver {
    address: SocketAddr,
    inside: Arc<Mutex<Inside>>,
}

#[derive(Default)]
struct Inside {
    types: Vec<String>,
    refusals: u32,
}

impl Receiver {
    /// One on a free port of this machine.
    pub(crate) async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let receiver = Self { address: listener.local_addr().unwrap(), inside: Arc::default() };
        let router = Router::new().fallback(take).with_state(receiver.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        receiver
    }

    /// The next so many requests are answered with 503.
    pub(crate) fn refuse(&self, requests: u32) {
        self.inside.lock().unwrap().refusals = requests;
    }

    /// The types of the events that were taken so far, in order.
    pub(crate) fn types(&self) -> Vec<String> {
        self.inside.lock().unwrap().types.clone()
    }

    /// The file of a tenant that tells this system what was understood and what is over.
    pub(crate) fn tenant(&self) -> String {
        let tenant = json!({
            "version": 1, "id": "studio", "name": "Northlight", "origins": [PAGE], "locale": "en-GB", "country": "DE",
            "greeting": "Hello!",
            "scope": { "attributes": [
                { "key": "budget", "kind": "money", "requirement": "always", "question": "What is your budget?" },
                { "key": "email", "kind": "email", "requirement": "always", "question": "What is your e-mail address?" },
            ] },
            "webhooks": [{
                "url": format!("http://{}/hooks", self.address), "secret": "STUDIO_WEBHOOK",
                "events": ["scope.updated", "conversation.ended"],
            }],
        });
        tenant.to_string()
    }
}

async fn take(State(receiver): State<Receiver>, headers: HeaderMap, body: String) -> StatusCode {
    let mut inside = receiver.inside.lock().unwrap();
    assert!(headers["webhook-signature"].to_str().unwrap().starts_with("v1,"));
    if inside.refusals > 0 {
        inside.refusals -= 1;
        return StatusCode::SERVICE_UNAVAILABLE;
    }
    let event: Json = serde_json::from_str(&body).unwrap();
    inside.types.push(event["type"].as_str().unwrap().to_owned());
    StatusCode::NO_CONTENT
}
