//! Taking from buckets.

use std::sync::Arc;

use engine::ports::{Bucket, BucketOwner, Taken};
use futures_util::future::join_all;
use jiff::SignedDuration;

use super::{Bench, bucket, rate, session};

pub(super) async fn a_rested_bucket_gives_its_burst(bench: Bench) {
    let bucket = bucket("studio", session("1"));
    assert_eq!(bench.drain(&bucket).await, (10, SignedDuration::from_secs(1)));
}

pub(super) async fn it_fills_as_time_passes(bench: Bench) {
    let bucket = bucket("studio", session("1"));
    bench.drain(&bucket).await;

    bench.clock.pass(SignedDuration::from_millis(999));
    assert_eq!(bench.drain(&bucket).await, (0, SignedDuration::from_millis(1)));
    bench.clock.pass(SignedDuration::from_millis(1));
    assert_eq!(bench.drain(&bucket).await, (1, SignedDuration::from_secs(1)));
    bench.clock.pass(SignedDuration::from_secs(3));
    assert_eq!(bench.drain(&bucket).await.0, 3);
    bench.clock.pass(SignedDuration::from_hours(30));
    assert_eq!(bench.drain(&bucket).await.0, 10);
}

pub(super) async fn every_rate_counts(bench: Bench) {
    let bucket =
        Bucket { rates: vec![rate(60, 60, 10), rate(12, 3_600, 12)], ..bucket("studio", session("1")) };
    assert_eq!(bench.drain(&bucket).await.0, 10);
    bench.clock.pass(SignedDuration::from_mins(1));
    // The minute would give ten again: the hour has two left, and not yet another (one in five minutes).
    assert_eq!(bench.drain(&bucket).await, (2, SignedDuration::from_mins(4)));
    bench.clock.pass(SignedDuration::from_mins(4));
    assert_eq!(bench.drain(&bucket).await.0, 1);
}

pub(super) async fn a_refusal_takes_nothing(bench: Bench) {
    let bucket = bucket("studio", session("1"));
    bench.drain(&bucket).await;
    for _ in 0..20 {
        let refused = bench.limits().take(&bucket).await.unwrap();
        assert_eq!(refused, Taken::No { retry_after: SignedDuration::from_secs(1) });
    }
}

/// So many at once, over four processes; how many got one.
async fn at_once(bench: &Bench, count: usize, bucket: &Bucket) -> usize {
    let taking = (0..count).map(|number| {
        let (limits, bucket) = (Arc::clone(&bench.processes[number % 4]), bucket.clone());
        tokio::spawn(async move { limits.take(&bucket).await.unwrap() })
    });
    let taken = join_all(taking).await.into_iter().filter(|taken| *taken.as_ref().unwrap() == Taken::Yes);
    taken.count()
}

pub(super) async fn two_hundred_at_once_get_what_is_there(bench: Bench) {
    let bucket = bucket("studio", session("1"));
    assert_eq!(at_once(&bench, 200, &bucket).await, 10);
    assert_eq!(at_once(&bench, 200, &bucket).await, 0);
}

pub(super) async fn two_hundred_at_once_go_on_as_it_fills(bench: Bench) {
    let bucket = bucket("studio", session("1"));
    assert_eq!(at_once(&bench, 200, &bucket).await, 10);
    for _ in 0..3 {
        bench.clock.pass(SignedDuration::from_secs(4));
        assert_eq!(at_once(&bench, 200, &bucket).await, 4);
    }
}

pub(super) async fn two_hundred_all_get_one_where_there_are_two_hundred(bench: Bench) {
    let bucket = Bucket { rates: vec![rate(60, 60, 200)], ..bucket("studio", session("1")) };
    assert_eq!(at_once(&bench, 200, &bucket).await, 200);
    assert_eq!(at_once(&bench, 1, &bucket).await, 0);
}

pub(super) async fn another_rate_is_not_stuck_with_the_old_one(bench: Bench) {
    let strict = Bucket { rates: vec![rate(1, 3_600, 5)], ..bucket("studio", session("1")) };
    assert_eq!(bench.drain(&strict).await.0, 5);
    assert_eq!(bench.drain(&bucket("studio", session("1"))).await.0, 10);
}

pub(super) async fn buckets_do_not_touch(bench: Bench) {
    bench.drain(&bucket("studio", session("1"))).await;
    for other in [
        bucket("studio", session("2")),
        bucket("studio", BucketOwner::User("1".to_owned())),
        bucket("studio", BucketOwner::Address("1".to_owned())),
        bucket("crm", session("1")),
    ] {
        assert_eq!(bench.drain(&other).await.0, 10, "{other:?}");
    }
}

pub(super) async fn no_owner_reaches_into_another_tenant(bench: Bench) {
    let names = ["a", "a#L#S#b", "b", "a%23L", "S#b", "b#BUCKET", ""];
    for tenant in names {
        for owner in names {
            let bucket = bucket(tenant, session(&format!("x{owner}")));
            assert_eq!(bench.drain(&bucket).await.0, 10, "{bucket:?}");
        }
    }
}
