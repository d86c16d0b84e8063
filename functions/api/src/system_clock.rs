//! The system's clock.

use engine::ports::Clock;
use jiff::{Timestamp, Unit};

/// The system's clock.
#[derive(Debug, Clone, Copy)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        let now = Timestamp::now();
        // Finer times would only be noise on the wire and in the log.
        now.round(Unit::Millisecond).unwrap_or(now)
    }
}
