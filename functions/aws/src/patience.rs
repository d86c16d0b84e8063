//! How long is waited for an answer, and how often it is asked again.

use std::time::Duration;

/// How long is waited for an answer, and how often it is asked again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Patience {
    /// How often a call is tried, the first time included.
    pub attempts: u32,
    /// How long one attempt may take; `None` for as long as it takes.
    pub attempt: Option<Duration>,
    /// How long a call may take with all its attempts and pauses; `None` for as long as it takes.
    pub call: Option<Duration>,
    /// The longest pause after the first attempt; after each further one it may be twice as long.
    pub first_pause: Duration,
    /// The longest pause of all.
    pub longest_pause: Duration,
}

impl Patience {
    /// For what is reached over a network: at most 4 attempts of 2 s, 50 ms to 1 s apart, 6 s in all. AWS's services answer
    /// within 20 ms, and within 500 ms when they are having a bad day.
    pub const NETWORK: Self = Self {
        attempts: 4,
        attempt: Some(Duration::from_secs(2)),
        call: Some(Duration::from_secs(6)),
        first_pause: Duration::from_millis(50),
        longest_pause: Duration::from_secs(1),
    };

    /// For what is in the process, where nothing can get lost: neither tries again nor gives up.
    pub const IN_PROCESS: Self = Self {
        attempts: 1,
        attempt: None,
        call: None,
        first_pause: Duration::ZERO,
        longest_pause: Duration::ZERO,
    };

    /// The pause after that many attempts: any up to the longest, so that those who failed together do not come again
    /// together.
    pub(crate) fn pause(&self, attempts: u32) -> Duration {
        self.longest_after(attempts).mul_f64(fastrand::f64())
    }

    fn longest_after(&self, attempts: u32) -> Duration {
        let doubled = 2_u32.saturating_pow(attempts.saturating_sub(1));
        self.first_pause.saturating_mul(doubled).min(self.longest_pause)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_double_up_to_the_longest() {
        let longest = |attempts| Patience::NETWORK.longest_after(attempts).as_millis();
        assert_eq!([1, 2, 3, 4, 5, 6, 99].map(longest), [50, 100, 200, 400, 800, 1_000, 1_000]);
        for attempts in 1..100 {
            assert!(Patience::NETWORK.pause(attempts) <= Duration::from_secs(1));
        }
    }
}
