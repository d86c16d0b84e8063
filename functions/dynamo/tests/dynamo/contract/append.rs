//! Putting entries.

use std::sync::Arc;

use engine::log::EntryBody;
use engine::ports::AppendError;
use futures_util::future::join_all;

use crate::bench::Bench;
use crate::sample::{closed_turn, conversation, full_turn, marker, open_turn, outcome};

pub(super) async fn entries_come_back_as_they_were_put(bench: Bench) {
    let conversation = conversation();
    let mut bare = open_turn(&conversation, 6, "a");
    let EntryBody::Turn(turn) = &mut bare.body else { unreachable!() };
    turn.page = None;
    turn.message = String::new();
    let mut emptied = outcome("");
    emptied.blocks.clear();
    emptied.tool_calls.clear();
    emptied.degraded = None;
    emptied.scope = engine::scope::Scope::default();
    let mut entries = [
        open_turn(&conversation, 1, "process-1/attempt#1"),
        closed_turn(&conversation, 2, outcome("Understood: 20–30k €.\n\n\u{0}\u{1F389}")),
        closed_turn(&conversation, 3, emptied),
        marker(&conversation, 4, EntryBody::Cleared),
        marker(&conversation, 5, EntryBody::Ended),
        bare,
        full_turn(&conversation, 7),
    ];
    bench.append_all(&entries).await;

    entries.reverse();
    assert_eq!(bench.log.newest(&conversation, None, 10).await.unwrap(), entries);
}

pub(super) async fn a_place_is_given_once(bench: Bench) {
    let conversation = conversation();
    let first = open_turn(&conversation, 1, "a");
    bench.log.append(&first, &[]).await.unwrap();

    for second in [
        open_turn(&conversation, 1, "b"),
        closed_turn(&conversation, 1, outcome("Hello")),
        marker(&conversation, 1, EntryBody::Ended),
    ] {
        let refused = bench.log.append(&second, &[]).await;
        assert!(matches!(refused, Err(AppendError::Taken)), "{refused:?}");
    }

    assert_eq!(bench.log.newest(&conversation, None, 10).await.unwrap(), [first]);
}

pub(super) async fn of_twenty_at_once_one_wins(bench: Bench) {
    let conversation = conversation();
    for seq in 1..=10 {
        let contenders: Vec<_> =
            (0..20).map(|number| open_turn(&conversation, seq, &format!("holder-{number}"))).collect();
        let running = contenders.iter().cloned().map(|entry| {
            let log = Arc::clone(&bench.log);
            tokio::spawn(async move { log.append(&entry, &[]).await })
        });
        let ended: Vec<_> = join_all(running).await.into_iter().map(Result::unwrap).collect();

        let winners: Vec<usize> = (0..20).filter(|number| ended[*number].is_ok()).collect();
        assert_eq!(winners.len(), 1, "{ended:?}");
        for refused in ended.iter().filter(|ended| ended.is_err()) {
            assert!(matches!(refused, Err(AppendError::Taken)), "{refused:?}");
        }
        let newest = bench.log.newest(&conversation, None, 1).await.unwrap();
        assert_eq!(newest, [contenders[winners[0]].clone()]);
    }
}

/// So that an attempt whose answer got lost can be repeated.
pub(super) async fn the_same_entry_again_is_no_error(bench: Bench) {
    let conversation = conversation();
    let mut entries = [
        open_turn(&conversation, 1, "a"),
        marker(&conversation, 2, EntryBody::Cleared),
        open_turn(&conversation, 3, "b"),
    ];
    for entry in &entries {
        bench.log.append(entry, &[]).await.unwrap();
        bench.log.append(entry, &[]).await.unwrap();
    }

    entries.reverse();
    assert_eq!(bench.log.newest(&conversation, None, 10).await.unwrap(), entries);
}

/// The way that the log is meant to be used: who finds the place taken reads again and takes the next.
pub(super) async fn two_tabs_that_read_again_lose_nothing(bench: Bench) {
    let conversation = conversation();
    let tabs = ["left", "right"].map(|tab| {
        let (log, conversation) = (Arc::clone(&bench.log), conversation.clone());
        tokio::spawn(async move {
            for number in 0..15 {
                loop {
                    let newest = log.newest(&conversation, None, 1).await.unwrap();
                    let seq = newest.first().map_or(0, |entry| entry.seq) + 1;
                    match log.append(&open_turn(&conversation, seq, &format!("{tab}-{number}")), &[]).await {
                        Ok(()) => break,
                        Err(AppendError::Taken) => {}
                        Err(error) => panic!("{error}"),
                    }
                }
            }
        })
    });
    for tab in tabs {
        tab.await.unwrap();
    }

    let entries = bench.log.newest(&conversation, None, 100).await.unwrap();
    assert!(entries.iter().rev().map(|entry| entry.seq).eq(1..=30));
    for tab in ["left", "right"] {
        for number in 0..15 {
            let holder = format!("{tab}-{number}");
            let of_it =
                entries.iter().filter(|entry| **entry == open_turn(&conversation, entry.seq, &holder));
            assert_eq!(of_it.count(), 1, "{holder}");
        }
    }
}
