//! Whether people of a tenant's are there, by its business hours.

use jiff::civil::{Date, Weekday};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use shared::tenant::{BusinessHours, Days};
use shared::wire::Presence;

use super::hours::{DAY, Hours};
use crate::time_zones::time_zone;

/// How far ahead a change is looked for.
const AHEAD: SignedDuration = SignedDuration::from_hours(7 * 24);

/// Whether they are there at this moment, without a word about it.
pub(crate) fn presence_of(hours: &BusinessHours, now: Timestamp) -> Option<Presence> {
    presence(hours, None, now)
}

/// Whether they are there at this moment, and when that changes. `None` where the hours cannot be read, which a checked
/// file rules out.
pub(super) fn presence(hours: &BusinessHours, away: Option<String>, now: Timestamp) -> Option<Presence> {
    let zone = time_zone(&hours.time_zone)?;
    let spans = spans(&hours.days, &zone, now)?;
    let current = spans.iter().find(|(from, to)| *from <= now && now < *to);
    let change = match current {
        Some((_, to)) => Some(*to),
        None => spans.iter().map(|(from, _)| *from).find(|from| *from > now),
    };
    let changes_at = change.filter(|change| change.duration_since(now) <= AHEAD);
    Some(Presence { open: current.is_some(), changes_at: changes_at.map(|at| at.to_string()), away })
}

/// From when to when they are there, from the day before to past the week; spans that touch are one.
fn spans(days: &Days, zone: &TimeZone, now: Timestamp) -> Option<Vec<(Timestamp, Timestamp)>> {
    let mut spans = Vec::new();
    let mut date = now.to_zoned(zone.clone()).date().yesterday().ok()?;
    for _ in 0..10 {
        for hours in of(days, date.weekday()).iter().filter_map(|text| Hours::parse(text)) {
            let ends = if hours.is_overnight() { date.tomorrow().ok()? } else { date };
            let span = (moment(date, hours.from, zone)?, moment(ends, hours.to, zone)?);
            // Nothing is left of hours that a clock put forward leaves out.
            if span.0 < span.1 {
                spans.push(span);
            }
        }
        date = date.tomorrow().ok()?;
    }
    spans.sort();
    let mut joined: Vec<(Timestamp, Timestamp)> = Vec::new();
    for span in spans {
        match joined.last_mut() {
            Some(last) if span.0 <= last.1 => last.1 = last.1.max(span.1),
            _ => joined.push(span),
        }
    }
    Some(joined)
}

/// A minute of a day. One that a clock put forward leaves out is as much later; of one that comes twice it is the first.
fn moment(date: Date, minute: u16, zone: &TimeZone) -> Option<Timestamp> {
    let date = if minute == DAY { date.tomorrow().ok()? } else { date };
    let hour = i8::try_from(minute % DAY / 60).ok()?;
    let minute = i8::try_from(minute % 60).ok()?;
    Some(date.at(hour, minute, 0, 0).to_zoned(zone.clone()).ok()?.timestamp())
}

const fn of(days: &Days, day: Weekday) -> &Vec<String> {
    match day {
        Weekday::Monday => &days.monday,
        Weekday::Tuesday => &days.tuesday,
        Weekday::Wednesday => &days.wednesday,
        Weekday::Thursday => &days.thursday,
        Weekday::Friday => &days.friday,
        Weekday::Saturday => &days.saturday,
        Weekday::Sunday => &days.sunday,
    }
}

#[cfg(test)]
mod tests {
    use shared::tenant::{BusinessHours, Days};

    use super::presence;

    fn berlin(days: Days) -> BusinessHours {
        BusinessHours { time_zone: "Europe/Berlin".to_owned(), days, away: None }
    }

    fn list(hours: &[&str]) -> Vec<String> {
        hours.iter().map(|text| (*text).to_owned()).collect()
    }

    fn at(hours: &BusinessHours, now: &str) -> (bool, Option<String>) {
        let presence = presence(hours, None, now.parse().unwrap()).unwrap();
        (presence.open, presence.changes_at)
    }

    fn closes(at: &str) -> (bool, Option<String>) {
        (true, Some(at.to_owned()))
    }

    fn opens(at: &str) -> (bool, Option<String>) {
        (false, Some(at.to_owned()))
    }

    #[test]
    fn hours_of_a_day_with_a_break() {
        let hours = berlin(Days { friday: list(&["09:00-12:00", "13:00-17:30"]), ..Days::default() });
        // 2026-11-20 is a Friday; Berlin is an hour ahead of UTC.
        assert_eq!(at(&hours, "2026-11-20T07:59:59Z"), opens("2026-11-20T08:00:00Z"));
        assert_eq!(at(&hours, "2026-11-20T08:00:00Z"), closes("2026-11-20T11:00:00Z"));
        assert_eq!(at(&hours, "2026-11-20T11:00:00Z"), opens("2026-11-20T12:00:00Z"));
        assert_eq!(at(&hours, "2026-11-20T12:30:00Z"), closes("2026-11-20T16:30:00Z"));
        assert_eq!(at(&hours, "2026-11-20T16:30:00Z"), opens("2026-11-27T08:00:00Z"));
    }

    #[test]
    fn nights_and_days_without_end() {
        let night = berlin(Days { saturday: list(&["22:00-02:00"]), ..Days::default() });
        assert_eq!(at(&night, "2026-11-22T00:30:00Z"), closes("2026-11-22T01:00:00Z"));
        let whole = list(&["00:00-24:00"]);
        let weekend = berlin(Days { saturday: whole.clone(), sunday: whole.clone(), ..Days::default() });
        assert_eq!(at(&weekend, "2026-11-21T12:00:00Z"), closes("2026-11-22T23:00:00Z"));
        let always = berlin(Days {
            monday: whole.clone(),
            tuesday: whole.clone(),
            wednesday: whole.clone(),
            thursday: whole.clone(),
            friday: whole.clone(),
            saturday: whole.clone(),
            sunday: whole,
        });
        assert_eq!(at(&always, "2026-11-21T12:00:00Z"), (true, None));
        assert_eq!(at(&berlin(Days::default()), "2026-11-21T12:00:00Z"), (false, None));
    }

    #[test]
    fn clocks_that_change() {
        // On 2026-03-29 Berlin's clock goes from 02:00 to 03:00, on 2026-10-25 from 03:00 back to 02:00.
        let hours = berlin(Days { sunday: list(&["01:00-05:00"]), ..Days::default() });
        assert_eq!(at(&hours, "2026-03-29T01:30:00Z"), closes("2026-03-29T03:00:00Z"));
        assert_eq!(at(&hours, "2026-10-24T23:30:00Z"), closes("2026-10-25T04:00:00Z"));
        let left_out = berlin(Days { sunday: list(&["02:30-03:15"]), ..Days::default() });
        assert_eq!(at(&left_out, "2026-03-29T00:45:00Z"), opens("2026-04-05T00:30:00Z"));
        let twice = berlin(Days { sunday: list(&["02:30-04:00"]), ..Days::default() });
        assert_eq!(at(&twice, "2026-10-25T00:00:00Z"), opens("2026-10-25T00:30:00Z"));
    }

    #[test]
    fn the_other_side_of_the_earth() {
        let hours = BusinessHours {
            time_zone: "Pacific/Auckland".to_owned(),
            days: Days { monday: list(&["08:00-17:00"]), ..Days::default() },
            away: None,
        };
        assert_eq!(at(&hours, "2026-11-22T18:59:00Z"), opens("2026-11-22T19:00:00Z"));
        assert_eq!(at(&hours, "2026-11-22T19:00:00Z"), closes("2026-11-23T04:00:00Z"));
    }
}
