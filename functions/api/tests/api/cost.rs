//! What a turn costs the store, counted at the client's socket: how many requests, how many of them in a row before the
//! model is asked, and how many bytes; and that none of it grows with the conversation.

use std::sync::{Arc, Mutex};

use api::{Claims, ClientAddress};
use async_trait::async_trait;
use axum::body::Body;
use axum::http::{Method, StatusCode};
use embedded::EmbeddedStore;
use embedded::meter::{Meter, Trip};
use engine::log::{ConversationId, Entry, EntryBody};
use engine::ports::{Model, ModelError, ModelEvent, ModelRequest, ModelStream, Usage};
use jiff::SignedDuration;
use serde_json::{Value as Json, json};

use crate::world::{ORIGIN_OF_STUDIO, Visitor, World, request};

/// What visitors write: some two hundred characters.
const MESSAGE: &str = "We are a small bakery and would like a shop for our bread, with some twelve pages, our opening \
    hours and a form for orders; ask whatever you need to know, we answer gladly, and soon, every morning.";

/// A model that answers in a few sentences, and notes what the store had been asked until it was asked itself.
struct Noting {
    meter: Meter,
    before: Arc<Mutex<Vec<Trip>>>,
}

#[async_trait]
impl Model for Noting {
    fn name(&self) -> &'static str {
        "noting"
    }

    async fn call(&self, _: ModelRequest) -> Result<ModelStream, ModelError> {
        *self.before.lock().unwrap() = self.meter.trips();
        let reply = "A shop for bread is a fine thing, and twelve pages are soon written. I have noted what you said; \
            the opening hours go on the first page, and the form for orders on one of its own.";
        let arguments = json!({ "commands": [], "intent": "question", "asks": null, "reply": reply });
        let usage = Usage { input_tokens: 1_200, output_tokens: 80 };
        let events = [
            Ok(ModelEvent::Arguments(arguments.to_string())),
            Ok(ModelEvent::Finished { usage: Some(usage) }),
        ];
        Ok(Box::pin(futures_util::stream::iter(events)))
    }
}

/// A conversation whose every request to the store is measured.
struct Measured {
    visitor: Visitor,
    meter: Meter,
    before_the_model: Arc<Mutex<Vec<Trip>>>,
}

/// What a turn cost.
struct Cost {
    trips: Vec<Trip>,
    before_the_model: Vec<Trip>,
}

impl Cost {
    fn operations(&self) -> Vec<&str> {
        let mut names: Vec<&str> = self.trips.iter().map(|trip| trip.operation.as_str()).collect();
        names.sort_unstable();
        names
    }

    fn bytes(&self) -> usize {
        self.trips.iter().map(|trip| trip.asked + trip.answered).sum()
    }

    /// How many of the trips that were made before the model was asked, it had to wait for in a row.
    fn rounds_before_the_model(&self) -> usize {
        self.before_the_model.iter().map(|trip| trip.round).max().unwrap_or_default()
    }
}

impl Measured {
    /// With limits as a tenant has them who sets none, and with these.
    async fn begin(limits: Json) -> Self {
        let store = EmbeddedStore::in_memory().unwrap();
        let world = World::on(&store).await.with_limits(limits);
        let meter = Meter::before(&store.client());
        let before_the_model = Arc::<Mutex<Vec<Trip>>>::default();
        let model = Noting { meter: meter.clone(), before: Arc::clone(&before_the_model) };
        let world = world.with_store(&meter.client(&store.client())).with_model(model);
        Self { visitor: world.begin().await, meter, before_the_model }
    }

    /// A turn, half a minute after the one before.
    async fn turn(&self, number: u64) -> Cost {
        self.visitor.world.pass(SignedDuration::from_secs(30));
        self.says(number, MESSAGE).await
    }

    async fn says(&self, number: u64, message: &str) -> Cost {
        // It takes hours: longer than a token is good for.
        let Visitor { world, session, .. } = &self.visitor;
        let claims = Claims::new("studio", session, ORIGIN_OF_STUDIO, "en-GB", world.app.clock.now());
        let visitor = Visitor { token: world.sign(&claims), ..self.visitor.clone() };
        let _of_others = self.meter.take();
        let answer = visitor.says(&format!("message-{number:05}"), message).await;
        assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
        assert_eq!(answer.json()["degraded"], false);
        // What is kept for others is kept beside the answer, and counts.
        world.app.running.none().await;
        let before_the_model = std::mem::take(&mut *self.before_the_model.lock().unwrap());
        Cost { trips: self.meter.take(), before_the_model }
    }

    /// The turns from one place up to before another, written into the log as copies of the newest.
    async fn copy_newest(&self, places: core::ops::Range<u64>) {
        let app = &self.visitor.world.app;
        let id = ConversationId { tenant: "studio".to_owned(), session: self.visitor.session.clone() };
        let newest = app.turn_log.newest(&id, None, 1).await.unwrap().remove(0);
        for seq in places {
            self.visitor.world.pass(SignedDuration::from_secs(30));
            let mut body = newest.body.clone();
            if let EntryBody::Turn(turn) = &mut body {
                turn.message_id = format!("message-{seq:05}");
            }
            let entry = Entry { seq, at: app.clock.now(), body, ..newest.clone() };
            app.turn_log.append(&entry, &[]).await.unwrap();
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_turn_costs_the_same_however_long_the_conversation() {
    let measured = Measured::begin(json!({})).await;
    let mut costs = Vec::new();
    for number in 1..=150 {
        costs.push((number, measured.turn(number).await));
    }
    measured.copy_newest(151..940).await;
    for number in 940..=1_000 {
        costs.push((number, measured.turn(number).await));
    }

    for (number, cost) in &costs {
        // The newest turns; the bucket; the turn opened and closed.
        assert_eq!(cost.operations(), ["PutItem", "Query", "UpdateItem", "UpdateItem"], "turn {number}");
        assert!(cost.rounds_before_the_model() <= 2, "turn {number}: {:?}", cost.before_the_model);
        assert_eq!(cost.before_the_model.len(), 3, "turn {number}: {:?}", cost.before_the_model);
    }
    let bytes = |wanted: u64| costs.iter().find(|(number, _)| *number == wanted).unwrap().1.bytes();
    // What is read is at most the newest fifty turns, each with a summary of those before it, which has its bound too.
    let (first, fiftieth, settled, thousandth) = (bytes(1), bytes(50), bytes(150), bytes(1_000));
    assert!(first < 8_000, "{first}");
    assert!(fiftieth < 150_000, "{fiftieth}");
    assert!(settled < 250_000, "{settled}");
    assert!(thousandth < settled + settled / 20, "{settled} at turn 150, {thousandth} at turn 1,000");
}

/// A question that anybody might open a conversation with is looked up among the kept answers, while its turn is written.
#[tokio::test(start_paused = true)]
async fn a_common_question_waits_for_no_more_than_any_other() {
    let mut measured = Measured::begin(json!({})).await;
    let first = measured.says(1, "Do you also do SEO?").await;
    let before: Vec<(&str, usize)> =
        first.before_the_model.iter().map(|trip| (trip.operation.as_str(), trip.round)).collect();
    let mut sorted = before.clone();
    sorted.sort_unstable();
    // The newest turns beside the bucket; then the turn beside the kept answer.
    assert_eq!(sorted, [("GetItem", 2), ("PutItem", 2), ("Query", 1), ("UpdateItem", 1)], "{before:?}");
    // The answer is kept once the turn is closed, and then it is looked whether the turn is still there.
    assert_eq!(
        first.operations(),
        ["GetItem", "PutItem", "PutItem", "Query", "Query", "UpdateItem", "UpdateItem"]
    );
    // Whoever asks it next costs no model, and nothing is kept again.
    measured.visitor = measured.visitor.world.begin().await;
    let next = measured.says(1, "Do you also do SEO?").await;
    assert!(next.before_the_model.is_empty(), "the model was asked");
    assert_eq!(next.operations(), ["GetItem", "PutItem", "Query", "UpdateItem", "UpdateItem"]);
    assert_eq!(next.trips.iter().map(|trip| trip.round).max(), Some(3));
    // What nobody else asks, or what opens no conversation, costs no look.
    measured.visitor = measured.visitor.world.begin().await;
    for (number, message) in [(1, "I'm Anna, do you do SEO?"), (2, "Do you also do ads?")] {
        measured.visitor.world.pass(SignedDuration::from_secs(30));
        let cost = measured.says(number, message).await;
        assert_eq!(cost.operations(), ["PutItem", "Query", "UpdateItem", "UpdateItem"], "{message}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_days_budget_costs_a_write_now_and_then() {
    let measured = Measured::begin(json!({ "messages_per_day": 1_000, "tokens_per_day": 50_000_000 })).await;
    let mut reserved = 0;
    for number in 1..=40 {
        let cost = measured.turn(number).await;
        let updates = cost.operations().iter().filter(|name| **name == "UpdateItem").count();
        reserved += updates - 2;
        assert!(cost.rounds_before_the_model() <= 3, "{:?}", cost.before_the_model);
    }
    // Two slices of twenty messages, and tokens for all of it.
    assert_eq!(reserved, 3);
}

#[tokio::test]
async fn beginning_costs_nothing_or_one_write_where_an_address_is_known() {
    let measured = Measured::begin(json!({})).await;
    let world = &measured.visitor.world;
    let _of_others = measured.meter.take();
    world.begin().await;
    assert_eq!(measured.meter.take(), []);
    let body = Body::from(json!({ "tenant": "studio" }).to_string());
    let mut begin = request(Method::POST, "/api/v1/chat/sessions", None, body);
    begin.extensions_mut().insert(ClientAddress("203.0.113.7".parse().unwrap()));
    assert_eq!(world.ask(begin).await.status, StatusCode::CREATED);
    let trips = measured.meter.take();
    assert_eq!(trips.iter().map(|trip| trip.operation.as_str()).collect::<Vec<_>>(), ["UpdateItem"]);
}
