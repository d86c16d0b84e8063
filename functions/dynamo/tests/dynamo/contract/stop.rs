//! Asking whoever answers a turn to stop.

use std::sync::Arc;

use engine::log::{Entry, EntryBody};
use engine::ports::{Closed, LeaseError};

use crate::bench::Bench;
use crate::sample::{closed_turn, conversation, lease, marker, open_turn, outcome};

fn stopped(mut entry: Entry) -> Entry {
    let EntryBody::Turn(turn) = &mut entry.body else { panic!("not a turn") };
    turn.stop_requested = true;
    entry
}

pub(super) async fn a_stop_is_kept_through_take_over_and_close(bench: Bench) {
    let conversation = conversation();
    bench.append_all(&[open_turn(&conversation, 1, "old"), open_turn(&conversation, 2, "old")]).await;

    bench.log.request_stop(&conversation, 1).await.unwrap();
    let there = bench.log.newest(&conversation, None, 10).await.unwrap();
    assert_eq!(there, [open_turn(&conversation, 2, "old"), stopped(open_turn(&conversation, 1, "old"))]);

    bench.log.take_over(&conversation, 1, &lease("old"), &lease("new")).await.unwrap();
    let closed = bench.log.close(&conversation, 1, &lease("new"), &outcome("Half a"), &[]).await.unwrap();
    assert_eq!(closed, Closed { stop_requested: true });
    let other = bench.log.close(&conversation, 2, &lease("old"), &outcome("Whole."), &[]).await.unwrap();
    assert_eq!(other, Closed { stop_requested: false });
    let expected = [
        closed_turn(&conversation, 2, outcome("Whole.")),
        stopped(closed_turn(&conversation, 1, outcome("Half a"))),
    ];
    assert_eq!(bench.log.newest(&conversation, None, 10).await.unwrap(), expected);
}

pub(super) async fn asking_twice_is_no_error(bench: Bench) {
    let conversation = conversation();
    bench.log.append(&open_turn(&conversation, 1, "a"), &[]).await.unwrap();
    for _ in 0..2 {
        bench.log.request_stop(&conversation, 1).await.unwrap();
    }
    let there = bench.log.newest(&conversation, None, 10).await.unwrap();
    assert_eq!(there, [stopped(open_turn(&conversation, 1, "a"))]);
}

pub(super) async fn only_an_open_turn_is_asked_to_stop(bench: Bench) {
    let conversation = conversation();
    let entries = [
        closed_turn(&conversation, 1, outcome("Hello")),
        marker(&conversation, 2, EntryBody::Cleared),
        marker(&conversation, 3, EntryBody::Ended),
    ];
    bench.append_all(&entries).await;
    for seq in 1..=4 {
        let lost = bench.log.request_stop(&conversation, seq).await;
        assert!(matches!(lost, Err(LeaseError::Lost)), "{seq}: {lost:?}");
    }
    assert!(bench.log.newest(&conversation, None, 10).await.unwrap().iter().rev().eq(&entries));
}

/// An attempt whose answer got lost is repeated, and must not forget the stop.
pub(super) async fn closing_tells_of_a_stop_again(bench: Bench) {
    let conversation = conversation();
    bench.log.append(&open_turn(&conversation, 1, "a"), &[]).await.unwrap();
    bench.log.request_stop(&conversation, 1).await.unwrap();
    for _ in 0..2 {
        let closed = bench.log.close(&conversation, 1, &lease("a"), &outcome("Half a"), &[]).await.unwrap();
        assert_eq!(closed, Closed { stop_requested: true });
    }
}

/// A stop that comes just as the turn is closed is either told by the close or refused: never neither, never both.
pub(super) async fn a_stop_is_told_or_refused(bench: Bench) {
    let conversation = conversation();
    for seq in 1..=30 {
        bench.log.append(&open_turn(&conversation, seq, "a"), &[]).await.unwrap();
        let stopping = {
            let (log, conversation) = (Arc::clone(&bench.log), conversation.clone());
            tokio::spawn(async move { log.request_stop(&conversation, seq).await })
        };
        let closed = bench.log.close(&conversation, seq, &lease("a"), &outcome("Hello"), &[]).await.unwrap();
        let asked = stopping.await.unwrap();
        assert_eq!(closed.stop_requested, asked.is_ok(), "{asked:?}");
    }
}
