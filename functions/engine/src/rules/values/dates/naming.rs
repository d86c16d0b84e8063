//! The names of the calendar at a place: months, days of the week, years, numbers of days.

use jiff::civil::Weekday;
use strsim::osa_distance;

use super::super::currency;
use super::super::lexicon::is_common;
use super::moment::Moments;
use super::words;

impl Moments<'_> {
    /// A year at the place, after an optional comma or "of": the year, and the place after it.
    pub(super) fn year(&self, place: usize) -> Option<(i16, usize)> {
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
        let counted = tokens.is(at + 1, "€") || currency::word(tokens.word(at + 1), "").is_some();
        (!counted).then_some((year, at + 1))
    }

    /// Whether a unit or a thing is counted at the place: "1/2 day".
    pub(super) fn counts(&self, place: usize) -> bool {
        self.reader.tokens.is_word(place) && !is_common(self.reader.tokens.word(place))
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

    pub(super) fn weekday_name(&self, place: usize) -> Option<Weekday> {
        let word = self.reader.tokens.word(place);
        let exact = words::WEEKDAYS.iter().find(|(name, _)| *name == word).map(|&(_, day)| day);
        exact.or_else(|| nearest(word, words::WEEKDAYS))
    }

    /// Whether the name of a month stands for the month, not for a person or a verb.
    pub(super) fn is_month(&self, place: usize) -> bool {
        let tokens = &self.reader.tokens;
        let word = tokens.word(place);
        let after = self.month(place).map_or(place + 1, |(_, after)| after);
        // "jan or feb": two months make each other plain.
        let joins = matches!(
            tokens.word(after),
            "or" | "oder" | "o" | "-" | "/" | "to" | "bis" | "and" | "und" | "y"
        ) && self.month(after + 1).is_some();
        let is_verb = word == "may" && !tokens.is_capital(place);
        if self.year(after).is_some() || joins || self.is_announced(place, is_verb) {
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

    /// Whether a preposition of time stands before the place; a `doubtful` word needs one that nothing else follows.
    pub(super) fn is_announced(&self, place: usize, doubtful: bool) -> bool {
        let tokens = &self.reader.tokens;
        let mut before = place;
        for _ in 0..2 {
            let Some(at) = before.checked_sub(1) else { return false };
            match tokens.word(at) {
                "this" | "to" | "or" | "and" | "-" | "/" | "a" | "y" | "und" | "oder"
                    if doubtful && at.checked_sub(1).is_none_or(|at| self.month(at).is_none()) =>
                {
                    return false;
                }
                "the" | "des" | "der" | "den" | "dem" | "el" | "la" | "o" | "late" | "early" => before = at,
                "in" | "by" | "until" | "till" | "til" | "untill" | "before" | "after" | "from" | "since"
                | "during" | "around" | "about" | "mid" | "to" | "or" | "and" | "between" | "next"
                | "this" | "of" | "for" | "sometime" | "through" | "im" | "bis" | "ab" | "vor" | "nach"
                | "seit" | "zum" | "fur" | "mitte" | "anfang" | "ende" | "oder" | "und" | "zwischen"
                | "gegen" | "noch" | "en" | "para" | "de" | "del" | "hasta" | "antes" | "desde" | "entre"
                | "y" | "a" | "em" | "ate" | "/" | "-" | "coming" | "starting" | "diesen" | "diesem"
                | "nachsten" | "nachstes" | "este" | "proximo" | "spatestens" | "fruhestens" | "start"
                | "maybe" | "irgendwann" | "laufe" | "say" => return true,
                _ => return false,
            }
        }
        false
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
