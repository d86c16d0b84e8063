//! Lengths of time.

use core::ops::Range;

use shared::value::DurationRange;

use super::amount::{Amount, Element, Scan};
use super::length::{Length, Measure};
use super::lexicon::{self, Frame, Unit};
use super::quantity::{Manner, Quantity, quantity};
use super::reader::Reader;
use super::standing::{Standing, standing};
use super::{Context, Found, dates, noise};

/// Lengths of time, in the order of the text. "in six weeks" is a day and not found here; neither is a length that is
/// past ("3 months ago") or a rate ("5 times a week"). One that has gone on until now ("seit 3 Monaten") and an age
/// ("12 years old") are found and not evident.
#[must_use]
pub fn find_durations(text: &str, context: &Context<'_>) -> Vec<Found<DurationRange>> {
    let mut reader = Reader::new(text, context);
    noise::take_addresses(&mut reader, context);
    let days = dates::read(&reader, context);
    reader.take_found(&days);
    let found = scan(&reader);
    found.iter().filter_map(|amount| value(&reader, amount)).collect()
}

/// Where lengths of time stand, those that are no answers included, in a message whose days are marked already.
pub(super) fn spans(reader: &Reader<'_>) -> Vec<Range<usize>> {
    scan(reader).iter().map(|amount| reader.tokens.span(amount.start, amount.end)).collect()
}

fn scan(reader: &Reader<'_>) -> Vec<Amount<Measure>> {
    let read = |place: usize, manner: Manner| element(reader, place, manner);
    let scan = Scan { reader, element: &read, from_opens: false, skips_noun: false };
    scan.run().into_iter().filter(|amount| amount.low.mark.is_some()).collect()
}

/// Reads a length at the place, for [`super::dates`]: "in six weeks".
pub(super) fn length_at(reader: &Reader<'_>, place: usize) -> Option<Amount<Measure>> {
    let read = |place: usize, manner: Manner| element(reader, place, manner);
    let scan = Scan { reader, element: &read, from_opens: false, skips_noun: false };
    scan.at(place).filter(|amount| amount.low.mark.is_some())
}

fn value(reader: &Reader<'_>, amount: &Amount<Measure>) -> Option<Found<DurationRange>> {
    let standing = standing(reader, amount);
    if standing == Standing::Past {
        return None;
    }
    let low = written(&amount.low)?;
    let (min, max) = match (&amount.high, amount.limit) {
        (Some(high), _) => {
            // "a month or two"
            let unit = high.mark.is_none() && !reader.counts_a_thing(high.end);
            let mark = if unit { amount.low.mark } else { high.mark };
            (Some(low), Some(written(&Element { mark, ..high.clone() })?))
        }
        (None, Some(Frame::AtLeast)) => (Some(low), None),
        (None, Some(_)) => (None, Some(low)),
        (None, None) => (Some(low.clone()), Some(low)),
    };
    Some(Found {
        span: reader.tokens.span(amount.start, amount.end),
        value: DurationRange { min, max },
        approximate: amount.rough,
        evident: standing == Standing::Plain,
    })
}

fn written(element: &Element<Measure>) -> Option<String> {
    Length::of(element.quantity.value, element.mark?).map(|length| length.to_string())
}

/// "half an", before a unit.
const HALVES: &[(&str, f64)] = &[
    ("half a", 0.5),
    ("half an", 0.5),
    ("half", 0.5),
    ("a half", 0.5),
    ("ein halbes", 0.5),
    ("einem halben", 0.5),
    ("einen halben", 0.5),
    ("eine halbe", 0.5),
    ("einer halben", 0.5),
    ("ein halber", 0.5),
    ("halbes", 0.5),
    ("halben", 0.5),
    ("halbe", 0.5),
    ("medio", 0.5),
    ("media", 0.5),
    ("meio", 0.5),
    ("meia", 0.5),
    ("a quarter of an", 0.25),
    ("quarter of an", 0.25),
    ("three quarters of an", 0.75),
    ("three - quarters of an", 0.75),
    ("dreiviertel", 0.75),
    ("eine dreiviertel", 0.75),
];
const ARTICLES: &[&str] = &[
    "a", "an", "ein", "eine", "einen", "einem", "einer", "eines", "un", "una", "um", "uma", "one", "full",
    "whole",
];
/// Words between the number and the unit.
const BETWEEN: &[&str] = &[
    "full",
    "whole",
    "business",
    "working",
    "calendar",
    "more",
    "good",
    "solid",
    "volle",
    "vollen",
    "ganze",
    "ganzen",
    "weitere",
    "gute",
    "extra",
    "additional",
    "long",
];
const AND_A_HALF: &[(&str, ())] = &[
    ("and a half", ()),
    ("and half", ()),
    ("y medio", ()),
    ("y media", ()),
    ("e meio", ()),
    ("e meia", ()),
    ("und ein halbes", ()),
    ("und eine halbe", ()),
];

fn element(reader: &Reader<'_>, place: usize, manner: Manner) -> Option<Element<Measure>> {
    let tokens = &reader.tokens;
    if reader.is_taken(place) {
        return None;
    }
    if let Some((part, length)) = tokens.phrase(place, HALVES)
        && let Some(unit) = unit_at(reader, place + length, false)
    {
        return Some(made(place, place + length + 1, part, unit));
    }
    if ARTICLES.contains(&tokens.word(place))
        && let Some(unit) = unit_at(reader, place + 1, false)
    {
        return article(reader, place, unit);
    }
    // "mes y medio" without its article.
    if let (Some(unit), Some(((), length))) =
        (unit_at(reader, place, false), tokens.phrase(place + 1, AND_A_HALF))
    {
        return Some(made(place, place + 1 + length, 1.5, unit));
    }
    let glued_to_word =
        tokens.is_glued(place) && place.checked_sub(1).is_some_and(|before| tokens.is_word(before));
    if glued_to_word {
        return None;
    }
    let quantity = quantity(reader, place, manner)?;
    let in_digits = !quantity.in_words;
    let mut at = quantity.end;
    let hyphen = tokens.is(at, "-") && tokens.is_glued(at) && tokens.is_glued(at + 1);
    if hyphen || BETWEEN.contains(&tokens.word(at)) {
        at += 1;
    }
    let Some(unit) = unit_at(reader, at, in_digits) else {
        return Some(Element { start: place, end: quantity.end, quantity, mark: None });
    };
    let mut found = Element { start: place, end: at + 1, quantity, mark: Some(Measure { unit, also: None }) };
    if tokens.is(found.end, ".") && tokens.is_glued(found.end) && is_abbreviation(tokens.word(at)) {
        found.end += 1;
    }
    if let Some(((), length)) = tokens.phrase(found.end, AND_A_HALF) {
        found.quantity.value += 0.5;
        found.end += length;
    } else if !manner.and_parts
        && let Some((count, lesser, end)) = also(reader, found.end, unit)
    {
        found.mark = Some(Measure { unit, also: Some((count, lesser)) });
        found.end = end;
    }
    Some(found)
}

/// "a week", "an hour and a half"; not "wait a minute" nor "5 times a week".
fn article(reader: &Reader<'_>, place: usize, unit: Unit) -> Option<Element<Measure>> {
    let tokens = &reader.tokens;
    if let Some(((), length)) = tokens.phrase(place + 2, AND_A_HALF) {
        return Some(made(place, place + 2 + length, 1.5, unit));
    }
    let before = place.checked_sub(1).map_or("", |before| tokens.word(before));
    let is_rate = matches!(
        before,
        "times"
            | "once"
            | "twice"
            | "mal"
            | "einmal"
            | "zweimal"
            | "veces"
            | "vez"
            | "visits"
            | "orders"
            | "hours"
            | "days"
    ) || place.checked_sub(1).is_some_and(|before| tokens.digits(before).is_some())
        || super::currency::sign(before, "").is_some()
        || super::currency::word(before, "").is_some()
        || before == "k";
    let is_moment = matches!(unit, Unit::Second | Unit::Minute)
        || (unit == Unit::Quarter && tokens.is(place + 2, "of"))
        || (tokens.is(place, "one")
            && unit == Unit::Day
            && !matches!(before, "just" | "only" | "for" | "about" | ""));
    let next = tokens.word(place + 2);
    let compound = matches!(next, "old" | "alt") || (next == "-" && tokens.is_glued(place + 2));
    if is_rate || is_moment || compound {
        return None;
    }
    let mut found = made(place, place + 2, 1.0, unit);
    if let Some((count, lesser, end)) = also(reader, found.end, unit) {
        found.mark = Some(Measure { unit, also: Some((count, lesser)) });
        found.end = end;
    }
    Some(found)
}

/// "30 minutes" after "1 hour and": the lesser unit that belongs to it.
fn also(reader: &Reader<'_>, place: usize, unit: Unit) -> Option<(f64, Unit, usize)> {
    let tokens = &reader.tokens;
    // "1h30"
    if unit == Unit::Hour
        && tokens.is_glued(place)
        && let Some(digits) = tokens.digits(place).filter(|digits| digits.len() == 2)
    {
        return Some((digits.parse().ok()?, Unit::Minute, place + 1));
    }
    let link = usize::from(matches!(tokens.word(place), "and" | "und" | "y" | "e" | "," | "&"));
    let more = quantity(reader, place + link, Manner::default())?;
    let lesser = unit_at(reader, more.end, !more.in_words).filter(|lesser| *lesser < unit)?;
    Some((more.value, lesser, more.end + 1))
}

fn made(start: usize, end: usize, value: f64, unit: Unit) -> Element<Measure> {
    let quantity = Quantity { value, scale: 1.0, end, in_words: true, colloquial: false, rough: false };
    Element { start, end, quantity, mark: Some(Measure { unit, also: None }) }
}

/// The unit at the place; the shortest abbreviations need digits before them.
fn unit_at(reader: &Reader<'_>, place: usize, after_digits: bool) -> Option<Unit> {
    let tokens = &reader.tokens;
    if reader.is_taken(place) || !tokens.is_word(place) {
        return None;
    }
    let word = tokens.word(place);
    let short = match word {
        "h" if after_digits => Some(Unit::Hour),
        "d" if after_digits && tokens.is_glued(place) => Some(Unit::Day),
        "w" if after_digits && tokens.is_glued(place) => Some(Unit::Week),
        "mo" if after_digits => Some(Unit::Month),
        "y" if after_digits && tokens.is_glued(place) => Some(Unit::Year),
        _ => None,
    };
    short.or_else(|| lexicon::unit(word))
}

fn is_abbreviation(word: &str) -> bool {
    matches!(
        word,
        "min"
            | "mins"
            | "std"
            | "hrs"
            | "hr"
            | "h"
            | "sec"
            | "wk"
            | "wks"
            | "mo"
            | "mos"
            | "yr"
            | "yrs"
            | "sek"
    )
}
