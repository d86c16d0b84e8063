//! The time zones of the IANA database that came with this build: the same on every machine, and in a browser.
//!
//! Each holds from 2026 on, as the whole database has it (release 2026e); an earlier time goes by the rule of then, for of the
//! past only today's conversations are asked about, and its changes would be 50 KB of the function's zip.

use jiff::tz::TimeZone;

include!(concat!(env!("OUT_DIR"), "/time_zones.rs"));

/// The time zone of that name, in capitals or not: `Europe/Berlin`. `None` where there is none.
#[must_use]
pub fn time_zone(name: &str) -> Option<TimeZone> {
    let known = NAMES.lines().zip(ZONES).find_map(|(names, zone)| {
        Some((names.split(' ').find(|known| known.eq_ignore_ascii_case(name))?, zone))
    });
    let (name, zone) = known?;
    TimeZone::tzif(name, zone).ok()
}

/// The names of all, in no order.
pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    NAMES.lines().flat_map(|names| names.split(' '))
}

#[cfg(test)]
mod tests {
    use jiff::tz::TimeZoneDatabase;
    use jiff::{SignedDuration, Timestamp};

    use super::{names, time_zone};

    #[test]
    fn every_zone_is_what_the_whole_database_says_from_2026_on() {
        let whole = TimeZoneDatabase::bundled();
        let mut known: Vec<&str> = names().collect();
        known.sort_unstable();
        let mut all: Vec<String> = whole.available().map(|name| name.to_string()).collect();
        all.sort_unstable();
        assert_eq!(known, all);
        let (from, until): (Timestamp, Timestamp) =
            ("2026-01-01T00:00:00Z".parse().unwrap(), "2090-01-01T00:00:00Z".parse().unwrap());
        for name in known {
            let (ours, theirs) = (time_zone(name).unwrap(), whole.get(name).unwrap());
            assert_eq!(ours.iana_name(), Some(name));
            let mut at = from;
            assert_eq!(ours.to_offset(at), theirs.to_offset(at), "{name} {at}");
            for change in theirs.following(from).take_while(|change| change.timestamp() < until) {
                at = change.timestamp();
                for moment in [at - SignedDuration::from_secs(1), at, at + SignedDuration::from_hours(24)] {
                    assert_eq!(ours.to_offset(moment), theirs.to_offset(moment), "{name} {moment}");
                }
            }
            let ours = ours.following(from).take_while(|change| change.timestamp() < until);
            let moved = ours.filter(|change| {
                let before = change.timestamp() - SignedDuration::from_secs(1);
                theirs.to_offset(before) != change.offset()
            });
            for change in moved {
                assert_eq!(theirs.to_offset(change.timestamp()), change.offset(), "{name}");
            }
        }
    }

    #[test]
    fn names_are_found_however_they_are_written_and_unknown_ones_are_not() {
        assert_eq!(time_zone("europe/BERLIN").unwrap().iana_name(), Some("Europe/Berlin"));
        assert_eq!(time_zone("UTC").unwrap().iana_name(), Some("UTC"));
        for unknown in ["", "Europe", "Europe/Berlin ", "Mars/Olympus", "Europe/Berlin UTC"] {
            assert!(time_zone(unknown).is_none(), "{unknown}");
        }
    }
}
