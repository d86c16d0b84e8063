//! Days in digits: "2027-03-15", "15.3.2027", "3/15".

use super::calendar;
use super::moment::{Moment, Moments};

impl Moments<'_> {
    /// "2027-03-15", "15.3.2027", "3/15", "15.3."
    pub(super) fn numeric(&self, place: usize) -> Option<Moment> {
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

    pub(super) fn written_year(&self, place: usize, separator: &str) -> Option<(i16, usize)> {
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
}
