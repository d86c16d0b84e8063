//! Properties of buckets: never more than there is, and never stuck.

use jiff::{SignedDuration, Timestamp};
use proptest::collection::vec;
use proptest::prelude::{Strategy, any, prop_assert, prop_assert_eq, proptest};

use super::{Plan, Step, expires_at, level_name, plan};
use crate::ports::Rate;

fn rate(count: u32, seconds: i64, burst: u32) -> Rate {
    Rate { count, per: SignedDuration::from_secs(seconds), burst }
}

fn at(micros: i64) -> Timestamp {
    Timestamp::from_microsecond(1_795_000_000_000_000 + micros).unwrap()
}

/// Takes one where nobody else does, or tells how long to wait.
fn take(rates: &[Rate], levels: &mut [Option<i64>], now: Timestamp) -> Result<(), SignedDuration> {
    match plan(rates, levels, now) {
        Plan::Wait(time) => Err(time),
        Plan::Take(steps) => {
            for (level, step) in levels.iter_mut().zip(steps) {
                *level = Some(step.applied(*level).unwrap());
            }
            Ok(())
        }
    }
}

/// The whole bucket in one conditional write, as a store does it.
fn written(levels: &mut [Option<i64>], steps: &[Step]) -> bool {
    let after: Option<Vec<i64>> =
        levels.iter().zip(steps).map(|(level, step)| step.applied(*level)).collect();
    after.is_some_and(|after| {
        levels.iter_mut().zip(after).for_each(|(level, after)| *level = Some(after));
        true
    })
}

/// How many may be taken in a span of so many microseconds at the most.
fn most(rate: &Rate, micros: i64) -> u64 {
    let per = u128::try_from(rate.per.as_micros()).unwrap();
    let filled = u128::try_from(micros).unwrap() * u128::from(rate.count) / per;
    u64::try_from(filled).unwrap() + u64::from(rate.burst)
}

fn rates() -> impl Strategy<Value = Vec<Rate>> {
    let one =
        (1_u32..=100, 1_i64..=3_600, 1_u32..=20).prop_map(|(count, per, burst)| rate(count, per, burst));
    vec(one, 1..=3)
}

#[test]
fn a_rested_bucket_gives_its_burst_and_then_fills() {
    let rates = [rate(60, 60, 10), rate(1_000, 3_600, 1_000)];
    let mut levels = [None, None];
    for _ in 0..10 {
        assert_eq!(take(&rates, &mut levels, at(0)), Ok(()));
    }
    assert_eq!(take(&rates, &mut levels, at(0)), Err(SignedDuration::from_secs(1)));
    assert_eq!(take(&rates, &mut levels, at(999_999)), Err(SignedDuration::from_micros(1)));
    assert_eq!(take(&rates, &mut levels, at(1_000_000)), Ok(()));
    assert!(take(&rates, &mut levels, at(1_000_000)).is_err());
}

#[test]
fn the_hour_counts_where_the_minute_would_allow() {
    let rates = [rate(60, 60, 10), rate(100, 3_600, 100)];
    let mut levels = [None, None];
    let taken = (0..3_600).filter(|second| take(&rates, &mut levels, at(second * 1_000_000)).is_ok()).count();
    // The hundred of the rested hour, and what has come in meanwhile.
    assert!((198..=199).contains(&taken), "{taken}");
}

#[test]
fn a_bucket_that_is_tasted_every_second_costs_no_more_than_its_rate() {
    let rates = [rate(7, 60, 1)];
    let mut levels = [None];
    let taken = (0..600).filter(|second| take(&rates, &mut levels, at(second * 1_000_000)).is_ok()).count();
    assert!((60..=70).contains(&taken), "{taken}");
}

#[test]
fn what_was_taken_under_another_rate_is_kept_under_another_name() {
    let names = [rate(60, 60, 10), rate(61, 60, 10), rate(60, 61, 10), rate(60, 60, 11), rate(6, 60, 10)];
    let mut names = names.map(|rate| level_name(&rate)).to_vec();
    names.sort();
    names.dedup();
    assert_eq!(names.len(), 5);
}

proptest! {
    /// Whatever the moments: in no span more than the burst and what fills in meanwhile, for each rate.
    #[test]
    fn never_more_than_the_rates(rates in rates(), pauses in vec(0_i64..30_000_000, 1..80)) {
        let mut levels = vec![None; rates.len()];
        let mut now = 0;
        let mut taken = Vec::new();
        for pause in pauses {
            now += pause;
            // As many as there are.
            while taken.len() < 400 && take(&rates, &mut levels, at(now)).is_ok() {
                taken.push(now);
            }
        }
        for (first, from) in taken.iter().enumerate() {
            for (last, to) in taken.iter().enumerate().skip(first) {
                let count = u64::try_from(last - first + 1).unwrap();
                for rate in &rates {
                    prop_assert!(count <= most(rate, to - from), "{count} in {} of {rate:?}", to - from);
                }
            }
        }
    }

    /// Who waits as long as was said gets one, and not a microsecond earlier; and after the time of expiry all is full.
    #[test]
    fn never_stuck(rates in rates(), takes in 1_usize..60) {
        let mut levels = vec![None; rates.len()];
        let mut now = 0;
        for _ in 0..takes {
            if let Err(wait) = take(&rates, &mut levels, at(now)) {
                let wait = i64::try_from(wait.as_micros()).unwrap();
                prop_assert!(take(&rates, &mut levels, at(now + wait - 1)).is_err());
                now += wait;
                prop_assert_eq!(take(&rates, &mut levels, at(now)), Ok(()));
            }
        }
        let rested = expires_at(&rates, at(now)).as_microsecond();
        prop_assert!(levels.iter().all(|level| level.is_none_or(|level| level <= rested)));
    }

    /// Any number of processes, whatever each of them last read, and whichever writes first.
    #[test]
    fn never_more_whoever_writes_first(
        rates in rates(),
        moves in vec((0_usize..4, any::<bool>(), 0_i64..2_000_000), 1..300),
    ) {
        let mut levels = vec![None; rates.len()];
        let mut read = vec![vec![None; rates.len()]; 4];
        let mut planned: Vec<Option<Vec<Step>>> = vec![None; 4];
        let (mut now, mut taken) = (0, 0);
        for (process, writes, pause) in moves {
            now += pause;
            if let (true, Some(steps)) = (writes, planned[process].take()) {
                if written(&mut levels, &steps) {
                    taken += 1;
                }
                read[process].clone_from(&levels);
            } else if let Plan::Take(steps) = plan(&rates, &read[process], at(now)) {
                planned[process] = Some(steps);
            } else {
                read[process].clone_from(&levels);
            }
        }
        for rate in &rates {
            prop_assert!(taken <= most(rate, now), "{taken} in {now} of {rate:?}");
        }
    }

    /// Where nobody writes in between, the second attempt has it or knows that there is none.
    #[test]
    fn what_was_read_settles_it(rates in rates(), takes in 0_usize..40) {
        let mut levels = vec![None; rates.len()];
        for _ in 0..takes {
            let _none_left = take(&rates, &mut levels, at(0));
        }
        if let Plan::Take(steps) = plan(&rates, &levels, at(0)) {
            prop_assert!(written(&mut levels, &steps));
        }
    }
}
