//! Days counted from today or from another: "tomorrow", "in six weeks", "two weeks before Christmas".

use jiff::ToSpan;

use super::super::durations::length_at;
use super::super::lexicon::{Tongue, Unit};
use super::calendar;
use super::moment::{Moment, Moments};
use super::words;

impl Moments<'_> {
    /// "tomorrow", "as soon as possible".
    pub(super) fn near(&self, place: usize) -> Option<Moment> {
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
    pub(super) fn counted(&self, place: usize) -> Option<Moment> {
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
            ("de aqui a", false),
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
    pub(super) fn before_or_after(
        &self,
        place: usize,
        (count, unit): (f64, Unit),
        end: usize,
    ) -> Option<Moment> {
        let tokens = &self.reader.tokens;
        let earlier = match tokens.word(end) {
            "before" | "vor" | "antes" => true,
            // "for 5 days from Boxing Day" says how long and from when.
            "from" if place.checked_sub(1).is_some_and(|before| tokens.is(before, "for")) => return None,
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
    pub(super) fn plain_anchor(&self, place: usize) -> Option<Moment> {
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
