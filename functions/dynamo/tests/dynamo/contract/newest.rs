//! Reading entries.

use engine::log::{Entry, EntryBody};

use crate::bench::Bench;
use crate::sample::{closed_turn, conversation, open_turn, outcome};

fn places(entries: &[Entry]) -> Vec<u64> {
    entries.iter().map(|entry| entry.seq).collect()
}

pub(super) async fn a_conversation_begins_empty(bench: Bench) {
    assert_eq!(bench.log.newest(&conversation(), None, 50).await.unwrap(), []);
    assert_eq!(bench.log.newest(&conversation(), Some(7), 50).await.unwrap(), []);
}

pub(super) async fn newest_come_first_and_no_more_than_asked_for(bench: Bench) {
    let conversation = conversation();
    // Not in order: only the place counts.
    for seq in [3, 1, 5, 2, 4] {
        bench.log.append(&open_turn(&conversation, seq, "a"), &[]).await.unwrap();
    }

    for (limit, expected) in
        [(0, &[][..]), (1, &[5]), (3, &[5, 4, 3]), (5, &[5, 4, 3, 2, 1]), (u16::MAX, &[5, 4, 3, 2, 1])]
    {
        assert_eq!(places(&bench.log.newest(&conversation, None, limit).await.unwrap()), expected, "{limit}");
    }
}

pub(super) async fn pages_cover_everything_once(bench: Bench) {
    let conversation = conversation();
    for seq in 1..=25 {
        bench.log.append(&open_turn(&conversation, seq, "a"), &[]).await.unwrap();
    }

    let (mut seen, mut before) = (Vec::new(), None);
    loop {
        let page = places(&bench.log.newest(&conversation, before, 10).await.unwrap());
        let Some(last) = page.last() else { break };
        before = Some(*last);
        seen.extend(page);
    }
    assert!(seen.into_iter().eq((1..=25).rev()));

    for (before, expected) in
        [(0, &[][..]), (1, &[]), (2, &[1]), (26, &[25, 24]), (1_000, &[25, 24]), (u64::MAX, &[25, 24])]
    {
        let page = places(&bench.log.newest(&conversation, Some(before), 2).await.unwrap());
        assert_eq!(page, expected, "before {before}");
    }
}

pub(super) async fn places_sort_as_numbers(bench: Bench) {
    let conversation = conversation();
    let all = [1, 2, 9, 10, 11, 99, 100, 1_000_000, 9_999_999_999, u64::MAX - 1];
    for seq in all {
        bench.log.append(&open_turn(&conversation, seq, "a"), &[]).await.unwrap();
    }

    let newest = places(&bench.log.newest(&conversation, None, 50).await.unwrap());
    assert!(newest.iter().rev().eq(&all), "{newest:?}");
    assert_eq!(places(&bench.log.newest(&conversation, Some(100), 2).await.unwrap()), [99, 11]);
}

/// The store answers with at most 1 MB at a time.
pub(super) async fn large_entries_all_come(bench: Bench) {
    let conversation = conversation();
    let entries: Vec<Entry> =
        (1..=8).map(|seq| closed_turn(&conversation, seq, outcome(&"x".repeat(350 * 1024)))).collect();
    bench.append_all(&entries).await;

    let newest = bench.log.newest(&conversation, None, 7).await.unwrap();

    assert!(newest.iter().eq(entries.iter().rev().take(7)), "{:?}", places(&newest));
}

/// 10,000 characters of four bytes, and as many again in the answer and in every other place they may come to.
pub(super) async fn the_longest_message_fits(bench: Bench) {
    let conversation = conversation();
    let longest = "\u{1F600}".repeat(shared::wire::MESSAGE_MAX_CHARS);
    let mut entry = open_turn(&conversation, 1, "a");
    let EntryBody::Turn(turn) = &mut entry.body else { unreachable!() };
    turn.message.clone_from(&longest);
    bench.log.append(&entry, &[]).await.unwrap();
    let mut answer = outcome(&longest);
    for known in answer.scope.known.values_mut() {
        known.evidence.clone_from(&longest);
    }
    answer.tool_calls[0].arguments.insert("quote".into(), longest.clone());

    bench.log.close(&conversation, 1, &crate::sample::lease("a"), &answer, &[]).await.unwrap();

    let newest = bench.log.newest(&conversation, None, 1).await.unwrap();
    let EntryBody::Turn(turn) = &newest[0].body else { panic!("{newest:?}") };
    assert_eq!(turn.message, longest);
    assert!(matches!(&turn.progress, engine::log::Progress::Closed(there) if **there == answer));
}
