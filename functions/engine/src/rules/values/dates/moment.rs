//! One day or one period at a given place: "15 March", "mid March", "next Friday", "Q2", "in six weeks".

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};
use strsim::osa_distance;

use super::super::durations::length_at;
use super::super::lexicon::{Tongue, is_common};
use super::super::reader::Reader;
use super::calendar::{self, Span};
use super::words::{self, Part, Period, Which};

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
    fn of((from, to): Span, start: usize, end: usize) -> Self {
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

    fn plain(&self, place: usize) -> Option<Moment> {
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
            .or_else(|| self.near(place))
            .or_else(|| self.weekday(place))
            .or_else(|| self.ordinal_day(place))
    }

    /// A year at the place, after an optional comma or "of": the year, and the place after it.
    fn year(&self, place: usize) -> Option<(i16, usize)> {
        const RELATIVE: &[(&str, i16)] = &[
            ("this year", 0),
            ("of this year", 0),
            ("dieses jahres", 0),
            ("dieses jahr", 0),
            ("de este ano", 0),
            ("this yr", 0),
            ("next year", 1),
            ("of next year", 1),
            ("nachsten jahres", 1),
            ("nachstes jahr", 1),
            ("naechsten jahres", 1),
            ("naechstes jahr", 1),
            ("kommenden jahres", 1),
            ("des nachsten jahres", 1),
            ("im nachsten jahr", 1),
            ("im naechsten jahr", 1),
            ("del proximo ano", 1),
            ("del ano que viene", 1),
            ("do proximo ano", 1),
            ("the year after", 1),
        ];
        let tokens = &self.reader.tokens;
        if let Some((ahead, length)) = tokens.phrase(place, RELATIVE) {
            return Some((self.today.year() + ahead, place + length));
        }
        let mut at = place;
        if matches!(tokens.word(at), "," | "of" | "de" | "del" | "." | "/" | "im" | "in" | "do") {
            at += 1;
        }
        if matches!(tokens.word(at), "jahr" | "year" | "ano" | "the") {
            at += 1;
        }
        if matches!(tokens.word(at), "'") && tokens.digits(at + 1).is_some_and(|digits| digits.len() == 2) {
            let year: i16 = tokens.digits(at + 1)?.parse().ok()?;
            return Some((2000 + year, at + 2));
        }
        let digits = tokens.digits(at).filter(|digits| digits.len() == 4)?;
        let year: i16 = digits.parse().ok().filter(|year| (1900..2150).contains(year))?;
        let counted =
            tokens.is(at + 1, "€") || super::super::currency::word(tokens.word(at + 1), "").is_some();
        (!counted).then_some((year, at + 1))
    }

    /// "2027-03-15", "15.3.2027", "3/15", "15.3."
    fn numeric(&self, place: usize) -> Option<Moment> {
        let tokens = &self.reader.tokens;
        let first = tokens.digits(place)?;
        let glued_before = tokens.is_glued(place)
            && place.checked_sub(1).is_some_and(|before| {
                tokens.is_word(before) || matches!(tokens.word(before), "." | "/" | "-" if before > 0 && tokens.digits(before - 1).is_some() && tokens.is_glued(before)) && first.len() != 4
            });
        let separator = tokens.word(place + 1);
        if glued_before || !matches!(separator, "." | "/" | "-") || !tokens.is_glued(place + 1) {
            return None;
        }
        let second = tokens.digits(place + 2)?;
        let spaced = !tokens.is_glued(place + 2);
        if second.len() > 2 || (spaced && separator != ".") {
            return None;
        }
        let number = |digits: &str| digits.parse::<i8>().ok();
        if first.len() == 4 {
            if !tokens.is(place + 3, separator) || !tokens.is_glued(place + 4) {
                return None;
            }
            let third = tokens.digits(place + 4).filter(|digits| digits.len() <= 2)?;
            let day = calendar::day(first.parse().ok()?, number(second)?, number(third)?)?;
            return Some(Moment { has_year: true, ..Moment::of((day, day), place, place + 5) });
        }
        if first.len() > 2 {
            return None;
        }
        let (first, second) = (number(first)?, number(second)?);
        let month_first = self.month_first && separator != ".";
        let orders =
            if month_first { [(second, first), (first, second)] } else { [(first, second), (second, first)] };
        let closes = tokens.is(place + 3, separator) && tokens.is_glued(place + 3);
        let year = closes.then(|| self.written_year(place + 4, separator)).flatten();
        if let Some((year, end)) = year {
            let day = orders.into_iter().find_map(|(day, month)| calendar::day(year, month, day))?;
            return Some(Moment { has_year: true, has_day: true, ..Moment::of((day, day), place, end) });
        }
        // "24/7" is no day, "15-20" no month, and "2.5" is a number unless a dot closes it or a word announces a day.
        let announced = place.checked_sub(1).is_some_and(|before| {
            matches!(
                tokens.word(before),
                "am" | "bis"
                    | "zum"
                    | "vom"
                    | "ab"
                    | "den"
                    | "dem"
                    | "on"
                    | "by"
                    | "el"
                    | "before"
                    | "until"
                    | "after"
                    | "del"
                    | "al"
            )
        });
        let bare = tokens.digits(place + 2).map(str::len);
        let fits = match separator {
            "." => {
                (closes && tokens.digits(place + 4).is_none_or(|_| !tokens.is_glued(place + 4)))
                    || (announced && self.reader.decimal_comma && bare.is_some())
            }
            "/" => {
                (first, second) != (24, 7)
                    && (announced || !self.counts(place + 3))
                    && !tokens.is(place + 3, "/")
            }
            _ => false,
        };
        if !fits {
            return None;
        }
        let day = orders.into_iter().find_map(|(day, month)| calendar::next_day(self.today, month, day))?;
        let end = place + 3 + usize::from(separator == "." && closes);
        let (day_span, end, has_year) = match self.year(end) {
            Some((year, end)) => (calendar::day(year, day.month(), day.day())?, end, true),
            None => (day, end, false),
        };
        Some(Moment { has_year, has_day: true, ..Moment::of((day_span, day_span), place, end) })
    }

    /// Whether a unit or a thing is counted at the place: "1/2 day".
    fn counts(&self, place: usize) -> bool {
        self.reader.tokens.is_word(place) && !is_common(self.reader.tokens.word(place))
    }

    fn written_year(&self, place: usize, separator: &str) -> Option<(i16, usize)> {
        let tokens = &self.reader.tokens;
        let digits = tokens.digits(place)?;
        if !tokens.is_glued(place) && separator != "." {
            return None;
        }
        let year: i16 = digits.parse().ok()?;
        match digits.len() {
            2 if tokens.is_glued(place) => Some((2000 + year, place + 1)),
            4 if (1900..2150).contains(&year) => Some((year, place + 1)),
            _ => None,
        }
    }

    /// A month by its name, mistyped perhaps, and the place after it.
    pub(super) fn month(&self, place: usize) -> Option<(i8, usize)> {
        let tokens = &self.reader.tokens;
        if !tokens.is_word(place) || self.reader.is_taken(place) {
            return None;
        }
        let word = tokens.word(place);
        let exact = words::MONTHS.iter().find(|(name, _)| *name == word).map(|&(_, month)| month);
        let month = exact.or_else(|| nearest(word, words::LONG_MONTHS))?;
        let dotted = word.len() <= 4
            && tokens.is(place + 1, ".")
            && tokens.is_glued(place + 1)
            && tokens.at(place + 2).is_some();
        Some((month, place + 1 + usize::from(dotted)))
    }

    /// A day of the month in digits or as an ordinal, and the place after it.
    pub(super) fn day_number(&self, place: usize) -> Option<(i8, usize)> {
        let tokens = &self.reader.tokens;
        if self.reader.is_taken(place) {
            return None;
        }
        let Some(digits) = tokens.digits(place) else {
            let word = tokens.word(place);
            let (_, day) = words::ORDINALS.iter().find(|(name, _)| *name == word)?;
            return Some((*day, place + 1));
        };
        let glued = tokens.is_glued(place)
            && place
                .checked_sub(1)
                .is_some_and(|before| tokens.is_word(before) || matches!(tokens.word(before), "." | ","));
        let day: i8 =
            digits.parse().ok().filter(|day| (1..=31).contains(day) && digits.len() <= 2 && !glued)?;
        let suffix = matches!(
            tokens.word(place + 1),
            "st" | "nd" | "rd" | "th" | "º" | "er" | "." | "ro" | "te" | "ten" | "ter"
        );
        Some((
            day,
            place + 1 + usize::from(suffix && (tokens.is_glued(place + 1) || !tokens.is(place + 1, "."))),
        ))
    }

    /// "15 March", "3rd of June", "15. März", "3 de junio".
    fn day_and_month(&self, place: usize) -> Option<Moment> {
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
    fn month_and_day(&self, place: usize) -> Option<Moment> {
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

    fn in_month(&self, place: usize, day: i8, month: i8, end: usize) -> Option<Moment> {
        let (date, end, has_year) = match self.year(end) {
            Some((year, end)) => (calendar::day(year, month, day)?, end, true),
            None => (calendar::next_day(self.today, month, day)?, end, false),
        };
        Some(Moment { has_year, has_day: true, ..Moment::of((date, date), place, end) })
    }

    /// "Friday 4 December", "Fr, 4.12.", "Friday the 4th": the day says it all.
    fn after_weekday(&self, place: usize) -> Option<Moment> {
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

    fn weekday_name(&self, place: usize) -> Option<Weekday> {
        let word = self.reader.tokens.word(place);
        let exact = words::WEEKDAYS.iter().find(|(name, _)| *name == word).map(|&(_, day)| day);
        exact.or_else(|| nearest(word, words::WEEKDAYS))
    }

    /// "Friday", "next Friday", "Friday week", "Monday next week".
    fn weekday(&self, place: usize) -> Option<Moment> {
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

    /// "the 15th", "am 15.", "el día 15": the next day with this number.
    fn ordinal_day(&self, place: usize) -> Option<Moment> {
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
            _ => before("dia"),
        };
        if !said || self.reader.counts_a_thing(end) {
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
        Some(Moment::of((date, date), place, end))
    }

    /// "mid March", "end of the year", "early next week", "mid to late March".
    fn part(&self, place: usize) -> Option<Moment> {
        const WHOLE: &[(&str, (Part, Period))] = &[
            ("eoy", (Part::End, Period::Year)),
            ("eom", (Part::End, Period::Month)),
            ("year end", (Part::End, Period::Year)),
            ("year's end", (Part::End, Period::Year)),
            ("years end", (Part::End, Period::Year)),
            ("year - end", (Part::End, Period::Year)),
            ("month end", (Part::End, Period::Month)),
            ("jahresende", (Part::End, Period::Year)),
            ("monatsende", (Part::End, Period::Month)),
            ("quartalsende", (Part::End, Period::Quarter)),
            ("jahresanfang", (Part::Beginning, Period::Year)),
            ("monatsanfang", (Part::Beginning, Period::Month)),
            ("jahresmitte", (Part::Middle, Period::Year)),
            ("eow", (Part::End, Period::Week)),
        ];
        let tokens = &self.reader.tokens;
        if let Some(((part, period), length)) = tokens.phrase(place, WHOLE) {
            let day = self.current_part(part, period)?;
            return Some(Moment::of((day, day), place, place + length));
        }
        let (part, length) = tokens.phrase(place, words::PARTS)?;
        let mut at = place + length;
        // "mid to late March", "Anfang/Mitte März"
        let mut until = None;
        if matches!(tokens.word(at), "to" | "or" | "bis" | "oder" | "/" | "-" | "o" | "a")
            && let Some((second, length)) = tokens.phrase(at + 1, words::PARTS)
        {
            until = Some(second);
            at += 1 + length;
        }
        for _ in 0..2 {
            if matches!(
                tokens.word(at),
                "the"
                    | "-"
                    | "des"
                    | "der"
                    | "vom"
                    | "im"
                    | "el"
                    | "la"
                    | "los"
                    | "o"
                    | "in"
                    | "of"
                    | "de"
                    | "del"
                    | "do"
                    | "dem"
            ) {
                at += 1;
            }
        }
        if let Some((period, length)) = tokens.phrase(at, words::PERIODS) {
            let end = at + length;
            let day = self.current_part(part, period)?;
            let last = until.map_or(Some(day), |until| self.current_part(until, period))?;
            return Some(Moment::of((day, last), place, end));
        }
        let period = self.named_year(at).or_else(|| self.period(at)).or_else(|| self.month_period(at))?;
        if period.from == period.to {
            return None;
        }
        let day = part_of((period.from, period.to), part)?;
        let last = until.map_or(Some(day), |until| part_of((period.from, period.to), until))?;
        let (day, last) = self.not_past(day, last, period.has_year);
        Some(Moment { from: day, to: last, start: place, evident: true, ..period })
    }

    /// A part of the present month that is over is the next year's.
    fn not_past(&self, from: Date, to: Date, has_year: bool) -> Span {
        if to >= self.today || has_year {
            return (from, to);
        }
        match (calendar::years_later(from, 1), calendar::years_later(to, 1)) {
            (Some(from), Some(to)) => (from, to),
            _ => (from, to),
        }
    }

    /// A part of the present month or year, or of the next where it is over.
    fn current_part(&self, part: Part, period: Period) -> Option<Date> {
        [Which::This, Which::Next]
            .into_iter()
            .find_map(|which| part_of(self.relative(which, period)?, part).filter(|day| *day >= self.today))
    }

    /// "2027" after "end of".
    fn named_year(&self, place: usize) -> Option<Moment> {
        let (year, end) = self.year(place)?;
        Some(Moment { has_year: true, ..Moment::of(calendar::year(year)?, place, end) })
    }

    /// "the first week of March", "the second half of 2027".
    fn slice(&self, place: usize) -> Option<Moment> {
        let tokens = &self.reader.tokens;
        let (number, mut at) = match tokens.word(place) {
            "last" | "letzte" | "letzten" | "ultima" => (0, place + 1),
            _ => self.day_number(place)?,
        };
        let is_week = matches!(tokens.word(at), "week" | "woche" | "semana");
        let is_half = matches!(tokens.word(at), "half" | "halfte" | "mitad" | "quincena");
        let is_quarter = matches!(tokens.word(at), "quarter" | "quartal" | "trimestre");
        if !(is_week || is_half || is_quarter) {
            return None;
        }
        at += 1;
        if is_quarter && (1..=4).contains(&number) {
            return self.finished_quarter(place, number, at);
        }
        for _ in 0..2 {
            if matches!(tokens.word(at), "of" | "in" | "the" | "des" | "im" | "de" | "del" | "der" | "vom") {
                at += 1;
            }
        }
        let whole = self.named_year(at).or_else(|| self.period(at)).or_else(|| self.month_period(at))?;
        let is_year = whole.from.day_of_year() == 1 && whole.to.month() == 12;
        if is_half && is_year {
            let span = calendar::half(self.today, number, Some(whole.from.year()))?;
            return Some(Moment { start: place, from: span.0, to: span.1, ..whole });
        }
        let (from, to) = match (is_half, number) {
            (true, 1) => (whole.from, whole.from.checked_add(14.days()).ok()?),
            (true, 2) => (whole.from.checked_add(15.days()).ok()?, whole.to),
            (false, 0) => (whole.to.checked_sub(6.days()).ok()?, whole.to),
            (false, 1..=4) => {
                let first = whole.from.checked_add((i64::from(number - 1) * 7).days()).ok()?;
                (first, first.checked_add(6.days()).ok()?)
            }
            _ => return None,
        };
        Some(Moment { start: place, from, to, ..whole })
    }

    fn finished_quarter(&self, place: usize, number: i8, end: usize) -> Option<Moment> {
        let (year, end) = self.year(end).map_or((None, end), |(year, end)| (Some(year), end));
        let span = calendar::quarter(self.today, number, year)?;
        Some(Moment { has_year: year.is_some(), ..Moment::of(span, place, end) })
    }

    /// "next week", "March 2027", "Q2", "this summer", "Christmas".
    fn period(&self, place: usize) -> Option<Moment> {
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

    fn relative_period(&self, place: usize) -> Option<Moment> {
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
                let evident = !(which == Which::This && matches!(period, Period::Week | Period::Year));
                return Some(Moment { evident, ..Moment::of(self.relative(which, period)?, place, end) });
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
            let announced =
                place.checked_sub(1).is_some_and(|before| matches!(tokens.word(before), "the" | "am" | "el"));
            if period == Period::Weekend && announced {
                return Some(Moment::of(self.relative(Which::This, period)?, place, at));
            }
        }
        // "verano que viene"
        let named = self.season_at(place)?;
        let ((), length) = tokens.phrase(named.end, words::NEXT_AFTER)?;
        Some(Moment { end: named.end + length, ..named })
    }

    fn relative(&self, which: Which, period: Period) -> Option<Span> {
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
    fn numbered(&self, place: usize) -> Option<Moment> {
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
        let span = match letter {
            'q' if (1..=4).contains(&number) => calendar::quarter(self.today, number, year),
            'h' if (1..=2).contains(&number) => calendar::half(self.today, number, year),
            'w' => calendar::numbered_week(self.today, number, year),
            _ => None,
        }?;
        Some(Moment { has_year: year.is_some(), ..Moment::of(span, place, end) })
    }

    /// A season with something before it that makes it a time.
    fn season(&self, place: usize) -> Option<Moment> {
        let tokens = &self.reader.tokens;
        let found = self.season_at(place)?;
        let alone = tokens.len() <= 2;
        (alone || found.has_year || self.is_announced(place)).then_some(found)
    }

    fn season_at(&self, place: usize) -> Option<Moment> {
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

    fn month_period(&self, place: usize) -> Option<Moment> {
        let (month, after) = self.month(place)?;
        let (year, end) = self.year(after).map_or((None, after), |(year, end)| (Some(year), end));
        let span = calendar::month(self.today, month, year)?;
        // The present month is mentioned in passing: "15 degrees in November".
        let evident = year.is_some() || span.0 > self.today;
        Some(Moment { has_year: year.is_some(), evident, ..Moment::of(span, place, end) })
    }

    /// Whether the name of a month stands for the month, not for a person or a verb.
    fn is_month(&self, place: usize) -> bool {
        let tokens = &self.reader.tokens;
        let word = tokens.word(place);
        let has_year = self.month(place).is_some_and(|(_, after)| self.year(after).is_some());
        if has_year || self.is_announced(place) {
            return true;
        }
        let next = tokens.word(place + 1);
        let named = words::NAMES.contains(&word)
            && (tokens.is_capital(place + 1) && tokens.is_word(place + 1)
                || place.checked_sub(1).is_some_and(|before| {
                    matches!(
                        tokens.word(before),
                        "i'm"
                            | "am"
                            | "is"
                            | "name"
                            | "ist"
                            | "frau"
                            | "herr"
                            | "soy"
                            | "llamo"
                            | "mr"
                            | "ms"
                            | "mrs"
                    )
                }));
        let weak = words::WEAK_MONTHS.contains(&word);
        let alone = place == 0 && !matches!(next, "i" | "we" | "you" | "it" | "be" | "they" | "the" | "not");
        let before_stop = matches!(next, "" | "." | "," | "!" | "?" | "/" | "-");
        !named && (!weak || (alone && before_stop) || (alone && tokens.is_capital(place) && word != "may"))
    }

    /// Whether a preposition of time stands before the place.
    fn is_announced(&self, place: usize) -> bool {
        let tokens = &self.reader.tokens;
        let mut before = place;
        for _ in 0..2 {
            let Some(at) = before.checked_sub(1) else { return false };
            match tokens.word(at) {
                "the" | "des" | "der" | "den" | "dem" | "el" | "la" | "o" | "late" | "early" => before = at,
                "in" | "by" | "until" | "till" | "til" | "untill" | "before" | "after" | "from" | "since"
                | "during" | "around" | "about" | "mid" | "to" | "or" | "and" | "between" | "next"
                | "this" | "of" | "for" | "sometime" | "through" | "im" | "bis" | "ab" | "vor" | "nach"
                | "seit" | "zum" | "fur" | "mitte" | "anfang" | "ende" | "oder" | "und" | "zwischen"
                | "gegen" | "noch" | "en" | "para" | "de" | "del" | "hasta" | "antes" | "desde" | "entre"
                | "y" | "a" | "em" | "ate" | "/" | "-" | "coming" | "starting" | "diesen" | "diesem"
                | "nachsten" | "nachstes" | "este" | "proximo" | "spatestens" | "fruhestens" | "start"
                | "maybe" | "irgendwann" | "say" => return true,
                _ => return false,
            }
        }
        false
    }

    /// "in 2027"; a year of the past is no plan.
    fn year_alone(&self, place: usize) -> Option<Moment> {
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
            || super::super::currency::word(tokens.word(place + 1), "").is_some();
        let plausible = (self.today.year()..=self.today.year() + 15).contains(&year);
        let fraction = matches!(tokens.word(place + 1), "." | "," | "-" if tokens.is_glued(place + 2) && tokens.digits(place + 2).is_some());
        if !announced || counted || !plausible || fraction {
            return None;
        }
        Some(Moment { has_year: true, evident: false, ..Moment::of(calendar::year(year)?, place, place + 1) })
    }

    /// "tomorrow", "as soon as possible".
    fn near(&self, place: usize) -> Option<Moment> {
        let tokens = &self.reader.tokens;
        if let Some(((), length)) = tokens.phrase(place, words::AT_ONCE) {
            return Some(Moment::of((self.today, self.today), place, place + length));
        }
        let ((ahead, evident), length) = tokens.phrase(place, words::NEAR_DAYS)?;
        // "guten Morgen", "am Morgen", "por la mañana"
        let is_part_of_day = matches!(tokens.word(place), "morgen" | "manana")
            && place.checked_sub(1).is_some_and(|before| {
                matches!(
                    tokens.word(before),
                    "guten"
                        | "am"
                        | "jeden"
                        | "la"
                        | "schonen"
                        | "guter"
                        | "moin"
                        | "heute"
                        | "gestern"
                        | "einen"
                )
            });
        if is_part_of_day {
            return None;
        }
        let day = self.today.checked_add(ahead.days()).ok()?;
        Some(Moment { evident, ..Moment::of((day, day), place, place + length) })
    }

    /// "in six weeks", "six weeks from now", "two weeks before Christmas".
    fn counted(&self, place: usize) -> Option<Moment> {
        const INTO: &[(&str, bool)] = &[
            ("in", false),
            ("in about", false),
            ("in around", false),
            ("in approx", false),
            ("in roughly", false),
            ("in maybe", false),
            ("in like", false),
            ("in the next", true),
            ("in less than", true),
            ("in under", true),
            ("in max", true),
            ("in at most", true),
            ("within", true),
            ("within the next", true),
            ("within about", true),
            ("in the coming", true),
            ("over the next", true),
            ("the next", true),
            ("innerhalb von", true),
            ("innerhalb der nachsten", true),
            ("innerhalb", true),
            ("binnen", true),
            ("in den nachsten", true),
            ("in den kommenden", true),
            ("in etwa", false),
            ("in ca", false),
            ("in ungefahr", false),
            ("in circa", false),
            ("in rund", false),
            ("in spatestens", true),
            ("dentro de", false),
            ("dentro de unos", false),
            ("dentro de unas", false),
            ("en", false),
            ("en unos", false),
            ("en unas", false),
            ("en menos de", true),
            ("en los proximos", true),
            ("en las proximas", true),
            ("daqui a", false),
            ("em", false),
            ("nos proximos", true),
            ("in so", false),
        ];
        const FROM_NOW: &[(&str, ())] = &[
            ("from now", ()),
            ("from today", ()),
            ("time", ()),
            ("' time", ()),
            ("ab heute", ()),
            ("ab jetzt", ()),
            ("a partir de hoy", ()),
            ("a partir de ahora", ()),
            ("hence", ()),
        ];
        let tokens = &self.reader.tokens;
        let into = tokens.phrase(place, INTO);
        let rough_word = into.is_some_and(|(_, length)| {
            length > 1
                && matches!(
                    tokens.word(place + length - 1),
                    "about"
                        | "around"
                        | "roughly"
                        | "approx"
                        | "maybe"
                        | "like"
                        | "etwa"
                        | "ca"
                        | "ungefahr"
                        | "circa"
                        | "rund"
                        | "unos"
                        | "unas"
                        | "so"
                )
        });
        let mut at = into.map_or(place, |(_, length)| place + length);
        let mut rough = rough_word;
        if into.is_some() {
            if rough_word && tokens.is(at, ".") && tokens.is_glued(at) {
                at += 1;
            }
            for _ in 0..2 {
                if matches!(
                    tokens.word(at),
                    "about"
                        | "around"
                        | "roughly"
                        | "approx"
                        | "approximately"
                        | "maybe"
                        | "~"
                        | "etwa"
                        | "ca"
                        | "so"
                        | "ungefahr"
                        | "unos"
                        | "unas"
                        | "probably"
                ) {
                    at += 1 + usize::from(tokens.is(at + 1, ".") && tokens.is_glued(at + 1));
                    rough = true;
                }
            }
        }
        let length = length_at(self.reader, at)?;
        let mut end = length.end;
        let low = length.low.mark?;
        let high = length.high.as_ref().and_then(|high| Some((high.quantity.value, high.mark?.unit)));
        let low = (length.low.quantity.value, low.unit);
        rough |= length.rough;
        let from_now = tokens.phrase(end, FROM_NOW);
        if let Some((_, more)) = from_now {
            end += more;
        } else if into.is_none() {
            return self.before_or_after(place, low, end);
        }
        // "in 2 hours" is today; "in 3 months ago" is nothing.
        if tokens.is(end, "ago")
            || (into.is_some_and(|(_, length)| length == 1)
                && tokens.is(place, "en")
                && self.reader.tongue == Tongue::English)
        {
            return None;
        }
        let (from, to) = match high {
            Some((count, unit)) => {
                (calendar::later(self.today, low.0, low.1)?, calendar::later(self.today, count, unit)?)
            }
            None => {
                let day = calendar::later(self.today, low.0, low.1)?;
                (day, day)
            }
        };
        let (from, to) = if from <= to { (from, to) } else { (to, from) };
        // "within 2-3 weeks" is at the latest in three.
        let from = if into.is_some_and(|(within, _)| within) { to } else { from };
        Some(Moment { rough, ..Moment::of((from, to), place, end) })
    }

    /// "two weeks before Christmas", "a week after Easter"
    fn before_or_after(
        &self,
        place: usize,
        (count, unit): (f64, super::super::lexicon::Unit),
        end: usize,
    ) -> Option<Moment> {
        let tokens = &self.reader.tokens;
        let earlier = match tokens.word(end) {
            "before" | "vor" | "antes" => true,
            "after" | "nach" | "despues" | "from" => false,
            _ => return None,
        };
        let link = usize::from(matches!(tokens.word(end + 1), "de" | "del" | "the"));
        let anchor = self.plain_anchor(end + 1 + link)?;
        let shifted = calendar::later(anchor.from, count, unit)?;
        let distance = anchor.from.until(shifted).ok()?.get_days();
        let day = if earlier { anchor.from.checked_sub(i64::from(distance).days()).ok()? } else { shifted };
        Some(Moment { from: day, to: day, start: place, ..anchor })
    }

    /// A day with a name or a date, to count from.
    fn plain_anchor(&self, place: usize) -> Option<Moment> {
        self.numeric(place)
            .or_else(|| self.day_and_month(place))
            .or_else(|| self.month_and_day(place))
            .or_else(|| self.part(place))
            .or_else(|| self.period(place))
            .or_else(|| self.weekday(place))
            .or_else(|| self.near(place))
            .filter(|found| found.from == found.to)
    }
}

/// The day that a part of a span means.
fn part_of((from, to): Span, part: Part) -> Option<Date> {
    match part {
        Part::Beginning => Some(from),
        Part::End => Some(to),
        Part::Middle => {
            let days = from.until(to).ok()?.get_days();
            if days < 20 {
                return from.checked_add(i64::from(days / 2).days()).ok();
            }
            if days > 300 {
                return calendar::day(from.year(), 7, 1);
            }
            let middle = from.checked_add(i64::from(days / 2).days()).ok()?;
            calendar::day(middle.year(), middle.month(), 15)
        }
    }
}

/// The name that a word is one slip of the finger away from, two for long ones.
fn nearest<T: Copy>(word: &str, names: &[(&str, T)]) -> Option<T> {
    if word.len() < 6 || word.len() > 12 || !word.is_ascii() || words::NOT_MISTYPED.contains(&word) {
        return None;
    }
    let close = |name: &str| {
        let slips = if name.len() >= 8 { 2 } else { 1 };
        let plural = word.len() == name.len() + 1 && word.ends_with('s') && word.starts_with(name);
        name.len() >= 6
            && name.as_bytes().first() == word.as_bytes().first()
            && name.len().abs_diff(word.len()) <= slips
            && !plural
            && osa_distance(name, word) <= slips
    };
    names.iter().find(|(name, _)| close(name)).map(|&(_, value)| value)
}
