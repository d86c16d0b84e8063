//! Parts of a period: "mid March", "end of the year", "the first week of May".

use jiff::ToSpan;
use jiff::civil::Date;

use super::calendar::{self, Span};
use super::moment::{Moment, Moments};
use super::words::{self, Part, Period, Which};

impl Moments<'_> {
    /// "mid March", "end of the year", "early next week", "mid to late March".
    pub(super) fn part(&self, place: usize) -> Option<Moment> {
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
    pub(super) fn not_past(&self, from: Date, to: Date, has_year: bool) -> Span {
        if to >= self.today || has_year {
            return (from, to);
        }
        match (calendar::years_later(from, 1), calendar::years_later(to, 1)) {
            (Some(from), Some(to)) => (from, to),
            _ => (from, to),
        }
    }

    /// A part of the present month or year, or of the next where it is over.
    pub(super) fn current_part(&self, part: Part, period: Period) -> Option<Date> {
        [Which::This, Which::Next]
            .into_iter()
            .find_map(|which| part_of(self.relative(which, period)?, part).filter(|day| *day >= self.today))
    }

    /// "the first week of March", "the second half of 2027".
    pub(super) fn slice(&self, place: usize) -> Option<Moment> {
        const WEEK_OF: &[(&str, ())] = &[
            ("week of", ()),
            ("week commencing", ()),
            ("week starting", ()),
            ("week beginning", ()),
            ("w / c", ()),
            ("semana del", ()),
            ("woche vom", ()),
            ("woche ab", ()),
            ("woche um den", ()),
        ];
        let tokens = &self.reader.tokens;
        if let Some(((), length)) = tokens.phrase(place, WEEK_OF) {
            let article = usize::from(matches!(tokens.word(place + length), "the" | "dem"));
            let day = self.plain_anchor(place + length + article)?;
            return Some(Moment {
                is_pair: false,
                has_day: false,
                start: place,
                ..Moment::of(calendar::week(day.from)?, place, day.end)
            });
        }
        let (number, mut at) = match tokens.word(place) {
            "last" | "letzte" | "letzten" | "ultima" => (0, place + 1),
            _ => self.day_number(place)?,
        };
        // "the first Monday in March"
        if let Some(weekday) = self.weekday_name(at).filter(|_| tokens.digits(place).is_none()) {
            let link = 1 + usize::from(matches!(tokens.word(at + 1), "in" | "of" | "im" | "de" | "en"));
            let month = self.month_period(at + link)?;
            let nth = if number == 0 { -1 } else { number };
            let day = month.from.nth_weekday_of_month(nth, weekday).ok()?;
            return Some(Moment { has_year: month.has_year, ..Moment::of((day, day), place, month.end) });
        }
        // "in der ersten Januarwoche"
        if let Some(month) = tokens.word(at).strip_suffix("woche").and_then(month_named) {
            let whole = calendar::month(self.today, month, None)?;
            return Some(Moment::of(week_of(whole, number)?, place, at + 1));
        }
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
            (false, _) => week_of((whole.from, whole.to), number)?,
            _ => return None,
        };
        Some(Moment { start: place, from, to, ..whole })
    }

    pub(super) fn finished_quarter(&self, place: usize, number: i8, end: usize) -> Option<Moment> {
        let (year, end) = self.year(end).map_or((None, end), |(year, end)| (Some(year), end));
        let span = calendar::quarter(self.today, number, year)?;
        Some(Moment { has_year: year.is_some(), ..Moment::of(span, place, end) })
    }
}

/// The month of a folded name, written together with what follows it: "januar" of "januarwoche".
fn month_named(name: &str) -> Option<i8> {
    words::MONTHS.iter().find(|(month, _)| *month == name).map(|&(_, month)| month)
}

/// The first to fourth seven days of a span, or its last, by the number 0.
fn week_of((from, to): Span, number: i8) -> Option<Span> {
    match number {
        0 => Some((to.checked_sub(6.days()).ok()?, to)),
        1..=4 => {
            let first = from.checked_add((i64::from(number - 1) * 7).days()).ok()?;
            Some((first, first.checked_add(6.days()).ok()?))
        }
        _ => None,
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
