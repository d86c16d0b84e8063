//! A visitor's browser, as far as the API sees it.

use std::time::{Duration, Instant};

use reqwest::header::{HeaderMap, HeaderName};
use reqwest::{Client, RequestBuilder, StatusCode};
use serde_json::{Value, json};

use crate::cloud::Cloud;
use crate::deployment::Deployment;

/// How long an answer that comes later may take.
const PATIENCE: Duration = Duration::from_secs(60);

/// By which door a visitor comes in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Front {
    /// The function's own address.
    Function,
    /// The CDN.
    Cdn,
}

/// A visitor of the CDN's own pages.
pub(crate) struct Visitor {
    client: Client,
    address: String,
    host: String,
    origin: String,
    session: String,
    token: String,
    sender: Front,
}

/// An answer, whole.
pub(crate) struct Answer {
    headers: HeaderMap,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    pub(crate) fn header(&self, name: &'static str) -> Option<&str> {
        self.headers.get(HeaderName::from_static(name)).map(|value| value.to_str().unwrap())
    }
}

impl Visitor {
    pub(crate) fn new(cloud: &Cloud, front: Front, deployment: &Deployment) -> Self {
        let host = match front {
            Front::Function => &deployment.function,
            Front::Cdn => &deployment.cdn,
        };
        Self {
            client: Client::new(),
            address: cloud.address(),
            host: host.clone(),
            origin: format!("https://{}", deployment.cdn),
            session: String::new(),
            token: String::new(),
            sender: front,
        }
    }

    fn asked(&self, request: RequestBuilder) -> RequestBuilder {
        // The stand-in tells its doors apart by name, and speaks plain HTTP for what would be HTTPS.
        request.header("host", &self.host).header("x-forwarded-proto", "https").header("origin", &self.origin)
    }

    /// A file of the widget.
    pub(crate) async fn file(&self, path: &str, accepted: &str) -> Answer {
        let request = self.asked(self.client.get(format!("{}{path}", self.address)));
        let answer = request.header("accept-encoding", accepted).send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::OK, "{path}");
        Answer { headers: answer.headers().clone(), body: answer.bytes().await.unwrap().to_vec() }
    }

    /// Begins a session on a page that the CDN serves.
    pub(crate) async fn begin(&mut self, tenant: &str) {
        let body = json!({"tenant": tenant});
        let session = self.post("/api/v1/chat/sessions", &body, "application/json").await;
        let session: Value = serde_json::from_str(&session).unwrap();
        self.session = session["session_id"].as_str().unwrap().to_owned();
        self.token = session["token"].as_str().unwrap().to_owned();
    }

    /// Sends a message; the whole answer.
    pub(crate) async fn send(&self, message: &str, id: &str) -> Value {
        let body = json!({"message": message, "message_id": id});
        serde_json::from_str(&self.post("/api/v1/chat/send", &body, "application/json").await).unwrap()
    }

    /// Sends a message; the answer as the events that it came in.
    pub(crate) async fn stream(&self, message: &str, id: &str) -> String {
        let body = json!({"message": message, "message_id": id});
        self.post("/api/v1/chat/send", &body, "text/event-stream").await
    }

    /// Leaves a message to be answered later; where the answer will be.
    pub(crate) async fn leave(&self, message: &str, id: &str) -> String {
        let request = self.asked(self.client.post(format!("{}/api/v1/chat/send", self.address)));
        let request = request.bearer_auth(&self.token).header("content-type", "application/json");
        let body = json!({"message": message, "message_id": id});
        let answer = request.header("prefer", "respond-async").body(body.to_string()).send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::ACCEPTED);
        answer.headers()["location"].to_str().unwrap().to_owned()
    }

    /// Waits until the turn at that place is answered.
    pub(crate) async fn answered(&self, place: &str) -> Value {
        let begun = Instant::now();
        loop {
            let status = self.get(place).await;
            if status["state"] == "done" {
                return status;
            }
            assert!(begun.elapsed() < PATIENCE, "{status}");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// The session's id.
    pub(crate) fn session(&self) -> &str {
        &self.session
    }

    /// What was said.
    pub(crate) async fn history(&self) -> Value {
        self.get(&format!("/api/v1/chat/history/{}", self.session)).await
    }

    /// What the widget is told of the tenant.
    pub(crate) async fn config(&self) -> Value {
        self.get("/api/v1/widget/studio").await
    }

    async fn get(&self, path: &str) -> Value {
        let request = self.asked(self.client.get(format!("{}{path}", self.address)));
        serde_json::from_str(&self.text(request.bearer_auth(&self.token)).await).unwrap()
    }

    async fn post(&self, path: &str, body: &Value, accepted: &str) -> String {
        let mut request = self.asked(self.client.post(format!("{}{path}", self.address)));
        if !self.token.is_empty() {
            request = request.bearer_auth(&self.token);
        }
        let request = request.header("content-type", "application/json").header("accept", accepted);
        self.text(request.body(body.to_string())).await
    }

    async fn text(&self, request: RequestBuilder) -> String {
        let answer = request.send().await.unwrap();
        let status = answer.status();
        let text = answer.text().await.unwrap();
        assert!(status.is_success(), "{:?}: {status} {text}", self.sender);
        text
    }
}
