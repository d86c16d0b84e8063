//! What is told goes with the write that it tells of, or not at all.

use std::sync::Arc;

use engine::log::EntryBody;
use engine::ports::{AppendError, Delivery, DeliveryState, LeaseError, StoreError};
use futures_util::future::join_all;

use crate::bench::Bench;
use crate::sample::{closed_turn, conversation, delivery, lease, marker, now, open_turn, outcome};

async fn pending(bench: &Bench) -> Vec<Delivery> {
    bench.outbox.due("studio", DeliveryState::Pending, now(), 100).await.unwrap()
}

pub(super) async fn what_is_told_is_written_with_the_entry(bench: Bench) {
    let conversation = conversation();
    let ended = marker(&conversation, 1, EntryBody::Ended);
    let told = [delivery(&conversation, "a"), delivery(&conversation, "b")];

    bench.log.append(&ended, &told).await.unwrap();

    assert_eq!(bench.log.newest(&conversation, None, 10).await.unwrap(), [ended]);
    assert_eq!(pending(&bench).await, told);
}

pub(super) async fn what_is_told_is_written_with_the_close(bench: Bench) {
    let conversation = conversation();
    bench.log.append(&open_turn(&conversation, 1, "a"), &[]).await.unwrap();
    let told = [delivery(&conversation, "a"), delivery(&conversation, "b")];

    let closed = bench.log.close(&conversation, 1, &lease("a"), &outcome("Hello"), &told).await.unwrap();

    assert!(!closed.stop_requested);
    let there = bench.log.newest(&conversation, None, 10).await.unwrap();
    assert_eq!(there, [closed_turn(&conversation, 1, outcome("Hello"))]);
    assert_eq!(pending(&bench).await, told);
}

pub(super) async fn nothing_is_told_of_what_was_not_written(bench: Bench) {
    let conversation = conversation();
    bench.append_all(&[open_turn(&conversation, 1, "a")]).await;
    let told = [delivery(&conversation, "a")];

    let taken = bench.log.append(&open_turn(&conversation, 1, "b"), &told).await;
    let lost = bench.log.close(&conversation, 1, &lease("b"), &outcome("Hello"), &told).await;
    let nowhere = bench.log.close(&conversation, 2, &lease("a"), &outcome("Hello"), &told).await;

    assert!(matches!(taken, Err(AppendError::Taken)), "{taken:?}");
    assert!(matches!(lost, Err(LeaseError::Lost)), "{lost:?}");
    assert!(matches!(nowhere, Err(LeaseError::Lost)), "{nowhere:?}");
    assert!(pending(&bench).await.is_empty());
}

pub(super) async fn the_same_again_tells_nothing_twice(bench: Bench) {
    let conversation = conversation();
    let told = [delivery(&conversation, "a")];
    let ended = marker(&conversation, 2, EntryBody::Ended);
    bench.append_all(&[open_turn(&conversation, 1, "a")]).await;

    for _ in 0..2 {
        bench.log.close(&conversation, 1, &lease("a"), &outcome("Hello"), &told).await.unwrap();
        bench.log.append(&ended, &[delivery(&conversation, "b")]).await.unwrap();
    }

    assert_eq!(pending(&bench).await.len(), 2);
}

pub(super) async fn a_stop_is_told_beside_deliveries(bench: Bench) {
    let conversation = conversation();
    let told = [delivery(&conversation, "a")];
    bench.append_all(&[open_turn(&conversation, 1, "a")]).await;
    bench.log.request_stop(&conversation, 1).await.unwrap();

    for _ in 0..2 {
        let closed = bench.log.close(&conversation, 1, &lease("a"), &outcome("Hello"), &told).await.unwrap();
        assert!(closed.stop_requested);
    }

    assert_eq!(pending(&bench).await, told);
    let lost = bench.log.close(&conversation, 1, &lease("b"), &outcome("Hi"), &told).await;
    assert!(matches!(lost, Err(LeaseError::Lost)), "{lost:?}");
}

pub(super) async fn of_twenty_who_close_one_tells(bench: Bench) {
    let conversation = conversation();
    bench.log.append(&open_turn(&conversation, 1, "a"), &[]).await.unwrap();
    let running = (0..20).map(|number| {
        let (log, conversation) = (Arc::clone(&bench.log), conversation.clone());
        tokio::spawn(async move {
            let told = [delivery(&conversation, &number.to_string())];
            log.close(&conversation, 1, &lease("a"), &outcome(&number.to_string()), &told).await
        })
    });

    let ended: Vec<_> = join_all(running).await.into_iter().map(Result::unwrap).collect();

    let winners: Vec<usize> = (0..20).filter(|number| ended[*number].is_ok()).collect();
    assert_eq!(winners.len(), 1, "{ended:?}");
    assert_eq!(pending(&bench).await, [delivery(&conversation, &winners[0].to_string())]);
}

/// The fake knows no size.
pub(super) async fn what_does_not_fit_is_not_told(bench: Bench) {
    let conversation = conversation();
    bench.append_all(&[open_turn(&conversation, 1, "a")]).await;
    let told = [delivery(&conversation, "a")];

    match bench.log.close(&conversation, 1, &lease("a"), &outcome(&"x".repeat(400_000)), &told).await {
        Ok(_) => assert_eq!(pending(&bench).await, told),
        Err(error) => {
            assert!(matches!(error, LeaseError::Store(StoreError::TooLarge)), "{error:?}");
            assert!(pending(&bench).await.is_empty());
            bench.log.close(&conversation, 1, &lease("a"), &outcome("shorter"), &told).await.unwrap();
            assert_eq!(pending(&bench).await, told);
        }
    }
}
