//! Tables of what people write and what it means.

mod money;

use jiff::civil::{Date, date};

use super::Context;

/// A Saturday.
const TODAY: Date = date(2026, 11, 21);

fn context<'a>(country: &'a str, locale: &'a str) -> Context<'a> {
    Context { country, locale, today: TODAY }
}
