//! A length of time as ISO 8601 writes it. It must not know words.

use core::fmt;

use super::lexicon::Unit;

/// Longer lengths are no plans.
const LONGEST: f64 = 100_000.0;

/// A unit, and so many of a lesser one besides.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Measure {
    pub(super) unit: Unit,
    pub(super) also: Option<(f64, Unit)>,
}

/// How many of each unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Length {
    years: u32,
    months: u32,
    weeks: u32,
    days: u32,
    hours: u32,
    minutes: u32,
    seconds: u32,
}

impl Length {
    /// So many of the measure; fractions go into the unit below. None where it is no time at all, or absurdly long.
    pub(super) fn of(count: f64, measure: Measure) -> Option<Self> {
        let mut length = Self::default();
        length.add(count, measure.unit)?;
        if let Some((more, lesser)) = measure.also {
            length.add(more, lesser)?;
        }
        // ISO 8601 writes weeks alone.
        if length.weeks > 0 && length != (Self { weeks: length.weeks, ..Self::default() }) {
            length.days = length.days.checked_add(length.weeks.checked_mul(7)?)?;
            length.weeks = 0;
        }
        (length != Self::default()).then_some(length)
    }

    fn add(&mut self, count: f64, unit: Unit) -> Option<()> {
        let whole = rounded(count.trunc())?;
        let part = count.fract();
        match unit {
            Unit::Second => self.seconds += rounded(count)?,
            Unit::Minute => {
                self.minutes += whole;
                self.seconds += rounded(part * 60.0)?;
            }
            Unit::Hour => {
                self.hours += whole;
                self.minutes += rounded(part * 60.0)?;
            }
            Unit::Day => {
                self.days += whole;
                self.hours += rounded(part * 24.0)?;
            }
            Unit::Week if part == 0.0 => self.weeks += whole,
            Unit::Week => self.days += rounded(count * 7.0)?,
            Unit::Fortnight if part == 0.0 => self.weeks += whole.checked_mul(2)?,
            Unit::Fortnight => self.days += rounded(count * 14.0)?,
            Unit::Month => {
                self.months += whole;
                self.days += rounded(part * 30.0)?;
            }
            Unit::Quarter => self.months += rounded(count * 3.0)?,
            Unit::Year => {
                self.years += whole;
                self.months += rounded(part * 12.0)?;
            }
        }
        Some(())
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "within bounds, just checked")]
fn rounded(count: f64) -> Option<u32> {
    (0.0..=LONGEST).contains(&count).then(|| count.round() as u32)
}

impl fmt::Display for Length {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let part = |formatter: &mut fmt::Formatter<'_>, count: u32, letter: char| {
            if count > 0 { write!(formatter, "{count}{letter}") } else { Ok(()) }
        };
        formatter.write_str("P")?;
        part(formatter, self.years, 'Y')?;
        part(formatter, self.months, 'M')?;
        part(formatter, self.weeks, 'W')?;
        part(formatter, self.days, 'D')?;
        if self.hours + self.minutes + self.seconds > 0 {
            formatter.write_str("T")?;
            part(formatter, self.hours, 'H')?;
            part(formatter, self.minutes, 'M')?;
            part(formatter, self.seconds, 'S')?;
        }
        Ok(())
    }
}
