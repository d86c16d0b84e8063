//! Drafts over HTTP, with a clock set by hand.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use api::{App, Stops, Tenants, TokenKeys};
use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode};
use dynamo::{AnswersTable, LimitsTable, OutboxTable, PeopleTable, TurnLogTable, TurnQueueTable};
use embedded::EmbeddedStore;
use engine::ports::{Clock, Nothing};
use jiff::{SignedDuration, Timestamp};
use tower::ServiceExt as _;

use super::{DRAFT_LIFE, DRAFT_MAX_BYTES, DRAFTS_AT_MOST, Drafts};
use crate::serve::SecretFiles;
use crate::serve::address::Places;
use crate::serve::configure::{routes, with_drafts};

const ORIGIN: &str = "http://127.0.0.1:8787";
const STUDIO: &str = include_str!("../../../../../../tenants/studio/tenant.json");

struct HandClock(Mutex<Timestamp>);

impl Clock for HandClock {
    fn now(&self) -> Timestamp {
        *self.0.lock().unwrap()
    }
}

struct World {
    router: Router,
    clock: Arc<HandClock>,
}

impl World {
    async fn new() -> Self {
        let clock = Arc::new(HandClock(Mutex::new("2026-11-21T12:00:00Z".parse().unwrap())));
        let client = EmbeddedStore::in_memory().unwrap().client();
        let app = App {
            tenants: Tenants::new([engine::tenant::read(STUDIO).unwrap()]),
            turn_log: Arc::new(TurnLogTable::new(client.clone(), "test", clock.clone() as Arc<dyn Clock>)),
            answers: Arc::new(AnswersTable::new(client.clone(), "test", clock.clone())),
            outbox: Arc::new(OutboxTable::new(client.clone(), "test", clock.clone())),
            turn_queue: Arc::new(TurnQueueTable::new(client.clone(), "test", clock.clone())),
            wake: api::Wake::default(),
            limits: Arc::new(LimitsTable::new(client.clone(), "test", clock.clone())),
            budgets: api::DayBudgets::default(),
            model: None,
            clock: clock.clone(),
            keys: Arc::new(TokenKeys::new(&[vec![7; 64]]).unwrap()),
            secrets: Arc::new(SecretFiles::new(Path::new("nowhere"))),
            people: Arc::new(PeopleTable::new(client, "test", clock.clone())),
            records: Arc::new(Nothing),
            knowledge: Arc::new(Nothing),
            tools: Arc::new(Nothing),
            key_sets: api::KeySets::none(),
            own_origins: [ORIGIN.to_owned()].into(),
            stops: Stops::default(),
            running: api::Running::default(),
            process: "process-1".into(),
            is_only_process: true,
        };
        let places = Places {
            address: "127.0.0.1:8787".parse().unwrap(),
            tenants: PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../tenants")),
            widget: PathBuf::from("nowhere"),
            loader_seconds: 60,
        };
        let drafts = Arc::new(Drafts::new(app.clone()));
        let page = routes(&places, &app, Arc::clone(&drafts));
        Self { router: with_drafts(api::router(app).merge(page), drafts), clock }
    }

    async fn ask(&self, request: Request<Body>) -> StatusCode {
        self.router.clone().oneshot(request).await.unwrap().status()
    }

    async fn put(&self, number: usize, text: &str) -> StatusCode {
        self.ask(put(number).body(text.to_owned().into()).unwrap()).await
    }

    async fn is_served(&self, number: usize) -> bool {
        let path = format!("/api/v1/widget/draft-{}", name(number));
        let request = Request::get(path).header("host", "127.0.0.1:8787").header("origin", ORIGIN);
        match self.ask(request.body(Body::empty()).unwrap()).await {
            StatusCode::OK => true,
            StatusCode::NOT_FOUND => false,
            other => panic!("{other}"),
        }
    }

    async fn get(&self, path: &str, host: &str) -> StatusCode {
        self.ask(Request::get(path).header("host", host).body(Body::empty()).unwrap()).await
    }

    fn passes(&self, time: SignedDuration) {
        *self.clock.0.lock().unwrap() += time;
    }
}

fn name(number: usize) -> String {
    format!("{number:032x}")
}

/// As the page sends it.
fn put(number: usize) -> axum::http::request::Builder {
    Request::put(format!("/configure/drafts/{}", name(number)))
        .header("host", "127.0.0.1:8787")
        .header("origin", ORIGIN)
        .header("sec-fetch-site", "same-origin")
}

#[tokio::test]
async fn a_draft_is_served_like_a_tenant_for_an_hour_after_it_was_last_written() {
    let world = World::new().await;
    assert!(!world.is_served(1).await);
    assert_eq!(world.put(1, STUDIO).await, StatusCode::NO_CONTENT);
    assert!(world.is_served(1).await);
    world.passes(DRAFT_LIFE - SignedDuration::from_secs(1));
    assert!(world.is_served(1).await);
    assert_eq!(world.put(1, STUDIO).await, StatusCode::NO_CONTENT);
    world.passes(DRAFT_LIFE - SignedDuration::from_secs(1));
    assert!(world.is_served(1).await, "written again");
    world.passes(SignedDuration::from_secs(1));
    assert!(!world.is_served(1).await);
    assert_eq!(world.get("/api/v1/widget/studio", "127.0.0.1:8787").await, StatusCode::OK);
}

#[tokio::test]
async fn one_draft_more_drives_out_the_oldest() {
    let world = World::new().await;
    for number in 0..=DRAFTS_AT_MOST {
        assert_eq!(world.put(number, STUDIO).await, StatusCode::NO_CONTENT);
    }
    assert!(!world.is_served(0).await);
    assert!(world.is_served(1).await);
    assert!(world.is_served(DRAFTS_AT_MOST).await);
}

#[tokio::test]
async fn only_the_page_itself_may_write_one() {
    let world = World::new().await;
    let with = |name: &'static str, value: &'static str| {
        let mut request = put(1).body(Body::from(STUDIO)).unwrap();
        request.headers_mut().insert(name, value.parse().unwrap());
        request
    };
    assert_eq!(world.ask(with("origin", "https://evil.example")).await, StatusCode::FORBIDDEN);
    assert_eq!(world.ask(with("sec-fetch-site", "cross-site")).await, StatusCode::FORBIDDEN);
    assert_eq!(world.ask(with("host", "evil.example:8787")).await, StatusCode::MISDIRECTED_REQUEST);
    let mut without = put(1).body(Body::from(STUDIO)).unwrap();
    without.headers_mut().remove("origin");
    assert_eq!(world.ask(without).await, StatusCode::FORBIDDEN);
    assert!(!world.is_served(1).await);
    assert_eq!(
        world.ask(with("origin", ORIGIN)).await,
        StatusCode::NO_CONTENT,
        "the request is good otherwise"
    );
}

#[tokio::test]
async fn what_is_too_large_wrong_or_misnamed_is_refused_and_the_last_good_one_stays() {
    let world = World::new().await;
    assert_eq!(world.put(1, STUDIO).await, StatusCode::NO_CONTENT);
    let large = format!("{STUDIO}{}", " ".repeat(DRAFT_MAX_BYTES));
    assert_eq!(world.put(1, &large).await, StatusCode::PAYLOAD_TOO_LARGE);
    let wrong = STUDIO.replace("\"greeting\"", "\"greting\"");
    assert_eq!(world.put(1, &wrong).await, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(world.is_served(1).await);
    let misnamed = Request::put("/configure/drafts/studio").header("host", "127.0.0.1:8787");
    let misnamed = misnamed.header("origin", ORIGIN).body(Body::from(STUDIO)).unwrap();
    assert_eq!(world.ask(misnamed).await, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_tenants_file_is_given_out_by_its_id_and_nothing_else_is() {
    let world = World::new().await;
    let own = "127.0.0.1:8787";
    assert_eq!(world.get("/configure/tenants/studio", own).await, StatusCode::OK);
    assert_eq!(world.get("/configure/tenants/studio", "evil.example").await, StatusCode::MISDIRECTED_REQUEST);
    for other in ["crm", "..", "..%2Fstudio", "%2Fetc%2Fpasswd"] {
        let path = format!("/configure/tenants/{other}");
        assert_eq!(world.get(&path, own).await, StatusCode::NOT_FOUND, "{other}");
    }
}
