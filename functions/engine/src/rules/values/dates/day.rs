//! Single days by name: "15 March", "next Friday", "the 15th".

use jiff::ToSpan;

use super::super::lexicon::Tongue;
use super::calendar;
use super::moment::{Moment, Moments};
use super::words;

impl Moments<'_> {
    /// "15 March", "3rd of June", "15. März", "3 de junio".
    pub(super) fn day_and_month(&self, place: usize) -> Option<Moment> {
        let tokens = &self.reader.tokens;
        let (day, after) = self.day_number(place)?;
        let link = usize::from(matches!(tokens.word(after), "of" | "de" | "del" | "-" | "in" | "im"));
        // "5 in May" is five of something, "the 5th in May" is a day.
        if tokens.is(after, "in") && tokens.digits(after - 1).is_some() {
            return None;
        }
        let (month, end) = self.month(after + link)?;
        self.in_month(place, day, month, end)
    }

    /// "March 15", "May the 4th".
    pub(super) fn month_and_day(&self, place: usize) -> Option<Moment> {
        let tokens = &self.reader.tokens;
        let (month, after) = self.month(place)?;
        let article = usize::from(tokens.is(after, "the"));
        let (day, mut end) = self.day_number(after + article)?;
        if tokens.digits(after + article).is_none() && article == 0 && !matches!(tokens.word(after), "first")
        {
            return None;
        }
        // "March 2.": the dot ends the sentence.
        if tokens.is(end - 1, ".") {
            end -= 1;
        }
        let has_suffix = end > after + article + 1;
        let counts_more = !has_suffix
            && (matches!(tokens.word(end), "k" | "€" | "%" | ":" | "am" | "pm" | "uhr")
                || (self.counts(end) && !tokens.is(end, "-") && self.month(end).is_none()));
        let is_time = tokens.is(end, ":") && tokens.is_glued(end);
        let is_name = words::WEAK_MONTHS.contains(&tokens.word(place))
            && !tokens.is_capital(place)
            && self.reader.tongue != Tongue::English;
        if counts_more || is_time || is_name {
            return None;
        }
        self.in_month(place, day, month, end)
    }

    pub(super) fn in_month(&self, place: usize, day: i8, month: i8, end: usize) -> Option<Moment> {
        let (date, end, has_year) = match self.year(end) {
            Some((year, end)) => (calendar::day(year, month, day)?, end, true),
            None => (calendar::next_day(self.today, month, day)?, end, false),
        };
        Some(Moment { has_year, has_day: true, ..Moment::of((date, date), place, end) })
    }

    /// "Friday 4 December", "Fr, 4.12.", "Friday the 4th": the day says it all.
    pub(super) fn after_weekday(&self, place: usize) -> Option<Moment> {
        let tokens = &self.reader.tokens;
        let word = tokens.word(place);
        let is_short = words::SHORT_WEEKDAYS.iter().any(|(name, _)| *name == word);
        if !is_short && self.weekday_name(place).is_none() {
            return None;
        }
        let mut after = place + 1;
        for _ in 0..3 {
            if !matches!(tokens.word(after), "," | "." | "the" | "den" | "dem" | "el" | "dia" | "(") {
                break;
            }
            after += 1;
        }
        let found = self
            .numeric(after)
            .or_else(|| self.day_and_month(after))
            .or_else(|| self.month_and_day(after))
            .or_else(|| if is_short { None } else { self.ordinal_day(after) })?;
        Some(Moment { start: place, ..found })
    }

    /// "Friday", "next Friday", "Friday week", "Monday next week".
    pub(super) fn weekday(&self, place: usize) -> Option<Moment> {
        let tokens = &self.reader.tokens;
        let which = tokens.phrase(place, words::WHICH);
        let at = which.map_or(place, |(_, length)| place + length);
        let announced = at.checked_sub(1).is_some_and(|before| {
            matches!(
                tokens.word(before),
                "on" | "by" | "next" | "this" | "before" | "until" | "till" | "til" | "from" | "coming"
            )
        });
        let short = announced.then(|| {
            words::SHORT_WEEKDAYS[..10].iter().find(|(name, _)| *name == tokens.word(at)).map(|&(_, day)| day)
        });
        let weekday = self.weekday_name(at).or(short.flatten())?;
        let mut end = at + 1;
        let mut date = calendar::weekday(self.today, weekday)?;
        if let Some(((), length)) = tokens.phrase(end, words::NEXT_AFTER) {
            end += length;
        } else if let Some(week) = self.period(end).filter(|_| tokens.phrase(end, words::WHICH).is_some())
            && week.from != week.to
        {
            let monday = week.from;
            date = monday.checked_add(i64::from(weekday.to_monday_zero_offset()).days()).ok()?;
            end = week.end;
        } else if tokens.is(end, "week")
            || tokens.phrase(end, &[("in a week", ()), ("in einer woche", ())]).is_some()
        {
            date = date.checked_add(7.days()).ok()?;
            end += if tokens.is(end, "week") { 1 } else { 3 };
        }
        Some(Moment::of((date, date), place, end))
    }

    /// "a week on Tuesday", "a fortnight from Friday"; "for a week on Tuesday" is a length.
    pub(super) fn week_on(&self, place: usize) -> Option<Moment> {
        const WEEKS_ON: &[(&str, i64)] = &[
            ("a week on", 1),
            ("a week from", 1),
            ("one week on", 1),
            ("one week from", 1),
            ("a week next", 1),
            ("a week this", 1),
            ("a fortnight on", 2),
            ("a fortnight from", 2),
            ("two weeks on", 2),
            ("two weeks from", 2),
        ];
        let tokens = &self.reader.tokens;
        let (weeks, length) = tokens.phrase(place, WEEKS_ON)?;
        if place.checked_sub(1).is_some_and(|before| matches!(tokens.word(before), "for" | "takes" | "lasts"))
        {
            return None;
        }
        let at = place + length;
        let weekday = self.weekday_name(at)?;
        let date = calendar::weekday(self.today, weekday)?.checked_add((weeks * 7).days()).ok()?;
        Some(Moment::of((date, date), place, at + 1))
    }

    /// "the 15th", "am 15.", "el día 15": the next day with this number.
    pub(super) fn ordinal_day(&self, place: usize) -> Option<Moment> {
        let tokens = &self.reader.tokens;
        tokens.digits(place)?;
        let (day, end) = self.day_number(place)?;
        let before = |word: &str| place.checked_sub(1).is_some_and(|before| tokens.is(before, word));
        let suffix = tokens.word(end - 1);
        let said = match suffix {
            "st" | "nd" | "rd" | "th" => {
                ["the", "on", "by", "until", "before", "after", "from", "to", "till"]
                    .iter()
                    .any(|word| before(word))
            }
            "." => ["am", "zum", "den", "dem", "vom"].iter().any(|word| before(word)),
            _ => before("dia") || before("el"),
        };
        let alone = end > place + 1 && tokens.len() <= 3 && suffix != ".";
        if !(said || alone) || self.reader.counts_a_thing(end) {
            return None;
        }
        const OF_MONTH: &[(&str, i64)] = &[
            ("of next month", 1),
            ("next month", 1),
            ("of this month", 0),
            ("of the month", 0),
            ("nachsten monats", 1),
            ("des monats", 0),
            ("del mes", 0),
            ("del mes que viene", 1),
            ("del proximo mes", 1),
        ];
        let (ahead, length) = tokens.phrase(end, OF_MONTH).unwrap_or_default();
        let date = if ahead > 0 {
            let then = self.today.checked_add(ahead.months()).ok()?;
            calendar::day(then.year(), then.month(), day)?
        } else {
            calendar::next_of_month(self.today, day)?
        };
        let end = end + length;
        // "el 24" can be a day; "para el 24" is one.
        let bare = before("el")
            && length == 0
            && !place.checked_sub(2).is_some_and(|before| {
                matches!(tokens.word(before), "para" | "hasta" | "desde" | "antes" | "entre" | "sobre")
            });
        Some(Moment { evident: !bare, ..Moment::of((date, date), place, end) })
    }
}
