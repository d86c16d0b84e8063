//! What is tried again, and when. It knows nothing of how a call is made.

use core::time::Duration;

/// How often a call is tried again, at most.
pub(crate) const MOST_RETRIES: u32 = 2;

/// The longest `Retry-After` that is waited for: a visitor is waiting too, and the rules engine answers at once.
const LONGEST_WAIT: Duration = Duration::from_secs(5);

/// The wait before the first retry; it doubles.
const FIRST_WAIT: Duration = Duration::from_millis(250);

/// Whether a failure may pass by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Hope {
    /// It will not.
    None,
    /// It may, at any time.
    Soon,
    /// The endpoint says when.
    After(Duration),
}

/// How long to wait before trying again after `retries` retries, if at all. `jitter` is from 0 to 1: it spreads out
/// those who failed together.
pub(crate) fn wait(hope: Hope, retries: u32, jitter: f64) -> Option<Duration> {
    if retries >= MOST_RETRIES {
        return None;
    }
    match hope {
        Hope::None => None,
        Hope::Soon => Some((FIRST_WAIT * 2_u32.pow(retries)).mul_f64(0.5 + jitter / 2.0)),
        Hope::After(time) => (time <= LONGEST_WAIT).then_some(time),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_double_and_are_spread() {
        assert_eq!(wait(Hope::Soon, 0, 0.0), Some(Duration::from_millis(125)));
        assert_eq!(wait(Hope::Soon, 0, 1.0), Some(Duration::from_millis(250)));
        assert_eq!(wait(Hope::Soon, 1, 0.0), Some(Duration::from_millis(250)));
        assert_eq!(wait(Hope::Soon, 1, 1.0), Some(Duration::from_millis(500)));
        assert_eq!(wait(Hope::Soon, 2, 0.0), None);
    }

    #[test]
    fn a_named_time_is_kept_or_not_waited_for() {
        assert_eq!(wait(Hope::After(Duration::from_secs(5)), 0, 0.0), Some(Duration::from_secs(5)));
        assert_eq!(wait(Hope::After(Duration::from_secs(6)), 0, 0.0), None);
        assert_eq!(wait(Hope::After(Duration::ZERO), 2, 0.0), None);
    }

    #[test]
    fn without_hope_there_is_no_retry() {
        assert_eq!(wait(Hope::None, 0, 0.0), None);
    }
}
