//! What becomes of a call when the store or the way to it fails.

use embedded::EmbeddedStore;
use engine::log::Opinion;
use engine::log::{ConversationId, EntryBody};
use engine::ports::{AppendError, Delivery, DeliveryState, LeaseError, OpinionError, StoreError};
use serde_json::{Value as Json, json};

use crate::bench::{Bench, TABLE, client_over};
use crate::sample::{closed_turn, conversation, delivery, lease, marker, now, open_turn, outcome};
use embedded::wire::{Fate, Sent, Wire};

/// A log over a store that is there, and a transport that fails as the script says.
async fn failing(script: impl Fn(&Sent, usize) -> Fate + Send + Sync + 'static) -> (Bench, Wire) {
    let store = EmbeddedStore::in_memory().unwrap().client();
    dynamo::ensure_table(&store, TABLE).await.unwrap();
    let wire = Wire::before(&store, script);
    (Bench::on_table(client_over(wire.clone())), wire)
}

fn refusal(name: &str) -> Json {
    json!({
        "__type": format!("com.amazonaws.dynamodb.v20120810#{name}"),
        "message": "User: arn:aws:sts::123456789012:assumed-role/secret is not authorized",
    })
}

async fn all_fail(bench: &Bench, expected: impl Fn(&StoreError) -> bool) {
    let conversation = conversation();
    let newest = bench.log.newest(&conversation, None, 10).await;
    assert!(matches!(&newest, Err(error) if expected(error)), "{newest:?}");
    let forgotten = bench.log.forget_before(&conversation, 10).await;
    assert!(matches!(&forgotten, Err(error) if expected(error)), "{forgotten:?}");
    let appended = bench.log.append(&open_turn(&conversation, 1, "a"), &[]).await;
    assert!(matches!(&appended, Err(AppendError::Store(error)) if expected(error)), "{appended:?}");
    let taken = bench.log.take_over(&conversation, 1, &lease("a"), &lease("b")).await;
    assert!(matches!(&taken, Err(LeaseError::Store(error)) if expected(error)), "{taken:?}");
    let closed = bench.log.close(&conversation, 1, &lease("a"), &outcome("Hello"), &[]).await;
    assert!(matches!(&closed, Err(LeaseError::Store(error)) if expected(error)), "{closed:?}");
    let stopped = bench.log.request_stop(&conversation, 1).await;
    assert!(matches!(&stopped, Err(LeaseError::Store(error)) if expected(error)), "{stopped:?}");
    let judged = bench.log.keep_opinion(&conversation, 1, &Opinion::Thumb(None)).await;
    assert!(matches!(&judged, Err(OpinionError::Store(error)) if expected(error)), "{judged:?}");
}

#[tokio::test(start_paused = true)]
async fn throttling_is_told_apart() {
    for name in ["ProvisionedThroughputExceededException", "RequestLimitExceeded", "ThrottlingException"] {
        let (bench, wire) = failing(move |_, _| Fate::Instead(400, refusal(name))).await;

        all_fail(&bench, |error| matches!(error, StoreError::Throttled)).await;

        assert_eq!(wire.operations().len(), 7 * 4, "{name}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_call_is_tried_four_times() {
    let (bench, wire) = failing(|_, _| Fate::Instead(500, refusal("InternalServerError"))).await;

    let newest = bench.log.newest(&conversation(), None, 10).await;

    assert!(matches!(newest, Err(StoreError::Unavailable(_))), "{newest:?}");
    assert_eq!(wire.operations(), ["Query"; 4]);
}

#[tokio::test(start_paused = true)]
async fn what_passes_is_not_noticed() {
    let (bench, wire) = failing(|sent, before| match (sent.operation.as_str(), before) {
        (_, 0) => Fate::Instead(500, refusal("InternalServerError")),
        (_, 1) => Fate::Instead(400, refusal("ThrottlingException")),
        (_, 2) => Fate::Lost,
        _ => Fate::Answered,
    })
    .await;
    let entry = open_turn(&conversation(), 1, "a");

    bench.log.append(&entry, &[]).await.unwrap();
    assert_eq!(bench.log.newest(&conversation(), None, 10).await.unwrap(), [entry]);

    assert_eq!(wire.operations(), [["PutItem"; 4], ["Query"; 4]].concat());
}

#[tokio::test(start_paused = true)]
async fn a_store_that_does_not_answer_is_given_up() {
    let (bench, _) = failing(|_, _| Fate::Swallowed).await;

    all_fail(
        &bench,
        |error| matches!(error, StoreError::Unavailable(said) if said.ends_with(": no answer in time")),
    )
    .await;
}

/// The clock of these tests stands still but for what is waited for, so this is no measurement.
#[tokio::test(start_paused = true)]
async fn a_call_takes_six_seconds_at_most_and_an_attempt_two() {
    let (bench, wire) = failing(|_, _| Fate::Swallowed).await;
    let begun = tokio::time::Instant::now();

    let newest = bench.log.newest(&conversation(), None, 10).await;

    assert!(matches!(newest, Err(StoreError::Unavailable(_))), "{newest:?}");
    assert_eq!(begun.elapsed().as_secs(), 6);
    assert_eq!(wire.operations(), ["Query"; 3]);
}

#[tokio::test(start_paused = true)]
async fn a_store_that_cannot_be_reached_is_given_up() {
    let (bench, _) = failing(|_, _| Fate::Lost).await;

    all_fail(
        &bench,
        |error| matches!(error, StoreError::Unavailable(said) if said.ends_with(": no connection")),
    )
    .await;
}

#[tokio::test]
async fn what_is_refused_is_named_and_no_more() {
    let (bench, wire) = failing(|_, _| Fate::Instead(400, refusal("AccessDeniedException"))).await;

    all_fail(&bench, |error| {
        let said = error.to_string();
        said.contains("AccessDeniedException") && !said.contains("arn:") && !said.contains("secret")
    })
    .await;

    assert_eq!(wire.operations().len(), 7, "a refusal is not tried again");
}

#[tokio::test]
async fn an_answer_of_something_else_is_not_taken_for_one() {
    let (bench, _) = failing(|_, _| Fate::Instead(200, json!("<html>"))).await;

    all_fail(&bench, |error| matches!(error, StoreError::Unavailable(_))).await;
}

#[tokio::test]
async fn a_missing_table_is_an_error() {
    let bench = Bench::on_table(EmbeddedStore::in_memory().unwrap().client());

    all_fail(
        &bench,
        |error| matches!(error, StoreError::Unavailable(said) if said.contains("ResourceNotFoundException")),
    )
    .await;
}

/// The first attempt does its work, the second finds it done.
#[tokio::test(start_paused = true)]
async fn a_write_whose_answer_is_lost_counts() {
    let (bench, wire) = failing(|sent, before| {
        let write = ["PutItem", "UpdateItem"].contains(&sent.operation.as_str());
        if write && before % 2 == 0 { Fate::AnswerLost } else { Fate::Answered }
    })
    .await;
    let conversation = conversation();

    bench.log.append(&open_turn(&conversation, 1, "a"), &[]).await.unwrap();
    bench.log.append(&marker(&conversation, 2, EntryBody::Cleared), &[]).await.unwrap();
    bench.log.take_over(&conversation, 1, &lease("a"), &lease("b")).await.unwrap();
    bench.log.close(&conversation, 1, &lease("b"), &outcome("Hello"), &[]).await.unwrap();

    assert_eq!(wire.operations(), [["PutItem"; 4], ["UpdateItem"; 4]].concat());
    let there = bench.log.newest(&conversation, None, 10).await.unwrap();
    let expected =
        [marker(&conversation, 2, EntryBody::Cleared), closed_turn(&conversation, 1, outcome("Hello"))];
    assert_eq!(there, expected);
}

/// The same of an entry and what is told of it.
#[tokio::test(start_paused = true)]
async fn a_transaction_whose_answer_is_lost_counts() {
    let (bench, wire) = failing(|sent, before| {
        let write = sent.operation == "TransactWriteItems";
        if write && before % 2 == 0 { Fate::AnswerLost } else { Fate::Answered }
    })
    .await;
    let conversation = conversation();
    let told = |name| [delivery(&conversation, name)];
    bench.log.append(&open_turn(&conversation, 1, "a"), &[]).await.unwrap();

    bench.log.close(&conversation, 1, &lease("a"), &outcome("Hello"), &told("a")).await.unwrap();
    bench.log.append(&marker(&conversation, 2, EntryBody::Ended), &told("b")).await.unwrap();
    let [one] = told("a");
    let done = Delivery { state: DeliveryState::Delivered, ..one.clone() };
    assert!(bench.outbox.replace(&one, &done).await.unwrap());

    let sent: Vec<Sent> =
        wire.take().into_iter().filter(|sent| sent.operation == "TransactWriteItems").collect();
    assert_eq!(sent.len(), 6);
    for again in sent.chunks(2) {
        assert_eq!(again[0].body, again[1].body, "with the same token, by which the store knows it again");
        assert!(again[0].body["ClientRequestToken"].is_string());
    }
    let pending = bench.outbox.due("studio", DeliveryState::Pending, now(), 10).await.unwrap();
    assert_eq!(pending, told("b"));
}

/// Another transaction on the same item is no failure of this one.
#[tokio::test(start_paused = true)]
async fn a_transaction_that_meets_another_is_made_again() {
    let cancelled = |code: &str| {
        json!({
            "__type": "com.amazonaws.dynamodb.v20120810#TransactionCanceledException",
            "message": "Transaction cancelled",
            "CancellationReasons": [{ "Code": "None" }, { "Code": code }],
        })
    };
    let conversation = conversation();
    for (code, meets) in [("TransactionConflict", 3), ("TransactionConflict", 99), ("ThrottlingError", 99)] {
        let body = cancelled(code);
        let (bench, _) = failing(move |sent, before| match sent.operation.as_str() {
            "TransactWriteItems" if before < meets => Fate::Instead(400, body.clone()),
            _ => Fate::Answered,
        })
        .await;
        let told = [delivery(&conversation, "a")];
        let ended = bench.log.append(&marker(&conversation, 1, EntryBody::Ended), &told).await;
        if meets == 3 {
            ended.unwrap();
        } else {
            assert!(matches!(ended, Err(AppendError::Store(StoreError::Throttled))), "{ended:?}");
        }
    }
}

/// The answer is lost, and before the second attempt somebody else comes by.
#[tokio::test(start_paused = true)]
async fn a_repeated_write_does_not_take_what_is_another_s() {
    let (bench, _) = failing(|sent, before| match (sent.operation.as_str(), before) {
        ("PutItem", 0) => Fate::Lost,
        _ => Fate::Answered,
    })
    .await;
    let conversation = conversation();
    let (mine, theirs) = (open_turn(&conversation, 1, "a"), open_turn(&conversation, 1, "b"));

    let (my, their) = tokio::join!(bench.log.append(&mine, &[]), bench.log.append(&theirs, &[]));

    assert!(matches!(my, Err(AppendError::Taken)), "{my:?}");
    their.unwrap();
    assert_eq!(bench.log.newest(&conversation, None, 10).await.unwrap(), [theirs]);
}

fn deletions(sent: &Sent) -> Vec<Json> {
    sent.body["RequestItems"][TABLE].as_array().unwrap().clone()
}

#[tokio::test(start_paused = true)]
async fn deletions_that_are_left_over_are_sent_again() {
    let (bench, wire) = failing(|sent, before| match (sent.operation.as_str(), before) {
        // The first time, nothing is done; the second time, all.
        ("BatchWriteItem", 0) => Fate::Instead(200, json!({"UnprocessedItems": {TABLE: deletions(sent)}})),
        _ => Fate::Answered,
    })
    .await;
    let conversation = conversation();
    for seq in 1..=30 {
        bench.log.append(&open_turn(&conversation, seq, "a"), &[]).await.unwrap();
    }

    bench.log.forget_before(&conversation, 30).await.unwrap();

    let batches: Vec<usize> = wire
        .take()
        .iter()
        .filter(|sent| sent.operation == "BatchWriteItem")
        .map(|sent| deletions(sent).len())
        .collect();
    assert_eq!(batches, [25, 25, 4]);
    assert_eq!(bench.log.newest(&conversation, None, 50).await.unwrap(), [open_turn(&conversation, 30, "a")]);
}

#[tokio::test(start_paused = true)]
async fn deletions_are_not_sent_again_for_ever() {
    let (bench, wire) = failing(|sent, _| match sent.operation.as_str() {
        "BatchWriteItem" => Fate::Instead(200, json!({"UnprocessedItems": {TABLE: deletions(sent)}})),
        _ => Fate::Answered,
    })
    .await;
    let conversation: ConversationId = conversation();
    bench.log.append(&open_turn(&conversation, 1, "a"), &[]).await.unwrap();

    let forgotten = bench.log.forget_before(&conversation, 2).await;

    assert!(matches!(forgotten, Err(StoreError::Throttled)), "{forgotten:?}");
    let batches = wire.operations().into_iter().filter(|operation| operation == "BatchWriteItem").count();
    assert_eq!(batches, 6);
}
