//! A queue behind a socket: the one operation that is asked for, as SQS answers it.

use std::sync::{Arc, Mutex};

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use serde_json::{Value as Json, json};
use tokio::net::TcpListener;

use crate::environment::QUEUE_URL;

/// The queue. Cheap to clone.
#[derive(Clone, Default)]
pub(crate) struct Queue(Arc<Mutex<Inside>>);

#[derive(Default)]
struct Inside {
    bodies: Vec<String>,
    failures: u32,
}

impl Queue {
    /// An empty one; and where it is reached.
    pub(crate) async fn start() -> (Self, String) {
        let queue = Self::default();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let router = Router::new().route("/", post(send_message)).with_state(queue.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        (queue, format!("http://{address}"))
    }

    /// The next so many calls fail as an overloaded service does.
    pub(crate) fn fail(&self, calls: u32) {
        self.0.lock().unwrap().failures = calls;
    }

    /// The bodies of what was put in so far.
    pub(crate) fn bodies(&self) -> Vec<String> {
        self.0.lock().unwrap().bodies.clone()
    }
}

async fn send_message(State(queue): State<Queue>, headers: HeaderMap, body: String) -> Response {
    let mut inside = queue.0.lock().unwrap();
    assert_eq!(headers["x-amz-target"], "AmazonSQS.SendMessage");
    assert_eq!(headers["content-type"], "application/x-amz-json-1.0");
    let signed = headers["authorization"].to_str().unwrap();
    assert!(signed.starts_with("AWS4-HMAC-SHA256 Credential=id/"), "{signed}");
    assert!(signed.contains("/eu-central-1/sqs/aws4_request"), "{signed}");
    assert!(signed.contains("x-amz-security-token") && signed.contains("x-amz-target"), "{signed}");
    if inside.failures > 0 {
        inside.failures -= 1;
        let refusal = json!({ "__type": "com.amazonaws.sqs#RequestThrottled", "message": "slow down" });
        return (StatusCode::BAD_REQUEST, refusal.to_string()).into_response();
    }
    let asked: Json = serde_json::from_str(&body).unwrap();
    assert_eq!(asked["QueueUrl"], QUEUE_URL);
    assert_eq!(asked.as_object().unwrap().len(), 2, "{asked}");
    inside.bodies.push(asked["MessageBody"].as_str().unwrap().to_owned());
    json!({ "MessageId": "0199", "MD5OfMessageBody": "d41d8cd98f00b204e9800998ecf8427e" })
        .to_string()
        .into_response()
}
