//! Days of the calendar: the next such day, spans of months and seasons, feasts. It must not know words.

use jiff::ToSpan;
use jiff::civil::{Date, ISOWeekDate, Weekday};

use super::super::lexicon::Unit;

/// Years further than this are no plans; it also keeps the arithmetic within the calendar.
const FURTHEST: i16 = 2200;

/// The first and the last day of a span.
pub(super) type Span = (Date, Date);

/// A season of the northern half of the world, by whole months.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Season {
    /// March to May.
    Spring,
    /// June to August.
    Summer,
    /// September to November.
    Autumn,
    /// December to February.
    Winter,
}

/// A feast that moves, or does not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Feast {
    /// The same day every year: month and day.
    Fixed(i8, i8),
    /// So many days after Easter Sunday.
    Easter(i32),
    /// The fourth Thursday of November, and so many days later.
    Thanksgiving(i32),
}

/// A day without its month.
pub(super) fn day(year: i16, month: i8, day: i8) -> Option<Date> {
    if !(1900..=FURTHEST).contains(&year) {
        return None;
    }
    Date::new(year, month, day).ok()
}

/// The next such day, today included.
pub(super) fn next_day(today: Date, month: i8, of_month: i8) -> Option<Date> {
    (0..=8).find_map(|ahead| day(today.year() + ahead, month, of_month).filter(|found| *found >= today))
}

/// The next day with this number, whatever its month, today included.
pub(super) fn next_of_month(today: Date, of_month: i8) -> Option<Date> {
    let mut month = today.first_of_month();
    for _ in 0..4 {
        if let Some(found) = day(month.year(), month.month(), of_month).filter(|found| *found >= today) {
            return Some(found);
        }
        month = month.checked_add(1.month()).ok()?;
    }
    None
}

/// A month; without a year the next such, the present one included.
pub(super) fn month(today: Date, month: i8, year: Option<i16>) -> Option<Span> {
    let year = year.unwrap_or(if month < today.month() { today.year() + 1 } else { today.year() });
    let first = day(year, month, 1)?;
    Some((first, first.last_of_month()))
}

/// So many months from the first one.
fn months(year: i16, first: i8, count: i64) -> Option<Span> {
    let first = day(year, first, 1)?;
    let last = first.checked_add((count - 1).months()).ok()?.last_of_month();
    Some((first, last))
}

/// The span of this year, or of the next where this year's is over.
fn upcoming(today: Date, year: Option<i16>, span: impl Fn(i16) -> Option<Span>) -> Option<Span> {
    match year {
        Some(year) => span(year),
        None => (-1..=1).find_map(|ahead| span(today.year() + ahead).filter(|found| found.1 >= today)),
    }
}

/// A quarter of a year, 1 to 4.
pub(super) fn quarter(today: Date, number: i8, year: Option<i16>) -> Option<Span> {
    upcoming(today, year, |year| months(year, number.checked_mul(3)? - 2, 3))
}

/// A half of a year, 1 or 2.
pub(super) fn half(today: Date, number: i8, year: Option<i16>) -> Option<Span> {
    upcoming(today, year, |year| months(year, number.checked_mul(6)? - 5, 6))
}

/// A season; "winter 2027" begins in December 2027.
pub(super) fn season(today: Date, season: Season, year: Option<i16>) -> Option<Span> {
    let first = match season {
        Season::Spring => 3,
        Season::Summer => 6,
        Season::Autumn => 9,
        Season::Winter => 12,
    };
    upcoming(today, year, |year| months(year, first, 3))
}

/// A whole year.
pub(super) fn year(year: i16) -> Option<Span> {
    months(year, 1, 12)
}

/// The week, Monday to Sunday, that holds the day.
pub(super) fn week(of: Date) -> Option<Span> {
    let monday = of.checked_sub(i64::from(of.weekday().to_monday_zero_offset()).days()).ok()?;
    Some((monday, monday.checked_add(6.days()).ok()?))
}

/// Saturday and Sunday of the week that holds the day.
pub(super) fn weekend(of: Date) -> Option<Span> {
    let (_, sunday) = week(of)?;
    Some((sunday.yesterday().ok()?, sunday))
}

/// A week by its number; without a year the next such.
pub(super) fn numbered_week(today: Date, number: i8, year: Option<i16>) -> Option<Span> {
    upcoming(today, year, |year| week(ISOWeekDate::new(year, number, Weekday::Monday).ok()?.date()))
}

/// The next such day of the week, never today.
pub(super) fn weekday(today: Date, weekday: Weekday) -> Option<Date> {
    today.nth_weekday(1, weekday).ok()
}

/// A feast; without a year the next such.
pub(super) fn feast(today: Date, feast: Feast, year: Option<i16>) -> Option<Date> {
    let of_year = |year| match feast {
        Feast::Fixed(month, of_month) => day(year, month, of_month),
        Feast::Easter(later) => easter(year)?.checked_add(i64::from(later).days()).ok(),
        Feast::Thanksgiving(later) => {
            let thursday = day(year, 11, 1)?.nth_weekday_of_month(4, Weekday::Thursday).ok()?;
            thursday.checked_add(i64::from(later).days()).ok()
        }
    };
    upcoming(today, year, |year| of_year(year).map(|found| (found, found))).map(|(found, _)| found)
}

/// Easter Sunday, by the computation of Meeus, Jones and Butcher.
fn easter(year: i16) -> Option<Date> {
    let full = i32::from(year);
    let golden = full % 19;
    let (century, rest) = (full / 100, full % 100);
    let correction = (century - (century + 8) / 25 + 1) / 3;
    let epact = (19 * golden + century - century / 4 - correction + 15) % 30;
    let weekday = (32 + 2 * (century % 4) + 2 * (rest / 4) - epact - rest % 4) % 7;
    let late = (golden + 11 * epact + 22 * weekday) / 451;
    let sum = epact + weekday - 7 * late + 114;
    day(year, i8::try_from(sum / 31).ok()?, i8::try_from(sum % 31 + 1).ok()?)
}

/// The day so long after another; halves of a year are six months, halves of a month fifteen days.
#[expect(clippy::cast_possible_truncation, reason = "bounded just before")]
pub(super) fn later(from: Date, count: f64, unit: Unit) -> Option<Date> {
    if !(0.0..=5000.0).contains(&count) {
        return None;
    }
    let (whole, half) = (count.trunc() as i64, count.fract() >= 0.25);
    let span = match unit {
        Unit::Second | Unit::Minute | Unit::Hour => {
            let hours = if unit == Unit::Hour { count } else { 0.0 };
            ((hours / 24.0).round() as i64).days()
        }
        Unit::Day => (count.round() as i64).days(),
        Unit::Week => (whole.checked_mul(7)? + if half { 4 } else { 0 }).days(),
        Unit::Fortnight => (whole.checked_mul(14)? + if half { 7 } else { 0 }).days(),
        Unit::Month if half => whole.months().days(15),
        Unit::Month => whole.months(),
        Unit::Quarter => (whole.checked_mul(3)?).months(),
        Unit::Year => (whole.checked_mul(12)? + if half { 6 } else { 0 }).months(),
    };
    from.checked_add(span).ok().filter(|found| found.year() <= FURTHEST)
}

/// The same day some years later; the 28th where there is no 29th of February.
pub(super) fn years_later(from: Date, years: i64) -> Option<Date> {
    from.checked_add(years.years()).ok()
}
