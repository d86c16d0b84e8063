//! Days.

use shared::value::DateRange;

use super::{Context, Found};

/// Days and spans of days, in the order of the text.
#[must_use]
pub fn find_dates(_text: &str, _context: &Context<'_>) -> Vec<Found<DateRange>> {
    Vec::new()
}
