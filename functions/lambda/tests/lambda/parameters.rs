//! A Parameter Store behind a socket: the one operation that is asked for, as AWS answers it.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use serde_json::{Value as Json, json};
use tokio::net::TcpListener;

/// The store. Cheap to clone.
#[derive(Clone, Default)]
pub(crate) struct ParameterStore(Arc<Mutex<Inside>>);

#[derive(Default)]
struct Inside {
    secrets: BTreeMap<String, String>,
    calls: Vec<Vec<String>>,
    failures: u32,
}

impl ParameterStore {
    /// One with these secrets; and where it is reached.
    pub(crate) async fn start(secrets: &[(&str, &str)]) -> (Self, SocketAddr) {
        let store = Self::default();
        for (name, value) in secrets {
            store.put(name, value);
        }
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let router = Router::new().route("/", post(get_parameters)).with_state(store.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        (store, address)
    }

    pub(crate) fn put(&self, name: &str, value: &str) {
        self.0.lock().unwrap().secrets.insert(name.to_owned(), value.to_owned());
    }

    /// The next so many calls fail as an overloaded service does.
    pub(crate) fn fail(&self, calls: u32) {
        self.0.lock().unwrap().failures = calls;
    }

    /// The names of each call so far.
    pub(crate) fn calls(&self) -> Vec<Vec<String>> {
        self.0.lock().unwrap().calls.clone()
    }
}

async fn get_parameters(State(store): State<ParameterStore>, headers: HeaderMap, body: String) -> Response {
    let mut inside = store.0.lock().unwrap();
    assert_eq!(headers["x-amz-target"], "AmazonSSM.GetParameters");
    assert_eq!(headers["content-type"], "application/x-amz-json-1.1");
    let signed = headers["authorization"].to_str().unwrap();
    assert!(signed.starts_with("AWS4-HMAC-SHA256 Credential=id/"), "{signed}");
    assert!(signed.contains("/eu-central-1/ssm/aws4_request"), "{signed}");
    assert!(signed.contains("x-amz-security-token") && signed.contains("x-amz-target"), "{signed}");
    assert_eq!(headers["x-amz-security-token"], "session");
    let asked: Json = serde_json::from_str(&body).unwrap();
    assert_eq!(asked["WithDecryption"], true);
    let names: Vec<String> = serde_json::from_value(asked["Names"].clone()).unwrap();
    inside.calls.push(names.clone());
    if inside.failures > 0 {
        inside.failures -= 1;
        let refusal = json!({ "__type": "ThrottlingException", "message": "Rate exceeded" });
        return (StatusCode::BAD_REQUEST, refusal.to_string()).into_response();
    }
    let (found, unknown): (Vec<String>, Vec<String>) =
        names.into_iter().partition(|name| inside.secrets.contains_key(name));
    let parameters: Vec<Json> = found
        .iter()
        .map(|name| json!({ "Name": name, "Type": "SecureString", "Value": inside.secrets[name], "Version": 1 }))
        .collect();
    json!({ "Parameters": parameters, "InvalidParameters": unknown }).to_string().into_response()
}
