//! Closing an open turn.

use std::sync::Arc;

use engine::log::{EntryBody, Progress};
use engine::ports::LeaseError;
use futures_util::future::join_all;

use crate::bench::Bench;
use crate::sample::{closed_turn, conversation, lease, marker, open_turn, outcome};

pub(super) async fn closing_changes_the_progress_alone(bench: Bench) {
    let conversation = conversation();
    bench.append_all(&[open_turn(&conversation, 1, "a"), open_turn(&conversation, 2, "a")]).await;

    bench.log.close(&conversation, 1, &lease("a"), &outcome("Understood."), &[]).await.unwrap();

    let expected = [open_turn(&conversation, 2, "a"), closed_turn(&conversation, 1, outcome("Understood."))];
    assert_eq!(bench.log.newest(&conversation, None, 10).await.unwrap(), expected);
}

pub(super) async fn a_turn_is_closed_once(bench: Bench) {
    let conversation = conversation();
    bench.log.append(&open_turn(&conversation, 1, "a"), &[]).await.unwrap();
    bench.log.close(&conversation, 1, &lease("a"), &outcome("first"), &[]).await.unwrap();

    let lost = bench.log.close(&conversation, 1, &lease("a"), &outcome("second"), &[]).await;

    assert!(matches!(lost, Err(LeaseError::Lost)), "{lost:?}");
    let there = bench.log.newest(&conversation, None, 10).await.unwrap();
    assert_eq!(there, [closed_turn(&conversation, 1, outcome("first"))]);
}

/// So that an attempt whose answer got lost can be repeated.
pub(super) async fn the_same_outcome_again_is_no_error(bench: Bench) {
    let conversation = conversation();
    bench.log.append(&open_turn(&conversation, 1, "a"), &[]).await.unwrap();

    for _ in 0..2 {
        bench.log.close(&conversation, 1, &lease("a"), &outcome("Hello"), &[]).await.unwrap();
    }

    let there = bench.log.newest(&conversation, None, 10).await.unwrap();
    assert_eq!(there, [closed_turn(&conversation, 1, outcome("Hello"))]);
}

pub(super) async fn of_twenty_who_close_one_wins(bench: Bench) {
    let conversation = conversation();
    bench.log.append(&open_turn(&conversation, 1, "a"), &[]).await.unwrap();
    let running = (0..20).map(|number| {
        let (log, conversation) = (Arc::clone(&bench.log), conversation.clone());
        tokio::spawn(async move {
            log.close(&conversation, 1, &lease("a"), &outcome(&format!("{number}")), &[]).await
        })
    });

    let ended: Vec<_> = join_all(running).await.into_iter().map(Result::unwrap).collect();

    let winners: Vec<usize> = (0..20).filter(|number| ended[*number].is_ok()).collect();
    assert_eq!(winners.len(), 1, "{ended:?}");
    assert!(ended.iter().all(|ended| matches!(ended, Ok(_) | Err(LeaseError::Lost))), "{ended:?}");
    let there = bench.log.newest(&conversation, None, 10).await.unwrap();
    assert_eq!(there, [closed_turn(&conversation, 1, outcome(&format!("{}", winners[0])))]);
}

pub(super) async fn only_an_open_turn_is_closed(bench: Bench) {
    let conversation = conversation();
    let entries = [marker(&conversation, 1, EntryBody::Cleared), marker(&conversation, 2, EntryBody::Ended)];
    bench.append_all(&entries).await;

    for seq in 1..=3 {
        let lost = bench.log.close(&conversation, seq, &lease("a"), &outcome("Hello"), &[]).await;
        assert!(matches!(lost, Err(LeaseError::Lost)), "{seq}: {lost:?}");
    }

    assert!(bench.log.newest(&conversation, None, 10).await.unwrap().iter().rev().eq(&entries));
}

pub(super) async fn what_was_forgotten_does_not_come_back(bench: Bench) {
    let conversation = conversation();
    bench.append_all(&[open_turn(&conversation, 1, "a"), marker(&conversation, 2, EntryBody::Cleared)]).await;
    bench.log.forget_before(&conversation, 2).await.unwrap();

    let closed = bench.log.close(&conversation, 1, &lease("a"), &outcome("too late"), &[]).await;
    let taken = bench.log.take_over(&conversation, 1, &lease("a"), &lease("b")).await;

    assert!(matches!(closed, Err(LeaseError::Lost)), "{closed:?}");
    assert!(matches!(taken, Err(LeaseError::Lost)), "{taken:?}");
    let there = bench.log.newest(&conversation, None, 10).await.unwrap();
    assert_eq!(there, [marker(&conversation, 2, EntryBody::Cleared)]);
    assert!(there.iter().all(
        |entry| !matches!(&entry.body, EntryBody::Turn(turn) if matches!(turn.progress, Progress::Closed(_)))
    ));
}
