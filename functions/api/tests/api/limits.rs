//! Limits, over the real store: of messages by sender and by day, of conversations by address, of the model's tokens.

use core::sync::atomic::{AtomicU32, Ordering};
use std::sync::Arc;

use api::ClientAddress;
use async_trait::async_trait;
use axum::body::Body;
use axum::http::{Method, StatusCode};
use engine::log::{ConversationId, EntryBody, Progress};
use engine::ports::{Model, ModelError, ModelEvent, ModelRequest, ModelStream, Usage};
use futures_util::future::join_all;
use jiff::SignedDuration;
use serde_json::json;

use crate::world::{Answer, Visitor, World, request};

const RATE_LIMITED: (u16, &str) = (429, "rate_limited");
const DAY_LIMIT: (u16, &str) = (429, "day_limit_reached");

fn is(answer: &Answer, (status, code): (u16, &str)) -> bool {
    answer.status.as_u16() == status && answer.problem() == (status, code.to_owned())
}

/// Sends as many messages, one after the other; how many were answered.
async fn send(visitor: &Visitor, prefix: &str, count: usize) -> usize {
    let mut answered = 0;
    for number in 0..count {
        let answer = visitor.says(&format!("{prefix}-{number:04}"), "hello").await;
        answered += usize::from(answer.status == StatusCode::OK);
    }
    answered
}

#[tokio::test]
async fn ten_at_once_and_then_one_a_second() {
    let world = World::new().await.with_limits(json!({}));
    let visitor = world.begin().await;
    assert_eq!(send(&visitor, "first", 12).await, 10);

    let refused = visitor.says("message-0001", "hello").await;
    assert!(is(&refused, RATE_LIMITED), "{refused:?}");
    assert_eq!(refused.headers["retry-after"], "1");
    assert_eq!(refused.json()["retry_after"], 1);
    assert_eq!(refused.json()["retryable"], true);

    world.pass(SignedDuration::from_secs(1));
    assert_eq!(visitor.says("message-0001", "hello").await.status, StatusCode::OK);
    assert!(is(&visitor.says("message-0002", "hello").await, RATE_LIMITED));
    // What was refused is nowhere.
    assert_eq!(visitor.said().await.len(), 11);
}

#[tokio::test]
async fn an_hour_has_its_own_measure_and_waits_are_rounded_up() {
    let world = World::new().await.with_limits(json!({ "per_minute": 6_000, "per_hour": 7, "burst": 1_000 }));
    let visitor = world.begin().await;
    assert_eq!(send(&visitor, "first", 10).await, 7);
    world.pass(SignedDuration::from_millis(500));
    let refused = visitor.says("message-0001", "hello").await;
    // 3,600 s by 7 are 514.29 s.
    assert_eq!(refused.headers["retry-after"], "514");
    world.pass(SignedDuration::from_secs(513));
    assert!(is(&visitor.says("message-0001", "hello").await, RATE_LIMITED));
    world.pass(SignedDuration::from_secs(1));
    assert_eq!(visitor.says("message-0001", "hello").await.status, StatusCode::OK);
}

#[tokio::test]
async fn what_was_accepted_is_answered_again_from_an_empty_bucket() {
    let world = World::new().await.with_limits(json!({ "burst": 1 }));
    let visitor = world.begin().await;
    let answer = visitor.says("message-0001", "our budget is 10k euros").await;
    assert!(is(&visitor.says("message-0002", "hello").await, RATE_LIMITED));

    for _ in 0..3 {
        let again = visitor.says("message-0001", "our budget is 10k euros").await;
        assert_eq!(again.status, StatusCode::OK, "{again:?}");
        assert_eq!(again.json()["bot_message"], answer.json()["bot_message"]);
    }
    let reused = visitor.says("message-0001", "something else").await;
    assert_eq!(reused.problem(), (409, "message_id_reused".to_owned()));
}

#[tokio::test]
async fn a_stream_and_an_edit_count_like_a_message() {
    let world = World::new().await.with_limits(json!({ "burst": 2 }));
    let visitor = world.begin().await;
    assert_eq!(visitor.streams("message-0001", "hello").await.status, StatusCode::OK);
    let edit = json!({ "edit": { "set": { "budget": "25k" } }, "message_id": "message-0002" });
    assert_eq!(visitor.streams_body(&edit).await.status, StatusCode::OK);
    assert!(is(&visitor.streams("message-0003", "hello").await, RATE_LIMITED));
}

#[tokio::test]
async fn conversations_of_nobody_known_have_a_bucket_each() {
    let world = World::new().await.with_limits(json!({ "burst": 1 }));
    let (first, second) = (world.begin().await, world.begin().await);
    assert_eq!(send(&first, "first", 2).await, 1);
    assert_eq!(send(&second, "second", 2).await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn two_hundred_at_once_over_two_processes_get_what_there_is() {
    let world = World::new().await.with_limits(json!({}));
    let visitor = Visitor { world: world.other_process(false), ..world.begin().await };
    let other = Visitor { world: world.other_process(false), ..visitor.clone() };
    let sending = (0..200).map(|number| {
        let visitor = if number % 2 == 0 { visitor.clone() } else { other.clone() };
        tokio::spawn(async move { visitor.says(&format!("message-{number:04}"), "hello").await })
    });
    let answers: Vec<Answer> = join_all(sending).await.into_iter().map(Result::unwrap).collect();
    let accepted = answers.iter().filter(|answer| answer.status == StatusCode::OK).count();
    let limited = answers.iter().filter(|answer| is(answer, RATE_LIMITED)).count();
    let others = answers.iter().filter(|answer| answer.status != StatusCode::OK && !is(answer, RATE_LIMITED));
    assert_eq!((accepted, limited), (10, 190), "{:?}", others.collect::<Vec<_>>());
    assert_eq!(visitor.said().await.len(), 10);
}

async fn begin(world: &World, address: &str, resume: Option<&str>) -> Answer {
    let body = json!({ "tenant": "studio", "resume": resume });
    let mut begin = request(Method::POST, "/api/v1/chat/sessions", None, Body::from(body.to_string()));
    begin.extensions_mut().insert(ClientAddress(address.parse().unwrap()));
    world.ask(begin).await
}

#[tokio::test]
async fn an_address_begins_so_many_conversations_an_hour() {
    let world = World::new().await.with_limits(json!({ "conversations_per_address_per_hour": 3 }));
    let mut token = String::new();
    for _ in 0..3 {
        let begun = begin(&world, "203.0.113.7", None).await;
        assert_eq!(begun.status, StatusCode::CREATED);
        token = begun.json()["token"].as_str().unwrap().to_owned();
    }
    let refused = begin(&world, "203.0.113.7", None).await;
    assert!(is(&refused, RATE_LIMITED));
    assert_eq!(refused.headers["retry-after"], "1200");
    // Taking one up again begins none; another address has its own; where none is known nothing is counted.
    assert_eq!(begin(&world, "203.0.113.7", Some(&token)).await.status, StatusCode::OK);
    assert_eq!(begin(&world, "203.0.113.8", None).await.status, StatusCode::CREATED);
    for _ in 0..5 {
        world.begin().await;
    }
    world.pass(SignedDuration::from_mins(20));
    assert_eq!(begin(&world, "203.0.113.7", None).await.status, StatusCode::CREATED);

    let network = ["2001:db8::1", "2001:db8::2", "2001:db8::ffff:1"];
    for address in network {
        assert_eq!(begin(&world, address, None).await.status, StatusCode::CREATED);
    }
    assert!(is(&begin(&world, "2001:db8::9", None).await, RATE_LIMITED));
    assert_eq!(begin(&world, "2001:db8:0:1::9", None).await.status, StatusCode::CREATED);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_day_has_its_messages_whatever_the_number_of_processes() {
    let world = World::new().await.with_limits(
        json!({ "per_minute": 6_000, "per_hour": 100_000, "burst": 1_000, "messages_per_day": 120 }),
    );
    let visitors = join_all((0..3).map(|_| async {
        let world = world.other_process(false);
        world.begin().await
    }))
    .await;
    let sending = visitors.iter().enumerate().map(|(number, visitor)| {
        let visitor = visitor.clone();
        tokio::spawn(async move { send(&visitor, &format!("from-{number}"), 60).await })
    });
    let answered: usize = join_all(sending).await.into_iter().map(Result::unwrap).sum();
    // Never more; at most a slice of two is left in each of the others.
    assert!((116..=120).contains(&answered), "{answered}");

    // Whoever has something left uses it up.
    let mut last = 0;
    for visitor in &visitors {
        last += send(visitor, "last", 3).await;
    }
    assert_eq!(answered + last, 120);
    let refused = visitors[0].says("message-0001", "hello").await;
    assert!(is(&refused, DAY_LIMIT), "{refused:?}");
    // It is noon.
    assert_eq!(refused.headers["retry-after"], "43200");
    world.pass(SignedDuration::from_hours(12));
    let visitor = world.begin().await;
    assert_eq!(visitor.says("message-0001", "hello").await.status, StatusCode::OK);
}

#[tokio::test]
async fn what_is_not_accepted_does_not_count_for_the_day() {
    let world = World::new().await.with_limits(json!({ "burst": 1, "messages_per_day": 2 }));
    let visitor = world.begin().await;
    assert_eq!(send(&visitor, "first", 5).await, 1);
    for _ in 0..3 {
        assert_eq!(visitor.says("first-0000", "hello").await.status, StatusCode::OK);
    }
    let other = world.begin().await;
    assert_eq!(send(&other, "other", 1).await, 1);
    assert!(is(&world.begin().await.says("message-0001", "hello").await, DAY_LIMIT));
}

/// A model that answers in a word, and says what that cost.
struct Costly {
    usage: Option<Usage>,
    asked: Arc<AtomicU32>,
}

#[async_trait]
impl Model for Costly {
    fn name(&self) -> &'static str {
        "costly"
    }

    async fn call(&self, _: ModelRequest) -> Result<ModelStream, ModelError> {
        self.asked.fetch_add(1, Ordering::Relaxed);
        let arguments = json!({ "commands": [], "intent": "scoping", "asks": null, "reply": "Understood." });
        let events = [
            Ok(ModelEvent::Arguments(arguments.to_string())),
            Ok(ModelEvent::Finished { usage: self.usage }),
        ];
        Ok(Box::pin(futures_util::stream::iter(events)))
    }
}

async fn world_of_tokens(tokens_per_day: u64, usage: Option<Usage>) -> (World, Arc<AtomicU32>) {
    let asked = Arc::new(AtomicU32::new(0));
    let limits =
        json!({ "burst": 1_000, "per_minute": 6_000, "per_hour": 100_000, "tokens_per_day": tokens_per_day });
    let world = World::new().await.with_limits(limits);
    (world.with_model(Costly { usage, asked: Arc::clone(&asked) }), asked)
}

/// What the log says of the newest turn.
async fn why_degraded(visitor: &Visitor) -> Option<String> {
    let id = ConversationId { tenant: "studio".to_owned(), session: visitor.session.clone() };
    let newest = visitor.world.app.turn_log.newest(&id, None, 1).await.unwrap().remove(0);
    let EntryBody::Turn(turn) = newest.body else { panic!("no turn") };
    let Progress::Closed(outcome) = turn.progress else { panic!("not closed") };
    outcome.degraded
}

#[tokio::test]
async fn without_tokens_the_rules_engine_answers() {
    let (world, asked) = world_of_tokens(100, None).await;
    let visitor = world.begin().await;
    let answer = visitor.says("message-0001", "our budget is 10k euros").await;
    assert_eq!(answer.status, StatusCode::OK);
    let json = answer.json();
    assert_eq!(json["degraded"], true, "{json:#}");
    assert_eq!(why_degraded(&visitor).await.as_deref(), Some("token_budget"));
    assert_eq!(json["extracted_attributes"]["budget"]["value"]["min"], 10_000);
    assert_eq!(asked.load(Ordering::Relaxed), 0);
}

#[tokio::test]
async fn what_an_answer_did_not_cost_is_given_back() {
    // Far more than an estimate, far less than ten of them.
    let budget = 30_000;
    let cheap = Some(Usage { input_tokens: 90, output_tokens: 10 });
    let (world, asked) = world_of_tokens(budget, cheap).await;
    let visitor = world.begin().await;
    for number in 0..30 {
        let answer = visitor.says(&format!("message-{number:04}"), "hello").await;
        assert_eq!(answer.json()["degraded"], false, "{number}: {answer:?}");
    }
    assert_eq!(asked.load(Ordering::Relaxed), 30);

    // Where the endpoint does not say what it cost, it may have cost the most.
    let (world, asked) = world_of_tokens(budget, None).await;
    let visitor = world.begin().await;
    for number in 0..30 {
        visitor.says(&format!("message-{number:04}"), "hello").await;
    }
    let asked = asked.load(Ordering::Relaxed);
    assert!((1..30).contains(&asked), "{asked}");
    world.pass(SignedDuration::from_hours(12));
    let answer = world.begin().await.says("message-0001", "hello").await;
    assert_eq!(answer.json()["degraded"], false);
}
