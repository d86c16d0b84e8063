//! What the table's requests are: how many, and what becomes of them when the store fails.

use embedded::EmbeddedStore;
use engine::ports::{Budget, StoreError, Taken};
use jiff::SignedDuration;
use jiff::civil::date;
use serde_json::{Value as Json, json};

use super::{Bench, bucket, session};
use crate::bench::{TABLE, client_over};
use embedded::wire::{Fate, Sent, Wire};

/// Limits over a wire that does as the script says.
async fn behind(script: impl Fn(&Sent, usize) -> Fate + Send + Sync + 'static) -> (Bench, Wire) {
    let store = EmbeddedStore::in_memory().unwrap();
    dynamo::ensure_table(&store.client(), TABLE).await.unwrap();
    let wire = Wire::before(&store.client(), script);
    (Bench::over(&client_over(wire.clone()), TABLE), wire)
}

#[tokio::test]
async fn a_bucket_at_rest_costs_one_write_and_a_used_one_two() {
    let (bench, wire) = behind(|_, _| Fate::Answered).await;
    let bucket = bucket("studio", session("1"));

    bench.limits().take(&bucket).await.unwrap();
    let first = wire.take();
    assert_eq!(first.len(), 1);
    assert_eq!(first[0].operation, "UpdateItem");
    assert_eq!(first[0].body["Key"], json!({ "pk": { "S": "T#studio#L#S#1" }, "sk": { "S": "BUCKET" } }));

    // A second later the minute is full again, the hour is not.
    bench.clock.pass(SignedDuration::from_secs(1));
    bench.limits().take(&bucket).await.unwrap();
    assert_eq!(wire.operations(), ["UpdateItem", "UpdateItem"]);

    bench.clock.pass(SignedDuration::from_secs(10));
    bench.limits().take(&bucket).await.unwrap();
    assert_eq!(wire.operations(), ["UpdateItem"]);
}

#[tokio::test]
async fn a_refusal_changes_nothing_in_the_store() {
    let (bench, wire) = behind(|_, _| Fate::Answered).await;
    let bucket = bucket("studio", session("1"));
    bench.drain(&bucket).await;
    drop(wire.take());

    assert_eq!(
        bench.limits().take(&bucket).await.unwrap(),
        Taken::No { retry_after: SignedDuration::from_secs(1) }
    );
    // One, whose condition does not hold.
    assert_eq!(wire.operations(), ["UpdateItem"]);
}

#[tokio::test]
async fn a_bucket_expires_when_it_would_be_full() {
    let (bench, wire) = behind(|_, _| Fate::Answered).await;
    bench.limits().take(&bucket("studio", session("1"))).await.unwrap();
    let sent: Json = wire.take()[0].body["ExpressionAttributeValues"][":expires"]["N"].clone();
    // 2026-11-21T10:15:30Z, an hour and a second.
    assert_eq!(sent, "1795259731");
}

#[tokio::test]
async fn a_lost_answer_never_gives_more() {
    let (bench, _wire) =
        behind(|_, before| if before == 0 { Fate::AnswerLost } else { Fate::Answered }).await;
    // Nine are told of, and the one whose answer was lost is gone.
    assert_eq!(bench.drain(&bucket("studio", session("1"))).await.0, 9);

    let (bench, _wire) =
        behind(|_, before| if before == 0 { Fate::AnswerLost } else { Fate::Answered }).await;
    let day = date(2026, 11, 21);
    let mut given = 0;
    for _ in 0..10 {
        given += bench.limits().reserve("studio", day, Budget::Messages, 5, 20).await.unwrap();
    }
    assert_eq!(given, 15);
}

#[tokio::test]
async fn a_store_that_fails_is_told_so() {
    let error =
        json!({ "__type": "com.amazonaws.dynamodb.v20120810#ThrottlingException", "message": "slow down" });
    let (bench, _wire) = behind(move |_, _| Fate::Instead(400, error.clone())).await;
    let refused = bench.limits().take(&bucket("studio", session("1"))).await;
    assert!(matches!(refused, Err(StoreError::Throttled)), "{refused:?}");
    let refused = bench.limits().reserve("studio", date(2026, 11, 21), Budget::Tokens, 5, 20).await;
    assert!(matches!(refused, Err(StoreError::Throttled)), "{refused:?}");
}

/// Somebody whose clock or rates differ writes between every read and write: it ends.
#[tokio::test]
async fn a_bucket_that_never_comes_to_rest_counts_as_throttled() {
    let refused = json!({
        "__type": "com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException",
        "message": "The conditional request failed",
    });
    let (bench, wire) = behind(move |_, _| Fate::Instead(400, refused.clone())).await;
    let throttled = bench.limits().take(&bucket("studio", session("1"))).await;
    assert!(matches!(throttled, Err(StoreError::Throttled)), "{throttled:?}");
    assert_eq!(wire.take().len(), 12);
}
