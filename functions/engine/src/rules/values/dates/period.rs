//! Periods and feasts: "next week", "March 2027", "Q2", "this summer", "Christmas".

use jiff::ToSpan;

use super::super::currency;
use super::calendar::{self, Span};
use super::moment::{Moment, Moments};
use super::words::{self, Period, Which};

impl Moments<'_> {
    /// "2027" after "end of".
    pub(super) fn named_year(&self, place: usize) -> Option<Moment> {
        let (year, end) = self.year(place)?;
        Some(Moment { has_year: true, ..Moment::of(calendar::year(year)?, place, end) })
    }

    /// "next week", "March 2027", "Q2", "this summer", "Christmas".
    pub(super) fn period(&self, place: usize) -> Option<Moment> {
        let tokens = &self.reader.tokens;
        if self.reader.is_taken(place) {
            return None;
        }
        if let Some((feast, length)) = tokens.phrase(place, words::FEASTS) {
            let (year, end) =
                self.year(place + length).map_or((None, place + length), |(year, end)| (Some(year), end));
            let day = calendar::feast(self.today, feast, year)?;
            return Some(Moment { has_year: year.is_some(), ..Moment::of((day, day), place, end) });
        }
        self.relative_period(place)
            .or_else(|| self.numbered(place))
            .or_else(|| self.season(place))
            .or_else(|| self.month_period(place).filter(|_| self.is_month(place)))
            .or_else(|| self.year_alone(place))
    }

    pub(super) fn relative_period(&self, place: usize) -> Option<Moment> {
        const AFTER_NEXT: &[(&str, Period)] = &[
            ("week after next", Period::Week),
            ("month after next", Period::Month),
            ("year after next", Period::Year),
        ];
        let tokens = &self.reader.tokens;
        if let Some((period, length)) = tokens.phrase(place, AFTER_NEXT) {
            return Some(Moment::of(self.relative(Which::AfterNext, period)?, place, place + length));
        }
        if let Some((which, length)) = tokens.phrase(place, words::WHICH) {
            let at = place + length;
            if let Some((period, length)) = tokens.phrase(at, words::PERIODS) {
                let end = at + length;
                // "next week Tuesday"
                let on = end + usize::from(matches!(tokens.word(end), "on" | "am" | "," | "el"));
                if period == Period::Week
                    && let Some(weekday) = self.weekday_name(on)
                {
                    let (monday, _) = self.relative(which, period)?;
                    let day = monday.checked_add(i64::from(weekday.to_monday_zero_offset()).days()).ok()?;
                    return Some(Moment::of((day, day), place, on + 1));
                }
                let evident = !(which == Which::This && matches!(period, Period::Week | Period::Year));
                return Some(Moment { evident, ..Moment::of(self.relative(which, period)?, place, end) });
            }
            // "this may take long"
            if tokens.is(at, "may") && !tokens.is_capital(at) && tokens.is_word(at + 1) {
                return None;
            }
            // "next March", "this summer"; "next summer" in summer is the coming year's.
            let named = self.season_at(at).or_else(|| self.month_period(at))?;
            let shift = i64::from(which != Which::This && !named.has_year && named.from <= self.today);
            let (from, to) =
                (calendar::years_later(named.from, shift)?, calendar::years_later(named.to, shift)?);
            return Some(Moment { from, to, start: place, evident: true, ..named });
        }
        if let Some((period, length)) = tokens.phrase(place, words::PERIODS) {
            let at = place + length;
            if let Some(((), length)) = tokens.phrase(at, words::NEXT_AFTER) {
                return Some(Moment::of(self.relative(Which::Next, period)?, place, at + length));
            }
            let announced = place
                .checked_sub(1)
                .is_some_and(|before| matches!(tokens.word(before), "the" | "am" | "el" | "ubers"));
            if period == Period::Weekend && announced {
                return Some(Moment::of(self.relative(Which::This, period)?, place, at));
            }
        }
        // "verano que viene"
        let named = self.season_at(place)?;
        let ((), length) = tokens.phrase(named.end, words::NEXT_AFTER)?;
        Some(Moment { end: named.end + length, ..named })
    }

    pub(super) fn relative(&self, which: Which, period: Period) -> Option<Span> {
        let ahead = match which {
            Which::This => 0,
            Which::Next => 1,
            Which::AfterNext => 2,
        };
        let today = self.today;
        match period {
            Period::Week => calendar::week(today.checked_add((7 * ahead).days()).ok()?),
            Period::Weekend => calendar::weekend(today.checked_add((7 * ahead).days()).ok()?),
            Period::Month => {
                let first = today.first_of_month().checked_add(ahead.months()).ok()?;
                Some((first, first.last_of_month()))
            }
            Period::Quarter => {
                let then = today.first_of_month().checked_add((3 * ahead).months()).ok()?;
                calendar::quarter(today, (then.month() + 2) / 3, Some(then.year()))
            }
            Period::Year => calendar::year(today.checked_add(ahead.years()).ok()?.year()),
        }
    }

    /// "Q2", "2. Quartal", "H1 2027", "KW 12".
    pub(super) fn numbered(&self, place: usize) -> Option<Moment> {
        let tokens = &self.reader.tokens;
        let spoken = tokens.phrase(
            place,
            &[
                ("quarter", 'q'),
                ("calendar week", 'w'),
                ("kalenderwoche", 'w'),
                ("kw", 'w'),
                ("cw", 'w'),
                ("q", 'q'),
                ("h", 'h'),
            ],
        );
        let (letter, length) = spoken?;
        let at = place + length;
        let glued_needed = matches!(tokens.word(place), "q" | "h");
        if glued_needed && !tokens.is_glued(at) {
            return None;
        }
        let number: i8 = tokens.digits(at)?.parse().ok()?;
        let dot = usize::from(
            tokens.is(at + 1, "/")
                && tokens.digits(at + 2).is_some_and(|digits| digits.len() == 2)
                && tokens.is_glued(at + 2),
        );
        let (year, end) = if dot == 1 {
            (Some(2000 + tokens.digits(at + 2)?.parse::<i16>().ok()?), at + 3)
        } else {
            self.year(at + 1).map_or((None, at + 1), |(year, end)| (Some(year), end))
        };
        if letter == 'w'
            && let Some(weeks) = self.weeks(place, number, end)
        {
            return Some(weeks);
        }
        let span = match letter {
            'q' if (1..=4).contains(&number) => calendar::quarter(self.today, number, year),
            'h' if (1..=2).contains(&number) => calendar::half(self.today, number, year),
            'w' => calendar::numbered_week(self.today, number, year),
            _ => None,
        }?;
        Some(Moment { has_year: year.is_some(), ..Moment::of(span, place, end) })
    }

    /// "KW 5 oder 6": two weeks by their numbers, the first of which ends at `end`.
    fn weeks(&self, place: usize, first: i8, end: usize) -> Option<Moment> {
        let tokens = &self.reader.tokens;
        let joined = matches!(tokens.word(end), "oder" | "or" | "bis" | "to" | "und" | "and" | "-" | "/");
        let last: i8 =
            tokens.digits(end + 1).filter(|_| joined)?.parse().ok().filter(|last| *last > first)?;
        if self.reader.counts_a_thing(end + 2) || self.month(end + 2).is_some() {
            return None;
        }
        let (year, end) = self.year(end + 2).map_or((None, end + 2), |(year, end)| (Some(year), end));
        let (from, _) = calendar::numbered_week(self.today, first, year)?;
        let (_, to) = calendar::numbered_week(from, last, year)?;
        Some(Moment { has_year: year.is_some(), is_pair: true, ..Moment::of((from, to), place, end) })
    }

    /// A season with something before it that makes it a time.
    pub(super) fn season(&self, place: usize) -> Option<Moment> {
        let tokens = &self.reader.tokens;
        let found = self.season_at(place)?;
        let alone = tokens.len() <= 2;
        (alone || found.has_year || self.is_announced(place, false)).then_some(found)
    }

    pub(super) fn season_at(&self, place: usize) -> Option<Moment> {
        let tokens = &self.reader.tokens;
        let word = tokens.word(place);
        let (_, season) = words::SEASONS.iter().find(|(name, _)| *name == word)?;
        let (year, end) = self.year(place + 1).map_or((None, place + 1), |(year, end)| (Some(year), end));
        let mut span = calendar::season(self.today, *season, year)?;
        // In its last month "in autumn" is the next one; "this autumn" is not.
        let ends_soon = span.0 <= self.today
            && span.1.month() == self.today.month()
            && span.1.year() == self.today.year();
        let is_this = place
            .checked_sub(1)
            .is_some_and(|before| matches!(tokens.phrase(before, words::WHICH), Some((Which::This, 1))));
        if year.is_none() && ends_soon && !is_this {
            span = (calendar::years_later(span.0, 1)?, calendar::years_later(span.1, 1)?.last_of_month());
        }
        Some(Moment { has_year: year.is_some(), ..Moment::of(span, place, end) })
    }

    pub(super) fn month_period(&self, place: usize) -> Option<Moment> {
        let (month, after) = self.month(place)?;
        let (year, end) = self.year(after).map_or((None, after), |(year, end)| (Some(year), end));
        let span = calendar::month(self.today, month, year)?;
        // The present month is mentioned in passing: "15 degrees in November".
        let evident = year.is_some() || span.0 > self.today;
        Some(Moment { has_year: year.is_some(), evident, ..Moment::of(span, place, end) })
    }

    /// "in 2027"; a year of the past is no plan.
    pub(super) fn year_alone(&self, place: usize) -> Option<Moment> {
        let tokens = &self.reader.tokens;
        let digits = tokens.digits(place)?;
        let year: i16 = digits.parse().ok().filter(|_| digits.len() == 4)?;
        let announced = place.checked_sub(1).is_some_and(|before| {
            matches!(
                tokens.word(before),
                "in" | "by"
                    | "for"
                    | "during"
                    | "until"
                    | "before"
                    | "after"
                    | "im"
                    | "en"
                    | "anno"
                    | "jahr"
                    | "year"
                    | "ano"
                    | "para"
                    | "bis"
                    | "em"
            )
        });
        let counted = self.counts(place + 1)
            || matches!(tokens.word(place + 1), "€" | "$" | "£" | "k")
            || currency::word(tokens.word(place + 1), "").is_some();
        let plausible = (self.today.year()..=self.today.year() + 15).contains(&year);
        let fraction = matches!(tokens.word(place + 1), "." | "," | "-" if tokens.is_glued(place + 2) && tokens.digits(place + 2).is_some());
        let alone = tokens.len() <= 2;
        if !(announced || alone) || counted || !plausible || fraction {
            return None;
        }
        Some(Moment { has_year: true, evident: false, ..Moment::of(calendar::year(year)?, place, place + 1) })
    }
}
