//! How much may be asked: of messages by whoever sends them, of conversations by where they come from, and of both
//! the messages and the model's tokens of a tenant's day.
//!
//! What was taken stands in the store. In the process there are only the slices of days that it has reserved, and
//! nothing depends on them: with the process they are gone, and count as used.

mod address;
mod budgets;
mod conversations;
mod metered;
mod turns;

pub use budgets::DayBudgets;
pub(crate) use conversations::ask_for_conversation;
pub(crate) use metered::Metered;
pub(crate) use turns::{ask_for_call, ask_for_turn};

use engine::ports::Taken;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use shared::tenant::TenantFile;

use crate::problem::ApiError;

/// An error where there was none to take, which is counted under this name.
fn refused(taken: Taken, tenant: &TenantFile, limit: &str) -> Result<(), ApiError> {
    match taken {
        Taken::Yes => Ok(()),
        Taken::No { retry_after } => {
            telemetry::record::limit_hit(&tenant.id, limit);
            Err(ApiError::RateLimited(whole_seconds(retry_after)))
        }
    }
}

/// In whole seconds, at least one: whoever waits so long does not come too early.
fn whole_seconds(time: SignedDuration) -> u32 {
    let seconds = time.as_secs().saturating_add(i64::from(time.subsec_nanos() > 0));
    u32::try_from(seconds.max(1)).unwrap_or(u32::MAX)
}

/// The day of a budget: UTC's.
fn day_of(now: Timestamp) -> Date {
    now.to_zoned(TimeZone::UTC).date()
}

/// Until the next day begins.
fn rest_of_the_day(now: Timestamp) -> SignedDuration {
    let midnight = day_of(now).tomorrow().and_then(|next| next.to_zoned(TimeZone::UTC));
    midnight.map_or(SignedDuration::from_hours(24), |midnight| midnight.timestamp().duration_since(now))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_are_whole_seconds_and_never_too_short() {
        for (millis, seconds) in [(-5, 1), (0, 1), (1, 1), (999, 1), (1_000, 1), (1_001, 2), (59_000, 59)] {
            assert_eq!(whole_seconds(SignedDuration::from_millis(millis)), seconds, "{millis}");
        }
        assert_eq!(whole_seconds(SignedDuration::MAX), u32::MAX);
    }

    #[test]
    fn a_day_ends_at_midnight_utc() {
        let at = |text: &str| text.parse::<Timestamp>().unwrap();
        assert_eq!(rest_of_the_day(at("2026-11-21T23:59:59.5Z")), SignedDuration::from_millis(500));
        assert_eq!(rest_of_the_day(at("2026-12-31T00:00:00Z")), SignedDuration::from_hours(24));
        assert_eq!(day_of(at("2026-11-22T00:30:00+02:00")), jiff::civil::date(2026, 11, 21));
    }
}
