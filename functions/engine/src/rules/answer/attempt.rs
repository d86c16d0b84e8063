//! Whether a message that was not understood was an attempt at answering, so that it can be said what was missing.

use shared::value::Kind;

use crate::rules::reading::Reading;
use crate::rules::values::{self, Context};

/// More words than these are talk and no pick of an option.
const WORDS_OF_A_PICK: usize = 6;
/// Fewer digits than these are no telephone number, however it is mistyped.
const DIGITS_OF_A_PHONE: usize = 3;

/// Whether the message looks as if it were meant to be a value of this kind.
pub(super) fn is_attempt(reading: &Reading<'_>, kind: Kind) -> bool {
    let message = reading.message;
    let digits = message.chars().filter(char::is_ascii_digit).count();
    match kind {
        Kind::Money | Kind::Number | Kind::Date | Kind::Duration => digits > 0 || has_number(reading),
        Kind::Email => message.contains('@'),
        Kind::Phone => digits >= DIGITS_OF_A_PHONE,
        Kind::Url => {
            message.contains("://")
                || message.split_whitespace().any(|word| word.trim_end_matches('.').contains('.'))
        }
        Kind::Choice | Kind::List => message.split_whitespace().count() <= WORDS_OF_A_PICK,
        Kind::Text | Kind::YesNo => true,
    }
}

fn has_number(reading: &Reading<'_>) -> bool {
    let context = Context { country: reading.country, locale: reading.locale, today: reading.today };
    !values::find_numbers(reading.message, &context).is_empty()
        || !values::find_durations(reading.message, &context).is_empty()
        || !values::find_dates(reading.message, &context).is_empty()
}
