//! A server in memory: the real router and store, a clock that stands still until it is moved.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Mutex};

use api::{AdminClaims, App, Claims, Tenants, TokenKeys, router};
use aws::dynamodb::{AttributeValue, Client};
use axum::Router;
use axum::body::Body;
use axum::http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, ORIGIN};
use axum::http::{HeaderMap, Method, Request, StatusCode};
use dynamo::{AnswersTable, LimitsTable, OutboxTable, PeopleTable, RecordsTable, TurnLogTable};
use embedded::EmbeddedStore;
use engine::log::{ConversationId, Entry, EntryBody, Lease, Turn};
use engine::ports::{Clock, FakeSecrets, FakeTurnQueue, Model, Nothing, TurnLog};
use http_body_util::BodyExt as _;
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value as Json, json};
use shared::tenant::TenantFile;
use tower::ServiceExt as _;

use crate::openapi::must_be_told;
use crate::signer::{self, SECRET_NAME};

/// The page of the tenant.
pub(crate) const ORIGIN_OF_STUDIO: &str = "https://studio.example";

pub(crate) const SECRET: &[u8] = &[7; 32];

/// A clock that stands still until it is moved.
pub(crate) struct HandClock(Mutex<Timestamp>);

impl Clock for HandClock {
    fn now(&self) -> Timestamp {
        *self.0.lock().unwrap()
    }
}

/// A server, and what moves it.
#[derive(Clone)]
pub(crate) struct World {
    pub(crate) app: App,
    pub(crate) clock: Arc<HandClock>,
    pub(crate) client: Client,
}

/// What the server answered.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) text: String,
}

impl Answer {
    pub(crate) fn json(&self) -> Json {
        serde_json::from_str(&self.text).unwrap_or_else(|error| panic!("{error} in {self:?}"))
    }

    /// Status and code of a problem.
    pub(crate) fn problem(&self) -> (u16, String) {
        assert_eq!(self.headers[CONTENT_TYPE], "application/problem+json", "{self:?}");
        let json = self.json();
        assert_eq!(json["status"], self.status.as_u16());
        assert_eq!(json["request_id"], self.headers["x-request-id"].to_str().unwrap());
        (self.status.as_u16(), json["code"].as_str().unwrap().to_owned())
    }

    /// The events of a stream: name and data.
    pub(crate) fn events(&self) -> Vec<(String, Json)> {
        assert_eq!(self.headers[CONTENT_TYPE], "text/event-stream");
        let blocks = self.text.split("\n\n").filter(|block| !block.trim().is_empty());
        blocks
            .enumerate()
            .map(|(index, block)| {
                let field = |name: &str| {
                    let line = block.lines().find_map(|line| line.strip_prefix(name));
                    line.unwrap_or_else(|| panic!("no {name} in {block}")).to_owned()
                };
                assert_eq!(field("id: "), (index + 1).to_string());
                (field("event: "), serde_json::from_str(&field("data: ")).unwrap())
            })
            .collect()
    }
}

/// A value of the store, whose names are shown in their order.
struct Sorted<'a>(&'a AttributeValue);

impl fmt::Debug for Sorted<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(values) = self.0.as_m() else { return self.0.fmt(formatter) };
        let sorted: BTreeMap<_, _> = values.iter().map(|(name, value)| (name, Sorted(value))).collect();
        formatter.debug_tuple("M").field(&sorted).finish()
    }
}

pub(crate) fn tenant(id: &str, origin: &str) -> TenantFile {
    serde_json::from_value(json!({
        "version": 1, "id": id, "name": "Northlight", "origins": [origin], "locale": "en-GB", "country": "DE",
        "greeting": "Hello!",
        // Tests speak quickly, and their clock stands still.
        "limits": { "per_minute": 6_000, "per_hour": 100_000, "burst": 1_000 },
        "scope": { "attributes": [
            { "key": "budget", "kind": "money", "requirement": "always", "question": "What is your budget?" },
            { "key": "email", "kind": "email", "requirement": "always", "question": "What is your e-mail address?" },
            { "key": "pages", "kind": "number", "question": "How many pages?" },
        ] },
    }))
    .unwrap()
}

/// A tenant that asks for a day.
fn tenant_of_dates() -> TenantFile {
    let mut tenant = tenant("dates", "https://dates.example");
    tenant.scope.attributes = serde_json::from_value(json!([
        { "key": "launch", "kind": "date", "requirement": "always", "question": "When shall it begin?" },
    ]))
    .unwrap();
    tenant
}

impl World {
    /// A server without a model, on a store in memory.
    pub(crate) async fn new() -> Self {
        Self::on(&EmbeddedStore::in_memory().unwrap()).await
    }

    pub(crate) async fn on(store: &EmbeddedStore) -> Self {
        let clock = Arc::new(HandClock(Mutex::new("2026-11-21T12:00:00Z".parse().unwrap())));
        let client = store.client();
        dynamo::ensure_table(&client, "test").await.unwrap();
        let turn_log = Arc::new(TurnLogTable::new(client.clone(), "test", clock.clone() as Arc<dyn Clock>));
        let outbox = Arc::new(OutboxTable::new(client.clone(), "test", clock.clone()));
        let limits = Arc::new(LimitsTable::new(client, "test", clock.clone()));
        let app = App {
            tenants: Tenants::new([
                tenant("studio", ORIGIN_OF_STUDIO),
                tenant("crm", "https://crm.example"),
                tenant("here", "self"),
                tenant_of_dates(),
            ]),
            turn_log,
            outbox,
            turn_queue: Arc::new(FakeTurnQueue::default()),
            wake: api::Wake::default(),
            answers: Arc::new(AnswersTable::new(store.client(), "test", clock.clone())),
            limits,
            budgets: api::DayBudgets::default(),
            model: None,
            clock: clock.clone(),
            keys: Arc::new(TokenKeys::new(&[SECRET.to_vec()]).unwrap()),
            secrets: Arc::new(FakeSecrets::new(&[])),
            people: Arc::new(PeopleTable::new(store.client(), "test", clock.clone())),
            records: Arc::new(RecordsTable::new(store.client(), "test")),
            knowledge: Arc::new(Nothing),
            tools: Arc::new(Nothing),
            key_sets: api::KeySets::none(),
            own_origins: ["http://127.0.0.1:8787".to_owned()].into(),
            stops: api::Stops::default(),
            running: api::Running::default(),
            process: "process-1".into(),
            is_only_process: true,
        };
        Self { app, clock, client: store.client() }
    }

    /// The same, where the studio's tenant file says this of its users, and the studio's secrets are kept.
    pub(crate) fn with_users(self, users: Json) -> Self {
        self.with_users_of("studio", users)
    }

    /// The same for another tenant.
    pub(crate) fn with_users_of(mut self, id: &str, users: Json) -> Self {
        let mut tenants: Vec<TenantFile> = self.app.tenants.iter().cloned().collect();
        let tenant = tenants.iter_mut().find(|tenant| tenant.id == id).unwrap();
        tenant.users = Some(serde_json::from_value(users).unwrap());
        self.app.tenants = Tenants::new(tenants);
        self.app.secrets = Arc::new(FakeSecrets::new(&[(SECRET_NAME, signer::SECRET), ("SHORT", "secret")]));
        self
    }

    /// The same with these key sets.
    pub(crate) fn with_key_sets(mut self, key_sets: api::KeySets) -> Self {
        self.app.key_sets = key_sets;
        self
    }

    /// A token of an admin of this tenant.
    pub(crate) fn admin(&self, tenant: &str) -> String {
        let claims = AdminClaims::new(tenant, SignedDuration::from_mins(30), self.app.clock.now());
        self.app.keys.sign_admin(&claims).unwrap()
    }

    /// Everything that is in the store, to see whether anything has changed.
    pub(crate) async fn everything(&self) -> Vec<String> {
        let mut items = Vec::new();
        let mut start = None;
        loop {
            let page =
                self.client.scan().table_name("test").set_exclusive_start_key(start).send().await.unwrap();
            items.extend(page.items.iter().map(|item| {
                let sorted: BTreeMap<_, _> = item.iter().map(|(name, value)| (name, Sorted(value))).collect();
                format!("{sorted:?}")
            }));
            start = page.last_evaluated_key;
            if start.is_none() {
                items.sort();
                return items;
            }
        }
    }

    /// The same, where the studio's tenant file sets these limits; others are as by default.
    pub(crate) fn with_limits(mut self, limits: Json) -> Self {
        self.change_studio(|studio| studio.limits = serde_json::from_value(limits).unwrap());
        self
    }

    /// The same, where these are the studio's origins.
    pub(crate) fn with_origins(mut self, origins: &[&str]) -> Self {
        self.change_studio(|studio| {
            studio.origins = origins.iter().map(|&origin| origin.to_owned()).collect()
        });
        self
    }

    /// The same, where the studio's tenant file is changed so.
    pub(crate) fn with_studio(mut self, change: impl FnOnce(&mut TenantFile)) -> Self {
        self.change_studio(change);
        self
    }

    fn change_studio(&mut self, change: impl FnOnce(&mut TenantFile)) {
        let mut tenants: Vec<TenantFile> = self.app.tenants.iter().cloned().collect();
        change(tenants.iter_mut().find(|tenant| tenant.id == "studio").unwrap());
        self.app.tenants = Tenants::new(tenants);
    }

    pub(crate) fn with_model(mut self, model: impl Model + 'static) -> Self {
        self.app.model = Some(Arc::new(model));
        self
    }

    /// The same server and clock with another way to a store whose table is there: a fresh process, if you will.
    pub(crate) fn with_store(&self, client: &Client) -> Self {
        let mut other = self.other_process(false);
        let clock = Arc::clone(&self.app.clock);
        other.app.turn_log = Arc::new(TurnLogTable::new(client.clone(), "test", Arc::clone(&clock)));
        other.app.answers = Arc::new(AnswersTable::new(client.clone(), "test", Arc::clone(&clock)));
        other.app.limits = Arc::new(LimitsTable::new(client.clone(), "test", clock));
        other.app.records = Arc::new(RecordsTable::new(client.clone(), "test"));
        other
    }

    pub(crate) fn with_turn_log(mut self, turn_log: Arc<dyn TurnLog>) -> Self {
        self.app.turn_log = turn_log;
        self
    }

    /// The same store and clock, served by another process.
    pub(crate) fn other_process(&self, is_only_process: bool) -> Self {
        let mut other = self.clone();
        other.app.stops = api::Stops::default();
        other.app.running = api::Running::default();
        other.app.budgets = api::DayBudgets::default();
        other.app.process = "process-2".into();
        other.app.is_only_process = is_only_process;
        other
    }

    pub(crate) fn router(&self) -> Router {
        router(self.app.clone())
    }

    pub(crate) fn pass(&self, time: SignedDuration) {
        let mut now = self.clock.0.lock().unwrap();
        *now += time;
    }

    pub(crate) async fn ask(&self, request: Request<Body>) -> Answer {
        let (method, path) = (request.method().clone(), request.uri().path().to_owned());
        let response = self.router().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = body.collect().await.unwrap().to_bytes();
        let text = String::from_utf8(bytes.to_vec()).unwrap();
        let answer = Answer { status: parts.status, headers: parts.headers, text };
        must_be_told(&method, &path, &answer);
        answer
    }

    pub(crate) async fn get(&self, path: &str, token: Option<&str>) -> Answer {
        self.ask(request(Method::GET, path, token, Body::empty())).await
    }

    pub(crate) async fn post(&self, path: &str, token: Option<&str>, body: &Json) -> Answer {
        self.ask(request(Method::POST, path, token, Body::from(body.to_string()))).await
    }

    /// Begins a session on the studio's page.
    pub(crate) async fn begin(&self) -> Visitor {
        let answer = self.post("/api/v1/chat/sessions", None, &json!({ "tenant": "studio" })).await;
        assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");
        let json = answer.json();
        let field = |name: &str| json[name].as_str().unwrap().to_owned();
        Visitor { world: self.clone(), token: field("token"), session: field("session_id") }
    }

    pub(crate) fn sign(&self, claims: &Claims) -> String {
        self.app.keys.sign(claims).unwrap()
    }
}

/// Somebody with a session.
#[derive(Clone)]
pub(crate) struct Visitor {
    pub(crate) world: World,
    pub(crate) token: String,
    pub(crate) session: String,
}

impl Visitor {
    /// Sends a message and waits for its answer.
    pub(crate) async fn says(&self, id: &str, message: &str) -> Answer {
        let body = json!({ "message": message, "message_id": id });
        self.world.post("/api/v1/chat/send", Some(&self.token), &body).await
    }

    /// Sends a message and reads the events.
    pub(crate) async fn streams(&self, id: &str, message: &str) -> Answer {
        self.streams_body(&json!({ "message": message, "message_id": id })).await
    }

    /// Sends this and reads the events.
    pub(crate) async fn streams_body(&self, body: &Json) -> Answer {
        self.world.ask(self.streaming(body)).await
    }

    /// The request for a stream.
    pub(crate) fn streaming(&self, body: &Json) -> Request<Body> {
        let body = Body::from(body.to_string());
        let mut request = request(Method::POST, "/api/v1/chat/send", Some(&self.token), body);
        request.headers_mut().insert(ACCEPT, "text/event-stream".parse().unwrap());
        request
    }

    pub(crate) async fn history(&self) -> Vec<Json> {
        let answer =
            self.world.get(&format!("/api/v1/chat/history/{}", self.session), Some(&self.token)).await;
        assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
        answer.json()["messages"].as_array().unwrap().clone()
    }

    /// The texts of the visitor's own messages, oldest first.
    pub(crate) async fn said(&self) -> Vec<String> {
        let messages = self.history().await;
        let own = messages.iter().filter(|message| message["author"] == "user");
        own.map(|message| message["text"].as_str().unwrap().to_owned()).collect()
    }
}

pub(crate) fn request(method: Method, path: &str, token: Option<&str>, body: Body) -> Request<Body> {
    let mut request = Request::builder()
        .method(method)
        .uri(path)
        .header(ORIGIN, ORIGIN_OF_STUDIO)
        .header(CONTENT_TYPE, "application/json");
    if let Some(token) = token {
        request = request.header(AUTHORIZATION, format!("Bearer {token}"));
    }
    request.body(body).unwrap()
}

/// The log as a process leaves it that was killed after it had taken the message.
pub(crate) async fn left_open(visitor: &Visitor, seq: u64, id: &str, message: &str) {
    let app = &visitor.world.app;
    let now = app.clock.now();
    let lease = Lease { holder: format!("{}/1", app.process), until: now + SignedDuration::from_secs(45) };
    let turn = Turn::open(id.to_owned(), message.to_owned(), None, None, None, lease);
    let entry = Entry {
        conversation: ConversationId { tenant: "studio".to_owned(), session: visitor.session.clone() },
        seq,
        at: now,
        expires_at: now + SignedDuration::from_hours(24),
        body: EntryBody::Turn(Box::new(turn)),
    };
    app.turn_log.append(&entry, &[]).await.unwrap();
}
