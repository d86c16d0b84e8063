//! A server with a tenant that wants to hear, and whoever works in its background.

use core::time::Duration;
use std::sync::{Arc, Mutex};

use api::{App, Claims, Tenants, TokenKeys, router};
use axum::body::Body;
use axum::http::header::{AUTHORIZATION, CONTENT_TYPE, ORIGIN};
use axum::http::{Request, StatusCode};
use dynamo::{AnswersTable, LimitsTable, OutboxTable, PeopleTable, RecordsTable, TurnLogTable};
use embedded::EmbeddedStore;
use engine::ports::{Clock, Delivery, DeliveryState, FakeSecrets, FakeTurnQueue, Nothing};
use http_body_util::BodyExt as _;
use jiff::{SignedDuration, Timestamp};
use jobs::{Jobs, Lookup, Reach, Sender, SystemLookup};
use serde_json::{Value as Json, json};
use shared::tenant::TenantFile;
use tower::ServiceExt as _;

use crate::receiver::SECRET;

const PAGE: &str = "https://studio.example";

pub(crate) const EVERY_EVENT: [&str; 4] =
    ["scope.updated", "scope.ready", "scope.confirmed", "conversation.ended"];

/// A clock that stands still until it is moved; it begins with the machine's.
pub(crate) struct HandClock(Mutex<Timestamp>);

impl Clock for HandClock {
    fn now(&self) -> Timestamp {
        *self.0.lock().unwrap()
    }
}

/// The server and what moves it.
#[derive(Clone)]
pub(crate) struct World {
    pub(crate) app: App,
    pub(crate) clock: Arc<HandClock>,
    pub(crate) queue: Arc<FakeTurnQueue>,
    pub(crate) jobs: Jobs,
}

fn tenant(url: &str, events: &[&str]) -> TenantFile {
    serde_json::from_value(json!({
        "version": 1, "id": "studio", "name": "Northlight", "origins": [PAGE], "locale": "en-GB", "country": "DE",
        "greeting": "Hello!", "session": { "idle_minutes": 60 },
        "limits": { "per_minute": 6_000, "per_hour": 100_000, "burst": 1_000 },
        "webhooks": [{ "url": url, "secret": "STUDIO_WEBHOOK", "events": events }],
        "scope": { "attributes": [
            { "key": "budget", "kind": "money", "requirement": "always", "question": "What is your budget?" },
            { "key": "email", "kind": "email", "requirement": "always", "question": "What is your e-mail address?" },
        ] },
    }))
    .unwrap()
}

impl World {
    /// One whose tenant is told of these events at that address, on this machine too.
    pub(crate) async fn telling(url: &str, events: &[&str]) -> Self {
        Self::calling(url, events, sender(Reach::Private, Arc::new(SystemLookup))).await
    }

    pub(crate) async fn calling(url: &str, events: &[&str], sender: Sender) -> Self {
        let clock = Arc::new(HandClock(Mutex::new(Timestamp::now())));
        let client = EmbeddedStore::in_memory().unwrap().client();
        dynamo::ensure_table(&client, "test").await.unwrap();
        let queue = Arc::new(FakeTurnQueue::default());
        let app = App {
            tenants: Tenants::new([tenant(url, events)]),
            turn_log: Arc::new(TurnLogTable::new(client.clone(), "test", clock.clone())),
            outbox: Arc::new(OutboxTable::new(client.clone(), "test", clock.clone())),
            turn_queue: queue.clone(),
            wake: api::Wake::default(),
            answers: Arc::new(AnswersTable::new(client.clone(), "test", clock.clone())),
            limits: Arc::new(LimitsTable::new(client.clone(), "test", clock.clone())),
            budgets: api::DayBudgets::default(),
            model: None,
            clock: clock.clone(),
            keys: Arc::new(TokenKeys::new(&[vec![7; 32]]).unwrap()),
            secrets: Arc::new(FakeSecrets::new(&[("STUDIO_WEBHOOK", SECRET)])),
            people: Arc::new(PeopleTable::new(client.clone(), "test", clock.clone())),
            records: Arc::new(RecordsTable::new(client, "test")),
            knowledge: Arc::new(Nothing),
            tools: Arc::new(Nothing),
            key_sets: api::KeySets::none(),
            own_origins: Arc::new([]),
            stops: api::Stops::default(),
            running: api::Running::default(),
            process: "process-1".into(),
            is_only_process: false,
        };
        let jobs = Jobs::new(app.clone(), sender);
        Self { app, clock, queue, jobs }
    }

    pub(crate) fn pass(&self, time: SignedDuration) {
        *self.clock.0.lock().unwrap() += time;
    }

    pub(crate) fn begin(&self) -> Visitor {
        let session = format!("{:032x}", fastrand::u128(..));
        Visitor { world: self.clone(), session }
    }

    /// The deliveries in this state.
    pub(crate) async fn deliveries(&self, state: DeliveryState) -> Vec<Delivery> {
        self.app.outbox.list("studio", state, 100).await.unwrap()
    }
}

/// Attempts of a second at the most.
pub(crate) fn sender(reach: Reach, lookup: Arc<dyn Lookup>) -> Sender {
    Sender::looking_up(reach, lookup, Duration::from_secs(1)).unwrap()
}

/// Somebody who speaks.
#[derive(Clone)]
pub(crate) struct Visitor {
    pub(crate) world: World,
    pub(crate) session: String,
}

impl Visitor {
    async fn ask(&self, method: &str, path: &str, prefer: &str, body: &Json) -> (StatusCode, Json) {
        let now = self.world.clock.now();
        let token = self.world.app.keys.sign(&Claims::new("studio", &self.session, PAGE, "en-GB", now));
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header(ORIGIN, PAGE)
            .header(CONTENT_TYPE, "application/json")
            .header("prefer", prefer)
            .header(AUTHORIZATION, format!("Bearer {}", token.unwrap()))
            .body(Body::from(body.to_string()));
        let response = router(self.world.app.clone()).oneshot(request.unwrap()).await.unwrap();
        let status = response.status();
        let bytes = response.into_body().collect().await.unwrap().to_bytes();
        (status, serde_json::from_slice(&bytes).unwrap_or_default())
    }

    /// Says something and waits for the answer.
    pub(crate) async fn says(&self, message: &str) -> Json {
        self.sends("handling=strict", json!({ "message": message })).await
    }

    /// Says something, and does not wait.
    pub(crate) async fn leaves(&self, message: &str) -> Json {
        self.sends("respond-async", json!({ "message": message })).await
    }

    /// Confirms what is understood.
    pub(crate) async fn confirms(&self) -> Json {
        self.sends("handling=strict", json!({ "message": "", "edit": { "confirm": true } })).await
    }

    async fn sends(&self, prefer: &str, mut body: Json) -> Json {
        body["message_id"] = format!("message-{:016x}", fastrand::u64(..)).into();
        let (status, json) = self.ask("POST", "/api/v1/chat/send", prefer, &body).await;
        let expected = if prefer == "respond-async" { 202 } else { 200 };
        assert_eq!(status, expected, "{json}");
        json
    }

    /// Ends the conversation.
    pub(crate) async fn ends(&self) -> StatusCode {
        self.ask("DELETE", &format!("/api/v1/chat/session/{}", self.session), "", &Json::Null).await.0
    }

    /// Has everything forgotten that was said.
    pub(crate) async fn clears(&self) {
        let (status, _) = self.ask("POST", "/api/v1/chat/clear", "", &json!({})).await;
        assert_eq!(status, 204);
    }

    /// How far a turn is.
    pub(crate) async fn status(&self, turn: &str) -> Json {
        self.ask("GET", &format!("/api/v1/chat/status/{turn}"), "", &Json::Null).await.1
    }
}
