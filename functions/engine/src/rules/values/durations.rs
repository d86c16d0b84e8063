//! Lengths of time.

use core::ops::Range;

use shared::value::DurationRange;

use super::{Context, Found};

/// Lengths of time, in the order of the text. "in six weeks" is a day and not found here.
#[must_use]
pub fn find_durations(_text: &str, _context: &Context<'_>) -> Vec<Found<DurationRange>> {
    Vec::new()
}

/// Where lengths of time stand, those that are not answers ("for 7 years", "3 months ago") included.
pub(super) fn spans(_text: &str, _context: &Context<'_>) -> Vec<Range<usize>> {
    Vec::new()
}
