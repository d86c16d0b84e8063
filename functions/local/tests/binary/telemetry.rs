//! What the real binary tells of itself at the most verbose level there is: every metric, and nothing of what was said.

use std::fs::{self, File};
use std::path::Path;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::http::{HeaderMap, StatusCode as Answered};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use model_stand_in::StandIn;
use reqwest::{RequestBuilder, StatusCode};
use serde_json::{Value as Json, json};

use crate::server::{Server, anteroom, client, json_of, repository};

/// What is planted, by where.
fn mark(place: &str) -> String {
    format!("planted-{place}-7391")
}

/// Every place. Each mark is looked for in everything that is written.
const PLACES: [&str; 26] = [
    "message", "edit", "value", "reply", "endpoint", "url", "query", "title", "referrer", "comment", "token",
    "header", "body", "path", "search", "locale", "cookie", "agent", "key", "word", "hook", "user", "secret",
    "forged", "claim", "receiver",
];

/// What signs the webhooks.
const HOOK_SECRET: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

/// A tenant's own system that refuses with words of its own, and keeps the signatures that it was sent.
#[derive(Clone, Default)]
struct Receiver(Arc<Mutex<Vec<String>>>);

impl Receiver {
    async fn listen(&self) -> String {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let signatures = Arc::clone(&self.0);
        let refuse = async move |headers: HeaderMap| {
            let signature = headers["webhook-signature"].to_str().unwrap().to_owned();
            signatures.lock().unwrap().push(signature);
            (Answered::INTERNAL_SERVER_ERROR, [("x-reason", mark("receiver"))], mark("receiver"))
        };
        tokio::spawn(async move { axum::serve(listener, Router::new().fallback(refuse)).await.unwrap() });
        address
    }
}

/// A folder of tenants with the demo's studio alone, which may be asked this often, knows its users, and is told of what
/// happens at this address. The secrets are beside the store.
fn tenants(folder: &Path, data: &Path, limits: &Json, receiver: &str) {
    let text = fs::read_to_string(repository().join("tenants/studio/tenant.json")).unwrap();
    let mut tenant: Json = serde_json::from_str(&text).unwrap();
    tenant["limits"] = limits.clone();
    tenant["users"] = json!({ "keys": [{ "algorithm": "HS256", "secret": "USERS" }] });
    let url = format!("http://{receiver}/{}", mark("hook"));
    tenant["webhooks"] = json!([{ "url": url, "secret": "HOOK", "events": ["scope.updated"] }]);
    fs::create_dir(folder.join("studio")).unwrap();
    fs::write(folder.join("studio/tenant.json"), tenant.to_string()).unwrap();
    fs::create_dir(data.join("secrets")).unwrap();
    fs::write(data.join("secrets/HOOK"), HOOK_SECRET).unwrap();
    fs::write(data.join("secrets/USERS"), format!("{}-that-is-long-enough", mark("secret"))).unwrap();
}

/// A token of a user, and two that are not good: one that is no token at all, and one that says what it says without a
/// signature.
fn users_tokens(data: &Path) -> [String; 3] {
    let mut mint = anteroom();
    mint.args([
        "token",
        "mint",
        "--tenant",
        "studio",
        "--secret",
        "USERS",
        "--user",
        &mark("user"),
        "--data",
    ]);
    let minted = mint.arg(data).output().unwrap();
    assert!(minted.status.success(), "{minted:?}");
    let good = String::from_utf8(minted.stdout).unwrap().trim_end().to_owned();
    let part = |json: Json| URL_SAFE_NO_PAD.encode(json.to_string());
    let header = part(json!({ "alg": "HS256", "kid": mark("forged") }));
    let claims = part(json!({ "sub": mark("claim"), "aud": "anteroom", "exp": 4_000_000_000_u64 }));
    [good, mark("forged"), format!("{header}.{claims}.{}", URL_SAFE_NO_PAD.encode([7; 32]))]
}

/// Begins a session with a user's token.
async fn begins_as(server: &Server, user_token: &str) -> reqwest::Response {
    let body = json!({ "tenant": "studio", "user_token": user_token });
    let begin = server.request(reqwest::Method::POST, "/api/v1/chat/sessions", "", &body);
    begin.header("origin", &server.origin).send().await.unwrap()
}

/// A model that answers, and one whose endpoint refuses with words of its own.
async fn model() -> StandIn {
    let arguments = json!({
        "commands": [], "intent": mark("value"), "asks": null, "reply": format!("Well, {}.", mark("reply")),
    });
    let answer = json!({ "toolCalls": [{ "name": "answer_visitor", "arguments": arguments }] });
    let arguments = json!({
        "commands": [], "intent": "question", "asks": null,
        "reply": format!("Please enter your password to go on, {}.", mark("reply")),
    });
    let asks_for_a_password = json!({ "toolCalls": [{ "name": "answer_visitor", "arguments": arguments }] });
    let refusal =
        json!({ "error": { "message": mark("endpoint"), "type": "invalid_request_error" }, "status": 400 });
    let fixtures = json!([
        { "match": { "userMessage": "be gone" }, "response": refusal },
        { "match": { "userMessage": "who am I" }, "response": asks_for_a_password },
        { "match": {}, "response": answer },
    ]);
    tokio::task::spawn_blocking(move || StandIn::start(&fixtures).unwrap()).await.unwrap()
}

struct Visit<'a> {
    server: &'a Server,
    token: String,
    session: String,
}

impl Visit<'_> {
    fn post(&self, path: &str, body: impl Into<reqwest::Body>) -> RequestBuilder {
        let request = client().post(format!("{}{path}", self.server.origin)).body(body);
        let request = request.header("content-type", "application/json").header("cookie", mark("cookie"));
        request.header("authorization", format!("Bearer {}", self.token)).header("user-agent", mark("agent"))
    }

    async fn send(&self, mut body: Json, id: &str) -> StatusCode {
        body["message_id"] = json!(id);
        body["page"] = json!({
            "url": format!("https://studio.example/{}?q={}", mark("url"), mark("query")),
            "title": mark("title"),
            "referrer": format!("https://elsewhere.example/{}", mark("referrer")),
        });
        self.post("/api/v1/chat/send", body.to_string()).send().await.unwrap().status()
    }
}

/// Everything that a visitor does, well and badly.
async fn tour(visit: &Visit<'_>) {
    let said = format!("Our {} is 20k euros: ada.planted@example.com, +49 30 9017391", mark("message"));
    assert_eq!(visit.send(json!({ "message": said }), "message-1").await, 200);
    assert_eq!(
        visit.send(json!({ "message": format!("be gone, {}", mark("message")) }), "message-2").await,
        200
    );
    let edit = json!({ "set": { "budget": format!("30k {}", mark("edit")), "name": mark("value") } });
    assert_eq!(visit.send(json!({ "edit": edit }), "message-3").await, 200);
    let rating = json!({ "stars": 2, "comment": mark("comment") }).to_string();
    let rated = visit.post("/api/v1/chat/rating", rating).send().await.unwrap().status();
    assert!(rated.is_success(), "{rated}");

    for body in [
        format!("{{\"message\": \"{}", mark("body")),
        json!({ "message": mark("body"), "message_id": mark("body"), "odd": 1 }).to_string(),
    ] {
        let refused = visit.post("/api/v1/chat/send", body).send().await.unwrap().status();
        assert!(refused.is_client_error(), "{refused}");
    }
    let origin = &visit.server.origin;
    let forged = format!("Bearer {}", mark("token"));
    let refused = client().get(format!("{origin}/api/v1/chat/history/{}", mark("path")));
    let refused =
        refused.header("authorization", forged).header("x-request-id", mark("header")).send().await.unwrap();
    assert_eq!(refused.status(), 401);
    for path in [
        mark("path"),
        format!("widget/studio?locale={}&q={}", mark("locale"), mark("search")),
        format!("widget/{}", mark("path")),
    ] {
        client().get(format!("{origin}/api/v1/{path}")).send().await.unwrap();
    }
    // More than may be sent at once.
    let mut statuses = Vec::new();
    for number in 10..20 {
        statuses.push(visit.send(json!({ "message": "hello" }), &format!("message-{number}")).await);
    }
    assert!(statuses.contains(&StatusCode::TOO_MANY_REQUESTS), "{statuses:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_of_what_was_said_is_told_and_everything_is_counted() {
    let (data, folder) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let receiver = Receiver::default();
    let limits = json!({ "per_minute": 1, "burst": 6 });
    tenants(folder.path(), data.path(), &limits, &receiver.listen().await);
    let users_tokens = users_tokens(data.path());
    let stand_in = model().await;
    let log = data.path().join("log");
    let file = File::create(&log).unwrap();
    let server = Server::start(data.path(), |command| {
        command.env("ANTEROOM_TENANTS", folder.path()).env("OPENAI_BASE_URL", stand_in.base_url());
        command.env("ANTEROOM_WEBHOOKS_PRIVATE", "allow");
        command.env("OPENAI_API_KEY", mark("key")).env("ANTEROOM_METRICS_TOKEN", mark("word"));
        command
            .env("RUST_LOG", "trace,hyper=trace,reqwest=trace,hyper_util=trace")
            .env("ANTEROOM_LOG", "json");
        command.stderr(file);
    });
    let (token, session) = server.begin().await;
    let visit = Visit { server: &server, token, session };
    tour(&visit).await;

    // What anybody may ask is looked up among the kept answers.
    let (token, other) = server.begin().await;
    let asking = Visit { server: &server, token, session: other };
    assert_eq!(asking.send(json!({ "message": "Do you also make logos?" }), "message-1").await, 200);

    // Somebody whom the tenant knows, and two who only say so.
    let [good, bad @ ..] = &users_tokens;
    let begun = json_of(begins_as(&server, good).await).await;
    let field = |name: &str| begun[name].as_str().unwrap().to_owned();
    let known = Visit { server: &server, token: field("token"), session: field("session_id") };
    let said = json!({ "message": format!("who am I? Our budget is 9k, {}", mark("message")) });
    assert_eq!(known.send(said, "message-1").await, 200);
    for bad in bad {
        assert_eq!(begins_as(&server, bad).await.status(), 401);
    }

    assert_eq!(server.get("/metrics").await.status(), 401);
    let metrics = read_metrics(&server, "anteroom_webhook_deliveries_total").await;
    let signing_key =
        fs::read(data.path().join("data/token.key")).or_else(|_| fs::read(data.path().join("token.key")));
    let signing_key = String::from_utf8_lossy(&signing_key.unwrap()).into_owned();
    let (token, session) = (visit.token.clone(), visit.session.clone());
    let users_session = known.token.clone();
    assert!(server.stop());
    let log = fs::read_to_string(&log).unwrap();

    let mut secrets: Vec<String> = PLACES.into_iter().map(mark).collect();
    secrets.extend(["ada.planted", "9017391", "127.0.0.1"].map(str::to_owned));
    secrets.extend([token, users_session, signing_key, HOOK_SECRET.to_owned()]);
    secrets.extend(users_tokens);
    let signatures = receiver.0.lock().unwrap().clone();
    assert!(!signatures.is_empty(), "no webhook was sent");
    secrets.extend(signatures);
    for secret in &secrets {
        assert!(!metrics.contains(secret.as_str()), "{secret} in the metrics");
        let line = log.lines().find(|line| line.contains(secret.as_str()));
        assert_eq!(line, None, "{secret}");
    }
    assert!(!metrics.contains(&session), "no metric names a conversation");
    check_lines(&log);
    for metric in [
        "anteroom_requests_total{route=\"/api/v1/chat/send\",method=\"POST\",status=\"200\",intent=\"scoping\"}",
        "anteroom_request_seconds_bucket{",
        "anteroom_errors_total{kind=\"token_invalid\",side=\"client\"} 1",
        "anteroom_sessions_begun_total{tenant=\"studio\"} 3",
        "anteroom_sessions_active{tenant=\"studio\"} 3",
        "anteroom_turns_total{tenant=\"studio\",intent=\"scoping\",outcome=\"answered\"}",
        "anteroom_turn_seconds_count",
        "anteroom_turn_own_seconds_count",
        "anteroom_degraded_total{tenant=\"studio\",reason=\"model_rejected_request\"} 1",
        "anteroom_replies_replaced_total{tenant=\"studio\",reason=\"credentials\"} 1",
        "anteroom_model_seconds_count{outcome=\"whole\"}",
        "anteroom_model_seconds_count{outcome=\"failed\"} 1",
        "anteroom_model_first_token_seconds_count",
        "anteroom_model_failures_total{kind=\"model_rejected_request\"} 1",
        "anteroom_model_tokens_total{tenant=\"studio\",direction=\"input\"}",
        "anteroom_actions_total{tool=\"set\",",
        "anteroom_limits_hit_total{tenant=\"studio\",limit=\"messages\"}",
        "anteroom_answers_total{tenant=\"studio\",result=\"miss\"} 1",
        "anteroom_webhook_deliveries_total{event=\"scope.updated\",outcome=\"retried\"}",
        "anteroom_store_seconds_count{operation=\"Query\"}",
    ] {
        assert!(metrics.contains(metric), "no {metric} in\n{metrics}");
    }
}

/// The metrics, once this one is among them.
async fn read_metrics(server: &Server, wanted: &str) -> String {
    let mut metrics = String::new();
    for _ in 0..200 {
        let page = client().get(format!("{}/metrics", server.origin)).bearer_auth(mark("word"));
        metrics = page.send().await.unwrap().text().await.unwrap();
        if metrics.contains(wanted) {
            break;
        }
        tokio::time::sleep(core::time::Duration::from_millis(50)).await;
    }
    metrics
}

/// Every line is JSON; a request and its turn are told once each, with what they are asked for by.
fn check_lines(log: &str) {
    let lines: Vec<Json> = log
        .lines()
        .map(|line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}")))
        .collect();
    let turn = lines.iter().find(|line| line["message"] == "turn").unwrap();
    let told = |message: &str| {
        let of_it = lines.iter().filter(|line| line["request_id"] == turn["request_id"]);
        of_it.filter(|line| line["message"] == message).collect::<Vec<_>>()
    };
    let requests = told("request");
    assert_eq!((requests.len(), told("turn").len()), (1, 1));
    let request = requests[0];
    assert_eq!(request["route"], "/api/v1/chat/send");
    assert_eq!((&request["tenant"], &request["status"]), (&json!("studio"), &json!(200)));
    assert_eq!(request["turn"], turn["turn"]);
    for field in ["duration_ms", "model_ms", "store_ms"] {
        assert!(request[field].as_f64().unwrap() > 0.0, "{request}");
    }
    assert!(request["store_calls"].as_u64().unwrap() >= 3, "{request}");
    // Request, turn, call of the model, call of the store: each span names those that it is in.
    let spans = told("span");
    let span = |name: &str| {
        spans.iter().find(|line| line["span"] == name).unwrap_or_else(|| panic!("no span {name}"))
    };
    assert_eq!(span("model")["turn"], turn["turn"]);
    assert!(spans.iter().any(|line| line["span"] == "store" && line["operation"] == "Query"));
    span("turn");
    span("request");
    let others = ["api", "anteroom", "dynamo", "embedded", "engine", "openai", "telemetry", "jobs"];
    for line in
        lines.iter().filter(|line| ["INFO", "DEBUG", "TRACE"].contains(&line["level"].as_str().unwrap()))
    {
        let target = line["target"].as_str().unwrap().split("::").next().unwrap();
        assert!(others.contains(&target), "{line}");
    }
}

#[tokio::test]
async fn metrics_are_for_this_machine_and_not_for_what_is_passed_on() {
    let data = tempfile::tempdir().unwrap();
    let server = Server::start(data.path(), |_| {});
    let response = server.get("/metrics").await;
    assert_eq!(response.status(), 200);
    assert!(response.headers()["content-type"].to_str().unwrap().starts_with("text/plain; version=0.0.4"));
    let passed_on =
        client().get(format!("{}/metrics", server.origin)).header("x-forwarded-for", "203.0.113.7");
    assert_eq!(passed_on.send().await.unwrap().status(), 403);
    drop(server);
    let server = Server::start(data.path(), |command| {
        command.env("ANTEROOM_ADDR", "0.0.0.0:0");
    });
    let port = server.origin.rsplit(':').next().unwrap();
    let status = client().get(format!("http://127.0.0.1:{port}/metrics")).send().await.unwrap().status();
    assert_eq!(status, 404, "where others can reach it, there is nothing without a word");
    let health = client().get(format!("http://127.0.0.1:{port}/api/v1/chat/health")).send().await.unwrap();
    assert_eq!(json_of(health).await["status"], "ok");
}
