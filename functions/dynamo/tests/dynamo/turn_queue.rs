//! The queue of turns of one machine.

use std::sync::Arc;

use dynamo::{TakenTurn, TurnQueueTable};
use embedded::EmbeddedStore;
use engine::ports::{QueuedTurn, TurnQueue as _};
use futures_util::future::join_all;
use jiff::{SignedDuration, Timestamp};

use crate::bench::{HandClock, TABLE};
use crate::sample::{lease, named, now};

async fn queue() -> (TurnQueueTable, Arc<HandClock>) {
    let client = EmbeddedStore::in_memory().unwrap().client();
    dynamo::ensure_table(&client, TABLE).await.unwrap();
    let clock = HandClock::new();
    (TurnQueueTable::new(client, TABLE, clock.clone()), clock)
}

fn turn(tenant: &str, seq: u64) -> QueuedTurn {
    QueuedTurn {
        conversation: named(tenant, "0199f3a0-session"),
        seq,
        lease: lease("queue/1"),
        locale: "en-GB".into(),
        time_zone: Some("Europe/Berlin".into()),
        request_id: "request-1".into(),
    }
}

fn later(seconds: i64) -> Timestamp {
    now().checked_add(SignedDuration::from_secs(seconds)).unwrap()
}

#[tokio::test]
async fn a_turn_is_taken_once_until_it_is_let_go() {
    let (queue, clock) = queue().await;
    queue.enqueue(&turn("studio", 1)).await.unwrap();
    let taking = (0..10).map(|_| queue.take("studio", later(60)));
    let taken: Vec<TakenTurn> = join_all(taking).await.into_iter().flat_map(Result::unwrap).collect();
    assert_eq!(taken, [TakenTurn { turn: turn("studio", 1), receives: 1 }]);

    // Sent again, it does not begin anew.
    queue.enqueue(&turn("studio", 1)).await.unwrap();
    assert!(queue.take("studio", later(60)).await.unwrap().is_empty());
    // A process that begins where there is no other takes it over.
    assert_eq!(queue.take_over("studio", later(60)).await.unwrap()[0].receives, 2);
    assert!(queue.take("studio", later(60)).await.unwrap().is_empty());
    clock.pass(SignedDuration::from_secs(61));
    assert_eq!(queue.take("studio", later(120)).await.unwrap()[0].receives, 3);
    queue.done(&turn("studio", 1)).await.unwrap();
    clock.pass(SignedDuration::from_secs(600));
    assert!(queue.take("studio", later(999)).await.unwrap().is_empty());
}

#[tokio::test]
async fn what_was_given_up_is_seen_and_comes_back() {
    let (queue, _) = queue().await;
    queue.enqueue(&turn("studio", 1)).await.unwrap();
    queue.enqueue(&turn("studio", 2)).await.unwrap();
    queue.bury(&turn("studio", 1)).await.unwrap();
    assert_eq!(queue.dead("studio").await.unwrap(), [turn("studio", 1)]);
    let taken = queue.take("studio", later(60)).await.unwrap();
    assert_eq!(taken, [TakenTurn { turn: turn("studio", 2), receives: 1 }]);

    assert!(queue.revive(&turn("studio", 1)).await.unwrap());
    assert!(!queue.revive(&turn("studio", 1)).await.unwrap());
    assert!(queue.dead("studio").await.unwrap().is_empty());
    let taken = queue.take("studio", later(60)).await.unwrap();
    assert_eq!(taken, [TakenTurn { turn: turn("studio", 1), receives: 1 }]);
}

#[tokio::test]
async fn queues_do_not_touch() {
    let (queue, _) = queue().await;
    queue.enqueue(&turn("crm", 1)).await.unwrap();
    queue.bury(&turn("crm", 1)).await.unwrap();
    queue.enqueue(&turn("crm", 2)).await.unwrap();
    assert!(queue.take("studio", later(60)).await.unwrap().is_empty());
    assert!(queue.dead("studio").await.unwrap().is_empty());
    assert_eq!(queue.take("crm", later(60)).await.unwrap()[0].turn, turn("crm", 2));
}
