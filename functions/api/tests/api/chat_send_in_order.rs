//! `POST /api/v1/chat/send`: several at once, and after a fall.

use std::sync::Arc;
use std::sync::atomic::{AtomicI32, Ordering};

use engine::log::ConversationId;
use engine::ports::StoreError;
use jiff::SignedDuration;
use serde_json::json;

use crate::counting::CountingLog;
use crate::world::{Visitor, World, left_open};

async fn all(visitor: &Visitor, sends: impl IntoIterator<Item = (String, String)>) -> Vec<serde_json::Value> {
    let sends: Vec<_> = sends
        .into_iter()
        .map(|(id, message)| {
            let visitor = visitor.clone();
            tokio::spawn(async move { visitor.says(&id, &message).await })
        })
        .collect();
    let mut answers = Vec::new();
    for send in sends {
        let answer = send.await.unwrap();
        assert_eq!(answer.status, 200, "{answer:?}");
        answers.push(answer.json());
    }
    answers
}

#[tokio::test(flavor = "multi_thread")]
async fn two_tabs_at_once_are_both_answered_in_one_order() {
    let visitor = World::new().await.begin().await;
    let sends = [
        ("from-tab-1".to_owned(), "our budget is 10k euros".to_owned()),
        ("from-tab-2".to_owned(), "write to ana@shop.example".to_owned()),
    ];
    let answers = all(&visitor, sends).await;
    assert_ne!(answers[0]["turn_id"], answers[1]["turn_id"]);
    let said = visitor.said().await;
    assert_eq!(said.len(), 2);
    // Whichever came second stands on what the first left.
    let last = answers.iter().max_by_key(|answer| answer["turn_id"].as_str().unwrap().to_owned()).unwrap();
    assert_eq!(last["extracted_attributes"].as_object().unwrap().len(), 2, "{answers:#?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn twenty_at_once_are_each_in_the_log_once() {
    let visitor = World::new().await.begin().await;
    let sends: Vec<_> =
        (0..20).map(|number| (format!("message-{number}"), format!("number {number}"))).collect();
    let answers = all(&visitor, sends.clone()).await;
    let mut places: Vec<_> = answers.iter().map(|answer| answer["turn_id"].as_str().unwrap()).collect();
    places.sort_unstable();
    places.dedup();
    assert_eq!(places.len(), 20);
    let mut said = visitor.said().await;
    said.sort();
    let mut expected: Vec<String> = sends.into_iter().map(|(_, message)| message).collect();
    expected.sort();
    assert_eq!(said, expected);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_message_many_times_at_once_runs_once() {
    let visitor = World::new().await.begin().await;
    let sends = (0..10).map(|_| ("message-1".to_owned(), "our budget is 10k euros".to_owned()));
    let answers = all(&visitor, sends).await;
    for answer in &answers {
        assert_eq!(answer["turn_id"], answers[0]["turn_id"]);
        assert_eq!(answer["bot_message"], answers[0]["bot_message"]);
    }
    assert_eq!(visitor.said().await.len(), 1);
}

#[tokio::test]
async fn a_message_that_was_taken_before_a_fall_is_answered_when_it_is_sent_again() {
    let world = World::new().await;
    let fallen = world.begin().await;
    left_open(&fallen, 1, "message-1", "our budget is 10k euros").await;
    let visitor = Visitor { world: world.other_process(true), ..fallen };
    let pending = visitor.history().await;
    assert_eq!(pending[0]["state"], "pending");
    let path = format!("/api/v1/chat/status/{}.1", visitor.session);
    let status = visitor.world.get(&path, Some(&visitor.token)).await.json();
    assert_eq!(status["state"], "interrupted");
    let answer = visitor.says("message-1", "our budget is 10k euros").await.json();
    assert_eq!(answer["extracted_attributes"]["budget"]["value"]["min"], 10_000);
    assert_eq!(visitor.history().await.len(), 2);
}

#[tokio::test]
async fn the_next_message_answers_what_was_left_open_first() {
    let world = World::new().await;
    let fallen = world.begin().await;
    left_open(&fallen, 1, "message-1", "our budget is 10k euros").await;
    left_open(&fallen, 2, "message-2", "make it 12k euros").await;
    let visitor = Visitor { world: world.other_process(true), ..fallen };
    let answer = visitor.says("message-3", "write to ana@shop.example").await.json();
    let known = &answer["extracted_attributes"];
    assert_eq!(known["budget"]["value"]["min"], 12_000);
    assert_eq!(known["email"]["value"], "ana@shop.example");
    let states: Vec<_> = visitor.history().await.iter().map(|message| message["state"].clone()).collect();
    assert_eq!(states, vec![json!("done"); 6]);
}

#[tokio::test]
async fn among_many_processes_a_lease_is_kept_until_its_time() {
    let world = World::new().await;
    let fallen = world.begin().await;
    left_open(&fallen, 1, "message-1", "our budget is 10k euros").await;
    let other = world.other_process(false);
    let visitor = Visitor { world: other.clone(), ..fallen };
    let path = format!("/api/v1/chat/status/{}.1", visitor.session);
    assert_eq!(other.get(&path, Some(&visitor.token)).await.json()["state"], "running");
    world.pass(SignedDuration::from_secs(45));
    assert_eq!(other.get(&path, Some(&visitor.token)).await.json()["state"], "interrupted");
    let answer = visitor.says("message-1", "our budget is 10k euros").await;
    assert_eq!(answer.status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_client_that_goes_away_does_not_stop_the_turn() {
    let world = World::new().await;
    let visitor = world.begin().await;
    let watcher = visitor.clone();
    // The request is dropped as soon as the store has been asked once: whatever was taken must be answered.
    let sending = tokio::spawn(async move { visitor.says("message-1", "our budget is 10k euros").await });
    let app = Arc::new(world.app.clone());
    let id = ConversationId { tenant: "studio".to_owned(), session: watcher.session.clone() };
    while app.turn_log.newest(&id, None, 1).await.unwrap().is_empty() {
        tokio::task::yield_now().await;
    }
    sending.abort();
    while watcher.history().await.len() < 2 {
        tokio::task::yield_now().await;
    }
    assert_eq!(watcher.history().await[1]["author"], "assistant");
}

/// A conversation whose store fails to close a turn so many times.
async fn with_failures(failures: i32) -> Visitor {
    let world = World::new().await;
    let failures = AtomicI32::new(failures);
    let log = CountingLog::refusing(Arc::clone(&world.app.turn_log), move |_| {
        let is_down = failures.fetch_sub(1, Ordering::SeqCst) > 0;
        is_down.then(|| StoreError::Unavailable("down".to_owned()))
    });
    world.with_turn_log(log).begin().await
}

#[tokio::test]
async fn a_store_that_fails_for_a_moment_is_asked_again() {
    let visitor = with_failures(3).await;
    let answer = visitor.says("message-1", "our budget is 10k euros").await;
    assert_eq!(answer.status, 200);
    assert_eq!(visitor.history().await.len(), 2);
}

#[tokio::test]
async fn a_store_that_stays_away_loses_nothing() {
    let visitor = with_failures(4).await;
    let answer = visitor.streams("message-1", "our budget is 10k euros").await;
    let events = answer.events();
    let (last, failed) = events.last().unwrap();
    assert_eq!(last, "failed");
    assert_eq!(failed["code"], "store_unavailable");
    assert_eq!(failed["retryable"], true);
    assert_eq!(failed["status"], 503);
    assert_eq!(visitor.said().await, ["our budget is 10k euros"]);

    visitor.world.pass(SignedDuration::from_secs(45));
    let answer = visitor.says("message-1", "our budget is 10k euros").await.json();
    assert_eq!(answer["extracted_attributes"]["budget"]["value"]["min"], 10_000);
    assert_eq!(visitor.history().await.len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_turn_that_the_store_cannot_take_changes_nothing_and_holds_up_nobody() {
    let world = World::new().await;
    let log = CountingLog::refusing(Arc::clone(&world.app.turn_log), |outcome| {
        (outcome.scope.known.len() > 1).then_some(StoreError::TooLarge)
    });
    let visitor = world.with_turn_log(log).begin().await;
    visitor.says("message-1", "our budget is 10k euros").await;
    let refused = visitor.says("message-2", "write to ana@shop.example").await.json();
    assert!(refused["bot_message"].as_str().unwrap().starts_with("That is more at once"), "{refused:#?}");
    assert_eq!(refused["extracted_attributes"].as_object().unwrap().len(), 1);
    let next = visitor.says("message-3", "our budget is 12k euros").await.json();
    assert_eq!(next["extracted_attributes"]["budget"]["display"], "€12,000");
    assert_eq!(visitor.said().await.len(), 3, "every message is in the log once");
}

/// A conversation in which the budget is known from its first turn, a process has fallen while so many more were waiting, and
/// another goes on.
async fn with_waiting(count: u64) -> Visitor {
    let world = World::new().await;
    let visitor = world.begin().await;
    visitor.says("message-1", "our budget is 10k euros").await;
    for seq in 2..2 + count {
        left_open(&visitor, seq, &format!("message-{seq}"), "hello").await;
    }
    Visitor { world: world.other_process(true), ..visitor }
}

#[tokio::test]
async fn however_many_wait_what_was_known_before_them_is_known_after_them() {
    // More than are read at once; and as many as may wait.
    for count in [60, 99] {
        let visitor = with_waiting(count).await;
        let next = count + 2;
        let answer = visitor.says(&format!("message-{next}"), "write to ana@shop.example").await.json();
        assert_eq!(answer["turn_id"], format!("{}.{next}", visitor.session));
        let known = &answer["extracted_attributes"];
        assert_eq!(known["budget"]["value"]["min"], 10_000, "{count}: {answer:#}");
        assert_eq!(known["email"]["value"], "ana@shop.example");
    }
}

#[tokio::test]
async fn a_message_that_waits_behind_many_runs_once_when_it_is_sent_again() {
    let visitor = with_waiting(60).await;
    let answer = visitor.says("message-2", "hello").await.json();
    assert_eq!(answer["turn_id"], format!("{}.2", visitor.session));
    assert_eq!(answer["extracted_attributes"]["budget"]["value"]["min"], 10_000);
    let id = ConversationId { tenant: "studio".to_owned(), session: visitor.session.clone() };
    let entries = visitor.world.app.turn_log.newest(&id, None, 100).await.unwrap();
    assert_eq!(entries.len(), 61, "no message is in the log twice");
}

#[tokio::test]
async fn no_more_than_so_many_wait() {
    let visitor = with_waiting(100).await;
    let before = visitor.world.everything().await.len();
    let refused = visitor.says("message-one-more", "hello").await;
    assert_eq!(refused.problem(), (503, "store_unavailable".to_owned()));
    assert_eq!(refused.json()["retryable"], true);
    assert_eq!(visitor.world.everything().await.len(), before, "it is not taken");
    // What was taken is answered, and then there is room again.
    let answer = visitor.says("message-101", "hello").await.json();
    assert_eq!(answer["extracted_attributes"]["budget"]["value"]["min"], 10_000);
    assert_eq!(visitor.says("message-one-more", "hello").await.status, 200);
}
