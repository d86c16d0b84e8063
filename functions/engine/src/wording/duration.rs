//! Lengths of time.

use jiff::Span;
use jiff::fmt::temporal::SpanParser;
use shared::value::DurationRange;

use super::locale::{Language, Locale};
use super::number::ends;

/// "6 weeks", "2–3 months", "1 h 30 min"; none where it is not ISO 8601.
pub(super) fn display(range: &DurationRange, locale: &Locale) -> Option<String> {
    let parser = SpanParser::new();
    let read =
        |length: &Option<String>| length.as_deref().map(|length| parser.parse_span(length)).transpose().ok();
    let (min, max) = (read(&range.min)?, read(&range.max)?);
    if let (Some(min), Some(max)) = (&min, &max)
        && let (Some((least, unit)), Some((most, same))) = (single(min), single(max))
        && unit == same
        && least != most
    {
        return Some(format!("{least}–{}", worded(most, unit, locale)));
    }
    let written = |length: Option<Span>| length.map(|length| parts(&length, locale));
    Some(ends(written(min), written(max), locale.words().at_least, locale))
}

/// The counts of a length: years, months, weeks, days, hours, minutes, seconds.
fn counts(length: &Span) -> [i64; 7] {
    [
        i64::from(length.get_years()),
        i64::from(length.get_months()),
        i64::from(length.get_weeks()),
        i64::from(length.get_days()),
        i64::from(length.get_hours()),
        length.get_minutes(),
        length.get_seconds(),
    ]
}

/// The count and the unit of a length that has one unit alone.
fn single(length: &Span) -> Option<(i64, usize)> {
    let counts = counts(length);
    let mut used = counts.iter().enumerate().filter(|(_, count)| **count != 0);
    let (unit, count) = used.next()?;
    used.next().is_none().then_some((*count, unit))
}

fn parts(length: &Span, locale: &Locale) -> String {
    let said = counts(length).into_iter().enumerate().filter(|(_, count)| *count != 0);
    let said: Vec<String> = said.map(|(unit, count)| worded(count, unit, locale)).collect();
    let and = match locale.language() {
        Language::Spanish => " y ",
        Language::Portuguese => " e ",
        Language::English | Language::German => " ",
    };
    said.join(and)
}

/// "6 weeks", "1 h".
fn worded(count: i64, unit: usize, locale: &Locale) -> String {
    match (locale.words().units.get(unit), unit) {
        (Some((one, _)), _) if count == 1 => format!("{count} {one}"),
        (Some((_, many)), _) => format!("{count} {many}"),
        (None, 4) => format!("{count} h"),
        (None, 5) => format!("{count} min"),
        (None, _) => format!("{count} s"),
    }
}
