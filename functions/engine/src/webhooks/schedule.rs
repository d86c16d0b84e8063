//! When a delivery is tried again.

use jiff::{SignedDuration, Timestamp};

/// The pauses after the first, second … attempt that failed: 23 h 35 min in all.
const PAUSES: [SignedDuration; 7] = [
    SignedDuration::from_secs(5),
    SignedDuration::from_mins(5),
    SignedDuration::from_mins(30),
    SignedDuration::from_hours(2),
    SignedDuration::from_hours(5),
    SignedDuration::from_hours(10),
    SignedDuration::from_hours(6),
];

/// How often a delivery is tried before it is given up.
pub const ATTEMPTS_AT_MOST: u32 = PAUSES.len() as u32 + 1;

/// The longest pause that an address may ask for with `Retry-After`.
pub const RETRY_AFTER_AT_MOST: SignedDuration = SignedDuration::from_hours(1);

/// The part of a pause that chance may take off, so that what failed together does not come again together.
const SPREAD: f64 = 0.2;

/// When to try again after `attempts` attempts, the last of which has just failed; `None` where it is to be given up. `chance`
/// is anything from 0 to 1. What the address asked for counts where it is longer, within [`RETRY_AFTER_AT_MOST`].
#[must_use]
pub fn next_attempt(
    attempts: u32,
    now: Timestamp,
    chance: f64,
    retry_after: Option<SignedDuration>,
) -> Option<Timestamp> {
    let pause = PAUSES.get(usize::try_from(attempts.checked_sub(1)?).ok()?)?;
    let share = SPREAD.mul_add(-chance.clamp(0.0, 1.0), 1.0);
    let pause = pause.mul_f64(share);
    let asked = retry_after.unwrap_or_default().min(RETRY_AFTER_AT_MOST);
    Some(now + pause.max(asked))
}
