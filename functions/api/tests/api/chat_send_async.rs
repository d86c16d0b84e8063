//! `POST /api/v1/chat/send` with `Prefer: respond-async`: taken now, answered later.

use std::sync::Arc;

use api::answer_queued;
use async_trait::async_trait;
use axum::body::Body;
use axum::http::{HeaderValue, Method, StatusCode};
use engine::ports::{FakeTurnQueue, GivenUp, QueueError, QueuedTurn, StoreError, TurnQueue};
use jiff::SignedDuration;
use serde_json::{Value as Json, json};

use crate::world::{Answer, Visitor, World, request};

const PATH: &str = "/api/v1/chat/send";
const MESSAGE: &str = "our budget is 10k euros";

/// A server whose queue somebody else works on.
async fn queued() -> (Visitor, Arc<FakeTurnQueue>) {
    let mut world = World::new().await;
    let queue = Arc::new(FakeTurnQueue::default());
    world.app.turn_queue = queue.clone();
    (world.begin().await, queue)
}

async fn sends(visitor: &Visitor, prefer: &[&'static str], id: &str) -> Answer {
    let body = Body::from(json!({ "message": MESSAGE, "message_id": id }).to_string());
    let mut request = request(Method::POST, PATH, Some(&visitor.token), body);
    for preference in prefer {
        request.headers_mut().append("prefer", HeaderValue::from_static(preference));
    }
    visitor.world.ask(request).await
}

async fn leaves(visitor: &Visitor, id: &str) -> Answer {
    sends(visitor, &["respond-async"], id).await
}

async fn status(visitor: &Visitor, turn: &Json) -> Json {
    let path = format!("/api/v1/chat/status/{}", turn.as_str().unwrap());
    visitor.world.get(&path, Some(&visitor.token)).await.json()
}

#[tokio::test]
async fn the_answer_comes_by_its_place() {
    let (visitor, queue) = queued().await;
    let answer = leaves(&visitor, "message-1").await;
    assert_eq!(answer.status, StatusCode::ACCEPTED);
    let json = answer.json();
    assert_eq!(json["turn_id"], format!("{}.1", visitor.session));
    assert_eq!(json["message_id"], "message-1");
    assert_eq!(json["request_id"], answer.headers["x-request-id"].to_str().unwrap());
    assert_eq!(answer.headers["preference-applied"], "respond-async");
    let place = format!("/api/v1/chat/status/{}", json["turn_id"].as_str().unwrap());
    assert_eq!(answer.headers["location"], place.as_str());
    assert_eq!(status(&visitor, &json["turn_id"]).await["state"], "running");
    assert_eq!(visitor.said().await, [MESSAGE], "it is safe");

    let turns = queue.take();
    assert_eq!(turns.len(), 1);
    answer_queued(&visitor.world.app, &turns[0]).await.unwrap();
    let status = status(&visitor, &json["turn_id"]).await;
    assert_eq!(status["state"], "done");
    assert_eq!(status["reply"]["extracted_attributes"]["budget"]["display"], "€10,000");
}

#[tokio::test]
async fn the_preference_is_one_among_others() {
    let (visitor, queue) = queued().await;
    let preferred: [&[&str]; 4] = [
        &["respond-async"],
        &["handling=lenient, Respond-Async; foo=bar, wait=10"],
        &["wait=5", "respond-async"],
        &[" respond-async "],
    ];
    for (number, prefer) in preferred.into_iter().enumerate() {
        let answer = sends(&visitor, prefer, &format!("message-{number}")).await;
        assert_eq!(answer.status, StatusCode::ACCEPTED, "{prefer:?}");
    }
    for turn in queue.take() {
        answer_queued(&visitor.world.app, &turn).await.unwrap();
    }
    let others: [&[&str]; 3] = [&[], &["wait=10"], &["respond-asynchronously"]];
    for (number, prefer) in others.into_iter().enumerate() {
        let answer = sends(&visitor, prefer, &format!("message-now-{number}")).await;
        assert_eq!(answer.status, StatusCode::OK, "{prefer:?}");
        assert!(!answer.headers.contains_key("preference-applied"));
    }
}

#[tokio::test]
async fn the_same_message_again_is_the_same_turn_and_runs_once() {
    let (visitor, queue) = queued().await;
    let first = leaves(&visitor, "message-1").await.json();
    let again = leaves(&visitor, "message-1").await.json();
    assert_eq!(again["turn_id"], first["turn_id"]);
    let turns = queue.take();
    assert_eq!((turns.len(), &turns[0].lease), (2, &turns[1].lease), "the queue is told again");
    let (one, two) = tokio::join!(
        answer_queued(&visitor.world.app, &turns[0]),
        answer_queued(&visitor.world.app, &turns[1])
    );
    one.unwrap();
    two.unwrap();
    assert_eq!(visitor.history().await.len(), 2);

    let later = leaves(&visitor, "message-1").await;
    assert_eq!((later.status, &later.json()["turn_id"]), (StatusCode::ACCEPTED, &first["turn_id"]));
    assert!(queue.take().is_empty(), "it is answered");
    let whole = visitor.says("message-1", MESSAGE).await;
    assert_eq!((whole.status, &whole.json()["turn_id"]), (StatusCode::OK, &first["turn_id"]));
}

#[tokio::test]
async fn a_turn_that_somebody_answers_is_not_queued_again() {
    let (visitor, queue) = queued().await;
    leaves(&visitor, "message-1").await;
    let turn = queue.take().remove(0);
    let app = &visitor.world.app;
    let now = app.clock.now();
    let lease =
        engine::log::Lease { holder: "process-1/1".into(), until: now + SignedDuration::from_secs(45) };
    app.turn_log.take_over(&turn.conversation, turn.seq, &turn.lease, &lease).await.unwrap();
    assert_eq!(leaves(&visitor, "message-1").await.status, StatusCode::ACCEPTED);
    assert!(queue.take().is_empty());
    // It fell: whoever sends the message again has it answered.
    visitor.world.pass(SignedDuration::from_secs(46));
    assert_eq!(leaves(&visitor, "message-1").await.status, StatusCode::ACCEPTED);
    answer_queued(app, &queue.take().remove(0)).await.unwrap();
    assert_eq!(visitor.history().await.len(), 2);
}

#[tokio::test]
async fn a_message_after_one_that_waits_is_answered_after_it() {
    let (visitor, queue) = queued().await;
    leaves(&visitor, "message-1").await;
    // Nobody works on the queue: whoever comes next does it, once its time is over.
    visitor.world.pass(SignedDuration::from_secs(46));
    let next = visitor.says("message-2", "no, make it 15k euros").await.json();
    assert_eq!(next["extracted_attributes"]["budget"]["value"]["min"], 15_000);
    assert_eq!(visitor.history().await.len(), 4);
    answer_queued(&visitor.world.app, &queue.take().remove(0)).await.unwrap();
    assert_eq!(visitor.history().await.len(), 4);
}

struct FullQueue;

#[async_trait]
impl TurnQueue for FullQueue {
    async fn enqueue(&self, _: &QueuedTurn) -> Result<(), QueueError> {
        Err(QueueError("it is full".to_owned()))
    }

    async fn given_up(&self, _: &str) -> Result<GivenUp, StoreError> {
        Ok(GivenUp::Turns(Vec::new()))
    }

    async fn take_up_again(&self, _: &QueuedTurn) -> Result<bool, StoreError> {
        Ok(false)
    }
}

#[tokio::test]
async fn a_queue_that_refuses_can_be_asked_again() {
    let (visitor, queue) = queued().await;
    let mut refusing = visitor.clone();
    refusing.world.app.turn_queue = Arc::new(FullQueue);
    let refused = leaves(&refusing, "message-1").await;
    assert_eq!(refused.problem(), (503, "store_unavailable".to_owned()));
    assert_eq!(refused.json()["retryable"], true);
    assert!(refused.headers.contains_key("retry-after"));
    assert_eq!(visitor.said().await, [MESSAGE], "nothing is lost");

    let accepted = leaves(&visitor, "message-1").await;
    assert_eq!(accepted.status, StatusCode::ACCEPTED);
    answer_queued(&visitor.world.app, &queue.take().remove(0)).await.unwrap();
    let turn = accepted.json()["turn_id"].clone();
    assert_eq!(status(&visitor, &turn).await["state"], "done");
    assert_eq!(visitor.said().await.len(), 1);
}
