//! Forgetting what was before.

use engine::log::Entry;

use crate::bench::Bench;
use crate::sample::{closed_turn, conversation, named, open_turn, outcome};

fn some(count: u64) -> Vec<Entry> {
    (1..=count).map(|seq| open_turn(&conversation(), seq, "a")).collect()
}

/// More than the store deletes at once.
pub(super) async fn everything_before_is_forgotten(bench: Bench) {
    let conversation = conversation();
    let entries = some(80);
    bench.append_all(&entries).await;
    // As large as they get, so that even their keys come in several answers.
    let others: Vec<Entry> = (1..=6)
        .map(|seq| closed_turn(&named("studio", "large"), seq, outcome(&"x".repeat(350 * 1024))))
        .collect();
    bench.append_all(&others).await;

    bench.log.forget_before(&conversation, 78).await.unwrap();
    bench.log.forget_before(&named("studio", "large"), 6).await.unwrap();

    assert!(bench.log.newest(&conversation, None, 100).await.unwrap().iter().rev().eq(&entries[77..]));
    assert_eq!(bench.log.newest(&named("studio", "large"), None, 100).await.unwrap(), others[5..]);
}

pub(super) async fn nothing_before_the_first(bench: Bench) {
    let entries = some(3);
    bench.append_all(&entries).await;

    bench.log.forget_before(&conversation(), 0).await.unwrap();
    bench.log.forget_before(&conversation(), 1).await.unwrap();

    assert!(bench.log.newest(&conversation(), None, 100).await.unwrap().iter().rev().eq(&entries));
}

pub(super) async fn forgetting_twice_is_no_error(bench: Bench) {
    bench.append_all(&some(3)).await;

    for _ in 0..2 {
        bench.log.forget_before(&conversation(), u64::MAX).await.unwrap();
        assert_eq!(bench.log.newest(&conversation(), None, 100).await.unwrap(), []);
    }
    bench.log.forget_before(&named("nobody", "never"), 5).await.unwrap();
}
