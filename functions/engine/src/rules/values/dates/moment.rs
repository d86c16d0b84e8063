//! One day or one period at a given place: what is kept of it, and the order in which the readings are tried.

use jiff::civil::Date;

use super::super::reader::Reader;
use super::calendar::Span;

/// What stands at a place.
#[derive(Debug, Clone, Copy)]
pub(super) struct Moment {
    pub(super) from: Date,
    pub(super) to: Date,
    /// The place of its first token.
    pub(super) start: usize,
    /// The place after its last.
    pub(super) end: usize,
    /// Whether the year is said.
    pub(super) has_year: bool,
    /// Whether it is the day of a named month, so that a bare number can join it: "1-15 May".
    pub(super) has_day: bool,
    /// Whether it is a span of two moments.
    pub(super) is_pair: bool,
    pub(super) rough: bool,
    pub(super) evident: bool,
}

impl Moment {
    pub(super) fn of((from, to): Span, start: usize, end: usize) -> Self {
        Self {
            from,
            to,
            start,
            end,
            has_year: false,
            has_day: false,
            is_pair: false,
            rough: false,
            evident: true,
        }
    }
}

/// Reads moments in a message.
pub(super) struct Moments<'m> {
    pub(super) reader: &'m Reader<'m>,
    pub(super) today: Date,
    /// Whether "3/4" is the 4th of March.
    pub(super) month_first: bool,
}

impl Moments<'_> {
    /// The moment that begins at the place, articles included.
    pub(super) fn at(&self, place: usize) -> Option<Moment> {
        let tokens = &self.reader.tokens;
        let articles = match tokens.word(place) {
            "the" | "der" | "den" | "dem" | "des" | "die" | "das" | "el" | "la" | "los" | "o" | "os" => 1,
            _ => 0,
        };
        let mut found =
            self.plain(place).or_else(|| if articles > 0 { self.plain(place + 1) } else { None })?;
        found.start = place;
        Some(found)
    }

    pub(super) fn plain(&self, place: usize) -> Option<Moment> {
        if self.reader.is_taken(place) {
            return None;
        }
        self.counted(place)
            .or_else(|| self.numeric(place))
            .or_else(|| self.day_and_month(place))
            .or_else(|| self.month_and_day(place))
            .or_else(|| self.after_weekday(place))
            .or_else(|| self.part(place))
            .or_else(|| self.slice(place))
            .or_else(|| self.period(place))
            .or_else(|| self.week_on(place))
            .or_else(|| self.near(place))
            .or_else(|| self.weekday(place))
            .or_else(|| self.ordinal_day(place))
    }
}
