//! What is past its time is as if it were not there.

use engine::log::{Entry, Opinion};
use engine::ports::{AppendError, LeaseError, OpinionError};
use jiff::{SignedDuration, Timestamp};
use shared::wire::Thumb;

use crate::bench::Bench;
use crate::sample::{closed_turn, conversation, lease, open_turn, outcome};

fn until(seq: u64, expires_at: Timestamp) -> Entry {
    Entry { expires_at, ..open_turn(&conversation(), seq, "a") }
}

fn time(text: &str) -> Timestamp {
    text.parse().unwrap()
}

pub(super) async fn what_is_past_its_time_is_not_shown(bench: Bench) {
    let end = time("2026-11-22T00:00:00Z");
    let entry = until(1, end);
    bench.log.append(&entry, &[]).await.unwrap();

    bench.clock.set(end.checked_sub(SignedDuration::from_nanos(1)).unwrap());
    assert_eq!(bench.log.newest(&conversation(), None, 10).await.unwrap(), [entry]);
    for late in [end, end.checked_add(SignedDuration::from_nanos(1)).unwrap(), time("2030-01-01T00:00:00Z")] {
        bench.clock.set(late);
        assert_eq!(bench.log.newest(&conversation(), None, 10).await.unwrap(), [], "{late}");
        assert_eq!(bench.log.newest(&conversation(), Some(2), 10).await.unwrap(), [], "{late}");
    }
}

/// Never later than it was meant to be.
pub(super) async fn time_is_kept_to_the_second(bench: Bench) {
    bench.log.append(&until(1, time("2026-11-22T00:00:00.999999999Z")), &[]).await.unwrap();

    let there = bench.log.newest(&conversation(), None, 10).await.unwrap();
    assert_eq!(there, [until(1, time("2026-11-22T00:00:00Z"))]);
    bench.clock.set(time("2026-11-22T00:00:00Z"));
    assert_eq!(bench.log.newest(&conversation(), None, 10).await.unwrap(), []);
}

pub(super) async fn the_expired_do_not_count(bench: Bench) {
    let (soon, later) = (time("2026-11-22T00:00:00Z"), time("2026-12-24T00:00:00Z"));
    let entries: Vec<Entry> =
        (1..=40).map(|seq| until(seq, if seq % 4 == 0 { later } else { soon })).collect();
    bench.append_all(&entries).await;
    bench.clock.set(soon);

    let places = |entries: Vec<Entry>| entries.into_iter().map(|entry| entry.seq).collect::<Vec<_>>();
    assert_eq!(places(bench.log.newest(&conversation(), None, 3).await.unwrap()), [40, 36, 32]);
    assert_eq!(places(bench.log.newest(&conversation(), Some(32), 3).await.unwrap()), [28, 24, 20]);
    assert_eq!(places(bench.log.newest(&conversation(), Some(8), 3).await.unwrap()), [4]);
    assert_eq!(bench.log.newest(&conversation(), None, 50).await.unwrap().len(), 10);
}

pub(super) async fn an_expired_turn_cannot_be_changed(bench: Bench) {
    bench.log.append(&until(1, time("2026-11-22T00:00:00Z")), &[]).await.unwrap();
    bench.clock.set(time("2026-11-22T00:00:00Z"));

    let taken = bench.log.take_over(&conversation(), 1, &lease("a"), &lease("b")).await;
    let closed = bench.log.close(&conversation(), 1, &lease("a"), &outcome("too late"), &[]).await;

    assert!(matches!(taken, Err(LeaseError::Lost)), "{taken:?}");
    assert!(matches!(closed, Err(LeaseError::Lost)), "{closed:?}");
}

pub(super) async fn an_expired_turn_is_neither_stopped_nor_judged(bench: Bench) {
    let end = time("2026-11-22T00:00:00Z");
    let closed = Entry { expires_at: end, ..closed_turn(&conversation(), 2, outcome("Hello")) };
    bench.append_all(&[until(1, end), closed]).await;
    bench.clock.set(end);

    let stopped = bench.log.request_stop(&conversation(), 1).await;
    let judged = bench.log.keep_opinion(&conversation(), 2, &Opinion::Thumb(Some(Thumb::Up))).await;

    assert!(matches!(stopped, Err(LeaseError::Lost)), "{stopped:?}");
    assert!(matches!(judged, Err(OpinionError::NotClosed)), "{judged:?}");
}

/// Otherwise who does not see the entry could never put another.
pub(super) async fn an_expired_place_is_free(bench: Bench) {
    bench.append_all(&[until(1, time("2026-11-22T00:00:00Z")), until(2, time("2026-11-22T00:00:00Z"))]).await;
    let anew = Entry { expires_at: time("2027-01-01T00:00:00Z"), ..open_turn(&conversation(), 1, "b") };
    let refused = bench.log.append(&anew, &[]).await;
    assert!(matches!(refused, Err(AppendError::Taken)), "{refused:?}");

    bench.clock.pass(SignedDuration::from_hours(24));
    bench.log.append(&anew, &[]).await.unwrap();

    assert_eq!(bench.log.newest(&conversation(), None, 10).await.unwrap(), [anew]);
    let refused = bench.log.append(&until(1, time("2027-01-01T00:00:00Z")), &[]).await;
    assert!(matches!(refused, Err(AppendError::Taken)), "{refused:?}");
}
