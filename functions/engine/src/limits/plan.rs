//! What taking one comes to, seen from the levels as they were last read.

use jiff::{SignedDuration, Timestamp};

use crate::ports::Rate;

/// What is to be done with a bucket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Plan {
    /// Take one: every step at once, one for each rate and in their order, or none of them.
    Take(Vec<Step>),
    /// There is none; one will be there after this time, if nobody else takes it.
    Wait(SignedDuration),
}

/// What is done with one level, in microseconds since 1970, and what must hold for it. A level never goes back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// The rate is full: its level is absent, or at most `now`.
    FromFull {
        /// The most that the level may be.
        now: i64,
        /// What it becomes.
        becomes: i64,
    },
    /// The rate is in use: its level is later than `now`, and at most `at_most`.
    FromUsed {
        /// What the level must be later than.
        now: i64,
        /// The most that the level may be.
        at_most: i64,
        /// What is added to it.
        add: i64,
    },
}

impl Step {
    /// The level after this step, or nothing where what it stands on does not hold.
    #[must_use]
    pub fn applied(self, level: Option<i64>) -> Option<i64> {
        match self {
            Self::FromFull { now, becomes } => level.is_none_or(|level| level <= now).then_some(becomes),
            Self::FromUsed { now, at_most, add } => {
                level.filter(|level| (now + 1..=at_most).contains(level)).map(|level| level + add)
            }
        }
    }
}

/// What taking one comes to now, where the levels are these: one for each of the rates, absent where nothing was taken
/// yet. Without having read the bucket, assume that all of them are absent: of a bucket at rest that is as good as true.
#[must_use]
pub fn plan(rates: &[Rate], levels: &[Option<i64>], now: Timestamp) -> Plan {
    let now = now.as_microsecond();
    let mut steps = Vec::with_capacity(rates.len());
    let mut wait = 0;
    for (index, rate) in rates.iter().enumerate() {
        let add = interval(rate);
        let at_most = now.saturating_add(add.saturating_mul(i64::from(rate.burst.max(1)) - 1));
        match levels.get(index).copied().flatten().filter(|level| *level > now) {
            None => steps.push(Step::FromFull { now, becomes: now.saturating_add(add) }),
            Some(level) => {
                wait = wait.max(level.saturating_sub(at_most));
                steps.push(Step::FromUsed { now, at_most, add });
            }
        }
    }
    if wait > 0 { Plan::Wait(SignedDuration::from_micros(wait)) } else { Plan::Take(steps) }
}

/// The name under which the level of a rate is kept. It says how the rate fills: a level of another rate, as the tenant
/// had it before, says nothing about this one.
#[must_use]
pub fn level_name(rate: &Rate) -> String {
    format!("l{}_{}_{}", rate.per.as_secs(), rate.count, rate.burst)
}

/// A time after which every level is full, whoever takes one now: the bucket can be forgotten then.
#[must_use]
pub fn expires_at(rates: &[Rate], now: Timestamp) -> Timestamp {
    let longest = rates.iter().map(|rate| interval(rate).saturating_mul(i64::from(rate.burst.max(1)))).max();
    let longest = SignedDuration::from_micros(longest.unwrap_or_default());
    // A second more: times to live are whole seconds, rounded down.
    now.saturating_add(longest + SignedDuration::from_secs(1)).unwrap_or(Timestamp::MAX)
}

/// How long it takes until one more is there, in microseconds; rounded up, so that it is never more than the rate.
fn interval(rate: &Rate) -> i64 {
    let per = i64::try_from(rate.per.as_micros()).unwrap_or(i64::MAX).max(1);
    let count = i64::from(rate.count.max(1));
    per / count + i64::from(per % count != 0)
}
