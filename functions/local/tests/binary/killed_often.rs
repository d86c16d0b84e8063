//! The server is killed two hundred times, at any moment of a conversation with a model and a tenant that is told of what
//! happens: each message is in the log once, each delivery is made, and by one id.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::routing::post;
use model_stand_in::StandIn;
use serde_json::{Value as Json, json};
use tempfile::TempDir;
use tokio::net::TcpListener;

use crate::server::{Server, json_of};

/// Servers that are killed side by side, each with a store of its own.
const SERVERS: u64 = 4;
/// Conversations with each, one after the other.
const CONVERSATIONS: u64 = 5;
/// Messages of each conversation, and so kills.
const MESSAGES: u64 = 10;

/// The latest moment at which a server is killed after a message was sent to it: later than the answer's end.
const LATEST_KILL: Duration = Duration::from_millis(180);

/// What came by webhook: every body by its id, and how often.
type Received = Arc<Mutex<BTreeMap<String, Vec<String>>>>;

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_hundred_kills_lose_nothing_and_double_nothing() {
    let fixtures: Json = (0..MESSAGES).map(answer_to).collect();
    let stand_in = tokio::task::spawn_blocking(move || StandIn::start(&fixtures).unwrap()).await.unwrap();
    let received = Received::default();
    let hook = receive(Arc::clone(&received)).await;
    let servers = (0..SERVERS).map(|number| {
        let (model, hook) = (stand_in.base_url(), hook.clone());
        tokio::spawn(async move { is_killed_often(number, &model, &hook).await })
    });
    let mut expected = Vec::new();
    let mut running = Vec::new();
    for killed in futures_util::future::join_all(servers).await {
        let (server, folder, turns) = killed.unwrap();
        running.push((server, folder));
        expected.extend(turns);
    }
    all_are_told(&received, &expected).await;
    assert_eq!(expected.len() as u64, SERVERS * CONVERSATIONS * MESSAGES);
    let received = received.lock().unwrap();
    for turn in &expected {
        let ids: Vec<&String> =
            received.iter().filter(|(_, bodies)| turn_of(&bodies[0]) == *turn).map(|(id, _)| id).collect();
        assert_eq!(ids.len(), 1, "the turn {turn} is told by one id: {ids:?}");
        let bodies = &received[ids[0]];
        assert!(bodies.iter().all(|body| *body == bodies[0]), "what is told again is the same: {bodies:?}");
    }
    assert_eq!(received.len(), expected.len(), "nothing else is told");
}

/// The amount of a conversation's message, in euros.
const fn amount(place: u64) -> u64 {
    1_000 * (place + 1)
}

fn message(place: u64) -> String {
    format!("Our budget is {} euros now", amount(place))
}

/// What the model answers to it, in pieces that take some 100 ms together.
fn answer_to(place: u64) -> Json {
    let value = json!({ "min": amount(place), "max": amount(place), "currency": "EUR" });
    let quote = format!("{} euros", amount(place));
    let command =
        json!({ "operation": "set", "key": "budget", "value": value, "quote": quote, "approximate": false });
    let arguments = json!({ "commands": [command], "intent": "scoping", "asks": null, "reply": "Noted, thank you very much." });
    let response = json!({ "toolCalls": [{ "name": "answer_visitor", "arguments": arguments }] });
    json!({ "match": { "userMessage": message(place) }, "response": response, "chunkSize": 16, "latency": 8 })
}

/// One server: every message is sent, the server is killed, and the message is sent again to the next one. Gives back the
/// last server, and the turns that must be told of.
async fn is_killed_often(number: u64, model: &str, hook: &str) -> (Server, TempDir, Vec<String>) {
    let mut random = fastrand::Rng::with_seed(number);
    let folder = tempfile::tempdir().unwrap();
    let tenants = tenants(folder.path(), hook);
    let data = folder.path().join("data");
    std::fs::create_dir_all(data.join("secrets")).unwrap();
    std::fs::write(data.join("secrets/HOOK"), "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").unwrap();
    let start = || {
        Server::start(&data, |command| {
            command
                .env("ANTEROOM_TENANTS", &tenants)
                .env("ANTEROOM_WEBHOOKS_PRIVATE", "allow")
                .env("OPENAI_BASE_URL", model);
        })
    };
    let mut server = start();
    let mut turns = Vec::new();
    for conversation in 0..CONVERSATIONS {
        let (token, session) = server.begin().await;
        let mut said = Vec::new();
        for place in 0..MESSAGES {
            let id = format!("message-{conversation:02}-{place:02}");
            let message = message(place);
            let sending = tokio::spawn(server.sends(&token, &id, &message).send());
            tokio::time::sleep(Duration::from_micros(random.u64(0..LATEST_KILL.as_micros() as u64))).await;
            server.kill();
            let _whatever_came = sending.await;
            server = start();
            // Two tabs try again at the same time.
            let (one, other) = tokio::join!(
                server.sends(&token, &id, &message).send(),
                server.sends(&token, &id, &message).send()
            );
            let (one, other) = (json_of(one.unwrap()).await, json_of(other.unwrap()).await);
            assert_eq!(one["bot_message"], other["bot_message"], "{one} {other}");
            assert_eq!(one["extracted_attributes"]["budget"]["value"]["min"], amount(place), "{one}");
            turns.push(one["turn_id"].as_str().unwrap().to_owned());
            said.push(message);
        }
        let messages = server.history(&token, &session).await;
        let own = messages.iter().filter(|message| message["author"] == "user");
        let own: Vec<&str> = own.map(|message| message["text"].as_str().unwrap()).collect();
        assert_eq!(own, said, "each message is there once, in order");
        assert_eq!(messages.len(), 2 * said.len(), "each has one answer");
    }
    (server, folder, turns)
}

/// Waits until each of these turns has been told of.
async fn all_are_told(received: &Received, turns: &[String]) {
    for _ in 0..1_800 {
        let told: Vec<String> = received.lock().unwrap().values().map(|bodies| turn_of(&bodies[0])).collect();
        if turns.iter().all(|turn| told.contains(turn)) {
            return;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("not every turn is told of after three minutes");
}

fn turn_of(body: &str) -> String {
    let json: Json = serde_json::from_str(body).unwrap();
    json["data"]["turn_id"].as_str().unwrap().to_owned()
}

/// A folder of one tenant, which is told of every change.
fn tenants(folder: &Path, hook: &str) -> std::path::PathBuf {
    let tenants = folder.join("tenants");
    std::fs::create_dir_all(tenants.join("studio")).unwrap();
    let file = json!({
        "version": 1, "id": "studio", "name": "Northlight", "origins": ["self"], "locale": "en-GB", "country": "DE",
        "greeting": "Hello!",
        "limits": { "burst": 1000, "per_minute": 6000, "per_hour": 100_000 },
        "webhooks": [{ "url": hook, "secret": "HOOK", "events": ["scope.updated"] }],
        "scope": { "attributes": [
            { "key": "budget", "kind": "money", "requirement": "always", "question": "What is your budget?" },
        ] },
    });
    std::fs::write(tenants.join("studio/tenant.json"), file.to_string()).unwrap();
    tenants
}

/// Takes what is told.
async fn receive(received: Received) -> String {
    async fn take(State(received): State<Received>, headers: HeaderMap, body: Bytes) {
        let id = headers["webhook-id"].to_str().unwrap().to_owned();
        let body = String::from_utf8(body.to_vec()).unwrap();
        received.lock().unwrap().entry(id).or_default().push(body);
    }
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let hook = format!("http://{}/hook", listener.local_addr().unwrap());
    let router = Router::new().route("/hook", post(take)).with_state(received);
    tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
    hook
}
