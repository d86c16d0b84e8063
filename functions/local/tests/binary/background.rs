//! What the server does in the background: webhooks and turns survive its being killed.

use core::time::Duration;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Bytes;
use axum::http::{HeaderMap, StatusCode};
use reqwest::Method;
use serde_json::{Value as Json, json};

use crate::server::{Server, anteroom, json_of};

const SECRET: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

/// A tenant's own system: keeps what it is told, once its signature is checked.
#[derive(Clone, Default)]
struct Receiver {
    told: Arc<Mutex<Vec<(String, Json)>>>,
    refusals: Arc<AtomicUsize>,
}

impl Receiver {
    async fn listen(&self, address: &str) -> String {
        let listener = tokio::net::TcpListener::bind(address).await.unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let receiver = self.clone();
        let take = async move |headers: HeaderMap, body: Bytes| {
            let library = standardwebhooks::Webhook::new(SECRET).unwrap();
            if library.verify(&body, &headers).is_err() {
                return StatusCode::UNAUTHORIZED;
            }
            let less = |left: usize| left.checked_sub(1);
            if receiver.refusals.fetch_update(Ordering::Relaxed, Ordering::Relaxed, less).is_ok() {
                return StatusCode::GONE;
            }
            let id = headers["webhook-id"].to_str().unwrap().to_owned();
            receiver.told.lock().unwrap().push((id, serde_json::from_slice(&body).unwrap()));
            StatusCode::NO_CONTENT
        };
        tokio::spawn(async move { axum::serve(listener, Router::new().fallback(take)).await.unwrap() });
        address
    }

    /// Says to the next so many that it wants to hear no more.
    fn refuses(&self, count: usize) {
        self.refusals.store(count, Ordering::Relaxed);
    }

    fn types(&self) -> Vec<String> {
        let told = self.told.lock().unwrap();
        told.iter().map(|(_, body)| body["type"].as_str().unwrap().to_owned()).collect()
    }

    /// Waits until so many have come: longer than a delivery is left to whoever was killed while trying it.
    async fn hears(&self, count: usize) {
        for _ in 0..2_400 {
            if self.types().len() >= count {
                return;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("only {:?} came", self.types());
    }
}

/// A folder of tenants whose studio tells that address, and the secret beside the store.
fn told_at(data: &Path, address: &str) -> PathBuf {
    let folder = data.join("tenants");
    std::fs::create_dir_all(folder.join("studio")).unwrap();
    let tenant = json!({
        "version": 1, "id": "studio", "name": "Studio", "origins": ["self"], "locale": "en-GB", "country": "DE",
        "greeting": "Hello!",
        "scope": { "attributes": [
            { "key": "budget", "kind": "money", "requirement": "always", "question": "What is your budget?" },
        ] },
        "webhooks": [{
            "url": format!("http://{address}/hooks"), "secret": "STUDIO_WEBHOOK",
            "events": ["scope.ready", "scope.confirmed", "conversation.ended"],
        }],
    });
    std::fs::write(folder.join("studio/tenant.json"), tenant.to_string()).unwrap();
    let secrets = data.join("secrets");
    std::fs::create_dir_all(&secrets).unwrap();
    std::fs::write(secrets.join("STUDIO_WEBHOOK"), format!("{SECRET}\n")).unwrap();
    folder
}

fn start(data: &Path, tenants: &Path) -> Server {
    Server::start(data, |command| {
        command.env("ANTEROOM_TENANTS", tenants).env("ANTEROOM_WEBHOOKS_PRIVATE", "allow");
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn what_happens_is_told_and_survives_a_kill() {
    let data = tempfile::tempdir().unwrap();
    let receiver = Receiver::default();
    let address = receiver.listen("127.0.0.1:0").await;
    let tenants = told_at(data.path(), &address);
    let server = start(data.path(), &tenants);
    let (token, session) = server.begin().await;
    let answer = server.sends(&token, "message-1", "our budget is 10k euros").send().await.unwrap();
    assert_eq!(answer.status(), 200);
    receiver.hears(1).await;
    assert_eq!(receiver.types(), ["scope.ready"]);
    server.kill();

    // Now nobody is there to be told; and the server is killed as soon as it has taken the confirmation.
    let deaf = told_at(data.path(), "127.0.0.1:9");
    let server = start(data.path(), &deaf);
    let body = json!({ "message": "", "message_id": "message-2", "edit": { "confirm": true } });
    let confirmed = server.request(Method::POST, "/api/v1/chat/send", &token, &body).send().await.unwrap();
    assert_eq!(json_of(confirmed).await["confirmed"], true);
    server.kill();
    let server = start(data.path(), &deaf);
    server.kill();
    assert_eq!(receiver.types().len(), 1);

    // The address stands in the delivery, so somebody must be there for it to be told.
    let late = Receiver::default();
    let heard_late = late.listen("127.0.0.1:0").await;
    let tenants = told_at(data.path(), &heard_late);
    let server = start(data.path(), &tenants);
    let path = format!("/api/v1/chat/session/{session}");
    let ended = server.request(Method::DELETE, &path, &token, &Json::Null).send().await.unwrap();
    assert_eq!(ended.status(), 204);
    late.hears(1).await;
    assert_eq!(late.types(), ["conversation.ended"]);
    assert!(server.stop());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_pending_is_told_after_a_kill() {
    let data = tempfile::tempdir().unwrap();
    // An address on which nobody listens yet.
    let held = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = held.local_addr().unwrap().to_string();
    drop(held);
    let tenants = told_at(data.path(), &address);
    let server = start(data.path(), &tenants);
    let (token, _) = server.begin().await;
    let answer = server.sends(&token, "message-1", "our budget is 10k euros").send().await.unwrap();
    assert_eq!(answer.status(), 200);
    server.kill();
    let receiver = Receiver::default();
    receiver.listen(&address).await;
    let server = start(data.path(), &tenants);
    receiver.hears(1).await;
    assert_eq!(receiver.types(), ["scope.ready"]);
    let ids: Vec<String> = receiver.told.lock().unwrap().iter().map(|(id, _)| id.clone()).collect();
    assert!(ids[0].starts_with("evt_") && ids[0].ends_with("_1_scope_ready_0"), "{ids:?}");
    assert!(server.stop());
}

/// What `anteroom webhook` prints.
fn webhook(server: &Server, data: &Path, arguments: &[&str]) -> String {
    let mut command = anteroom();
    command.arg("webhook").args(arguments).args(["--tenant", "studio", "--url", &server.origin]);
    let ran = command.env("ANTEROOM_DATA", data).output().unwrap();
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    String::from_utf8(ran.stdout).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_given_up_is_sent_again_by_the_command_line() {
    let data = tempfile::tempdir().unwrap();
    // It wants to hear no more, and then changes its mind.
    let receiver = Receiver::default();
    receiver.refuses(1);
    let address = receiver.listen("127.0.0.1:0").await;
    let tenants = told_at(data.path(), &address);
    let server = start(data.path(), &tenants);
    let (token, _) = server.begin().await;
    server.sends(&token, "message-1", "our budget is 10k euros").send().await.unwrap();
    let mut dead = String::new();
    for _ in 0..600 {
        dead = webhook(&server, data.path(), &["list", "--state", "dead"]);
        if !dead.is_empty() {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    let dead: Json = serde_json::from_str(&dead).unwrap();
    assert_eq!((&dead["event"], &dead["last_error"]), (&json!("scope.ready"), &json!("status 410")));
    let id = dead["id"].as_str().unwrap();
    let shown: Json = serde_json::from_str(&webhook(&server, data.path(), &["show", id])).unwrap();
    assert!(shown["body"].as_str().unwrap().contains("€10,000"));
    assert!(receiver.types().is_empty());

    assert_eq!(webhook(&server, data.path(), &["replay", "--dead"]), format!("{id}: pending\n"));
    receiver.hears(1).await;
    assert_eq!(receiver.told.lock().unwrap()[0].0, id);
    assert!(server.stop());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_turn_that_nobody_waits_for_survives_a_kill() {
    let data = tempfile::tempdir().unwrap();
    let mut server = Server::start(data.path(), |_| {});
    let (token, session) = server.begin().await;
    for number in 1..=4 {
        let id = format!("message-{number}");
        let request = server.sends(&token, &id, "our budget is 10k euros").header("prefer", "respond-async");
        let response = request.send().await.unwrap();
        assert_eq!(response.status(), 202);
        let place = response.headers()["location"].to_str().unwrap().to_owned();
        // At once: most often before the turn is answered.
        server.kill();
        server = Server::start(data.path(), |_| {});
        let mut state = Json::Null;
        for _ in 0..600 {
            state =
                json_of(server.request(Method::GET, &place, &token, &Json::Null).send().await.unwrap()).await;
            if state["state"] == "done" {
                break;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        assert_eq!(state["state"], "done", "{state}");
        assert_eq!(server.history(&token, &session).await.len(), 2 * number);
    }
    assert!(server.stop());
}
