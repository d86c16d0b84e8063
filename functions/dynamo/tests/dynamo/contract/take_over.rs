//! Taking an open turn over.

use std::sync::Arc;

use engine::log::{EntryBody, Lease, Progress};
use engine::ports::LeaseError;
use futures_util::future::join_all;
use jiff::SignedDuration;

use crate::bench::Bench;
use crate::sample::{closed_turn, conversation, lease, marker, open_turn, outcome};

async fn progress(bench: &Bench, seq: u64) -> Progress {
    let newest = bench.log.newest(&conversation(), Some(seq + 1), 1).await.unwrap();
    match newest.into_iter().next().map(|entry| entry.body) {
        Some(EntryBody::Turn(turn)) => turn.progress,
        other => panic!("not a turn: {other:?}"),
    }
}

pub(super) async fn the_new_holder_alone_may_close(bench: Bench) {
    let conversation = conversation();
    bench.log.append(&open_turn(&conversation, 1, "old"), &[]).await.unwrap();
    let (old, new) = (lease("old"), lease("new"));

    bench.log.take_over(&conversation, 1, &old, &new).await.unwrap();

    assert_eq!(progress(&bench, 1).await, Progress::Open(new.clone()));
    let lost = bench.log.close(&conversation, 1, &old, &outcome("of the old"), &[]).await;
    assert!(matches!(lost, Err(LeaseError::Lost)), "{lost:?}");
    let lost = bench.log.take_over(&conversation, 1, &old, &lease("third")).await;
    assert!(matches!(lost, Err(LeaseError::Lost)), "{lost:?}");
    bench.log.close(&conversation, 1, &new, &outcome("of the new"), &[]).await.unwrap();
    assert_eq!(progress(&bench, 1).await, Progress::Closed(Box::new(outcome("of the new"))));
}

pub(super) async fn of_twenty_who_take_over_one_wins(bench: Bench) {
    let conversation = conversation();
    bench.log.append(&open_turn(&conversation, 1, "old"), &[]).await.unwrap();
    let running = (0..20).map(|number| {
        let (log, conversation) = (Arc::clone(&bench.log), conversation.clone());
        tokio::spawn(async move {
            log.take_over(&conversation, 1, &lease("old"), &lease(&format!("new-{number}"))).await
        })
    });

    let ended: Vec<_> = join_all(running).await.into_iter().map(Result::unwrap).collect();

    let winners: Vec<usize> = (0..20).filter(|number| ended[*number].is_ok()).collect();
    assert_eq!(winners.len(), 1, "{ended:?}");
    assert!(ended.iter().all(|ended| matches!(ended, Ok(()) | Err(LeaseError::Lost))), "{ended:?}");
    assert_eq!(progress(&bench, 1).await, Progress::Open(lease(&format!("new-{}", winners[0]))));
}

/// So that an attempt whose answer got lost can be repeated.
pub(super) async fn the_same_take_over_again_is_no_error(bench: Bench) {
    let conversation = conversation();
    bench.log.append(&open_turn(&conversation, 1, "old"), &[]).await.unwrap();

    for _ in 0..2 {
        bench.log.take_over(&conversation, 1, &lease("old"), &lease("new")).await.unwrap();
    }

    assert_eq!(progress(&bench, 1).await, Progress::Open(lease("new")));
}

pub(super) async fn only_an_open_turn_is_taken_over(bench: Bench) {
    let conversation = conversation();
    let entries = [
        closed_turn(&conversation, 1, outcome("Hello")),
        marker(&conversation, 2, EntryBody::Cleared),
        marker(&conversation, 3, EntryBody::Ended),
    ];
    bench.append_all(&entries).await;

    for seq in 1..=4 {
        let lost = bench.log.take_over(&conversation, seq, &lease("old"), &lease("new")).await;
        assert!(matches!(lost, Err(LeaseError::Lost)), "{seq}: {lost:?}");
    }

    assert!(bench.log.newest(&conversation, None, 10).await.unwrap().iter().rev().eq(&entries));
}

/// A holder who asks for more time has another lease from then on.
pub(super) async fn a_lease_is_its_holder_and_its_time(bench: Bench) {
    let conversation = conversation();
    bench.log.append(&open_turn(&conversation, 1, "a"), &[]).await.unwrap();
    let first = lease("a");
    let longer =
        Lease { until: first.until.checked_add(SignedDuration::from_nanos(1)).unwrap(), ..first.clone() };

    bench.log.take_over(&conversation, 1, &first, &longer).await.unwrap();

    let lost = bench.log.close(&conversation, 1, &first, &outcome("Hello"), &[]).await;
    assert!(matches!(lost, Err(LeaseError::Lost)), "{lost:?}");
    bench.log.close(&conversation, 1, &longer, &outcome("Hello"), &[]).await.unwrap();
}

pub(super) async fn closing_and_taking_over_exclude_each_other(bench: Bench) {
    let conversation = conversation();
    for seq in 1..=30 {
        bench.log.append(&open_turn(&conversation, seq, "old"), &[]).await.unwrap();
        let closing = {
            let (log, conversation) = (Arc::clone(&bench.log), conversation.clone());
            tokio::spawn(async move {
                log.close(&conversation, seq, &lease("old"), &outcome("of the old"), &[]).await
            })
        };
        let taking = {
            let (log, conversation) = (Arc::clone(&bench.log), conversation.clone());
            tokio::spawn(async move { log.take_over(&conversation, seq, &lease("old"), &lease("new")).await })
        };

        let (closed, taken) = (closing.await.unwrap(), taking.await.unwrap());

        let expected = match (closed, taken) {
            (Ok(_), Err(LeaseError::Lost)) => Progress::Closed(Box::new(outcome("of the old"))),
            (Err(LeaseError::Lost), Ok(())) => Progress::Open(lease("new")),
            both => panic!("{both:?}"),
        };
        assert_eq!(progress(&bench, seq).await, expected);
    }
}
