//! Days and spans of days.

use jiff::civil::Date;
use shared::value::DateRange;

use super::locale::{Language, Locale};

/// "15 March 2027", "1–15 March 2027", "March 2027", "from 1 May 2027"; none where a day is none of the calendar.
pub(super) fn display(range: &DateRange, locale: &Locale) -> Option<String> {
    let read = |day: &Option<String>| day.as_deref().map(str::parse::<Date>).transpose().ok();
    let (from, to) = (read(&range.from)?, read(&range.to)?);
    let words = locale.words();
    Some(match (from, to) {
        (Some(from), Some(to)) if from == to => day(from, locale),
        (Some(from), Some(to)) => span(from, to, locale),
        (Some(from), None) => {
            let article = if locale.language() == Language::Spanish { "el " } else { "" };
            format!("{} {article}{}", words.from, day(from, locale))
        }
        (None, Some(to)) => format!("{} {}", words.until, day(to, locale)),
        (None, None) => return None,
    })
}

fn month(of: Date, locale: &Locale) -> &'static str {
    let place = usize::try_from(of.month() - 1).unwrap_or_default();
    locale.words().months.get(place).copied().unwrap_or_default()
}

/// "15 March 2027", "March 15, 2027", "15. März 2027", "15 de marzo de 2027".
fn day(of: Date, locale: &Locale) -> String {
    let year = of.year();
    match locale.language() {
        Language::English if locale.month_first => format!("{}, {year}", day_and_month(of, locale)),
        Language::Spanish | Language::Portuguese => format!("{} de {year}", day_and_month(of, locale)),
        _ => format!("{} {year}", day_and_month(of, locale)),
    }
}

/// "15 Mar 2027", "Mar 15, 2027", "15.03.2027", "15/03/2027"; its parts are never put on two lines.
pub(super) fn short(of: Date, locale: &Locale) -> String {
    let (day, number, year) = (of.day(), of.month(), of.year());
    let short: String = month(of, locale).chars().take(3).collect();
    match locale.language() {
        Language::English if locale.month_first => {
            format!("{short}\u{a0}{day}, {year}").replace(' ', "\u{a0}")
        }
        Language::English => format!("{day}\u{a0}{short}\u{a0}{year}"),
        Language::German => format!("{day:02}.{number:02}.{year}"),
        Language::Spanish | Language::Portuguese => format!("{day:02}/{number:02}/{year}"),
    }
}

fn day_and_month(of: Date, locale: &Locale) -> String {
    let (day, month) = (of.day(), month(of, locale));
    match locale.language() {
        Language::English if locale.month_first => format!("{month} {day}"),
        Language::English => format!("{day} {month}"),
        Language::German => format!("{day}. {month}"),
        Language::Spanish | Language::Portuguese => format!("{day} de {month}"),
    }
}

/// Whole months and years by their names: "March 2027", "June–August 2027", "2027".
fn whole(from: Date, to: Date, locale: &Locale) -> Option<String> {
    if from.day() != 1 || to != to.last_of_month() || from.year() != to.year() {
        return None;
    }
    let year = from.year();
    let (first, last) = (month(from, locale), month(to, locale));
    let months = match (from.month(), to.month()) {
        (1, 12) => return Some(year.to_string()),
        (one, other) if one == other => first.to_owned(),
        _ => format!("{first}–{last}"),
    };
    let of = match locale.language() {
        Language::Spanish | Language::Portuguese => " de",
        Language::English | Language::German => "",
    };
    Some(format!("{months}{of} {year}"))
}

/// A span, with the month and the year said once where they are the same.
fn span(from: Date, to: Date, locale: &Locale) -> String {
    if let Some(whole) = whole(from, to, locale) {
        return whole;
    }
    if from.year() != to.year() {
        return format!("{} – {}", day(from, locale), day(to, locale));
    }
    if from.month() != to.month() {
        return format!("{} – {}", day_and_month(from, locale), day(to, locale));
    }
    match locale.language() {
        Language::English if locale.month_first => {
            format!("{} {}–{}, {}", month(from, locale), from.day(), to.day(), from.year())
        }
        Language::German => format!("{}.–{}", from.day(), day(to, locale)),
        _ => format!("{}–{}", from.day(), day(to, locale)),
    }
}
