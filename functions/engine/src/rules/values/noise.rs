//! Digits that are no amounts: days, telephone numbers, years, house numbers, times of day, ordinals, versions.

use super::quantity::Quantity;
use super::reader::Reader;
use super::tokens::Shape;
use super::{Context, dates, durations, find_emails, phone, url};

/// Marks e-mail addresses, web addresses and telephone numbers.
pub(super) fn take_addresses(reader: &mut Reader<'_>, context: &Context<'_>) {
    let text = reader.tokens.text;
    let emails = find_emails(text, context);
    let urls = url::between_emails(text, &emails);
    let phones = phone::between_emails(text, &emails, context);
    for found in [emails, urls, phones] {
        reader.take_found(&found);
    }
}

/// Marks all that is no amount: addresses, days, lengths of time, and what merely has digits.
pub(super) fn take_all(reader: &mut Reader<'_>, context: &Context<'_>) {
    take_addresses(reader, context);
    let days = dates::read(reader, context);
    reader.take_found(&days);
    let lengths = durations::spans(reader);
    reader.take_spans(&lengths);
    take_oddities(reader);
}

/// Marks years, house numbers, postcodes, times of day, ordinals, percentages and versions.
fn take_oddities(reader: &mut Reader<'_>) {
    let mut place = 0;
    while place < reader.tokens.len() {
        let end = oddity(reader, place).unwrap_or(place);
        reader.take(place..end);
        place = end.max(place + 1);
    }
}

/// No amount has more groups of three digits.
const MOST_GROUPS: usize = 5;

/// The place after the oddity that begins here.
fn oddity(reader: &Reader<'_>, place: usize) -> Option<usize> {
    let tokens = &reader.tokens;
    let digits = tokens.digits(place)?;
    run(reader, place)
        .or_else(|| ordinal(reader, place))
        .or_else(|| time(reader, place))
        .or_else(|| matches!(tokens.word(place + 1), "%" | "percent" | "prozent").then_some(place + 2))
        .or_else(|| {
            tokens.is(place + 1, "por").then(|| tokens.is(place + 2, "ciento").then_some(place + 3)).flatten()
        })
        .or_else(|| is_year(reader, place, digits).then_some(place + 1))
        .or_else(|| is_house_number(reader, place).then_some(place + 1))
        .or_else(|| is_postcode(reader, place, digits).then_some(place + 1))
        .or_else(|| is_label(reader, place).then_some(place + 1))
}

/// "1.2.3", "24/7", "10:30", "2026-11-21": runs that are no number.
fn run(reader: &Reader<'_>, place: usize) -> Option<usize> {
    let tokens = &reader.tokens;
    let mut end = place + 1;
    let (mut dots, mut others, mut threes) = (0, 0, true);
    while tokens.is_glued(end) && tokens.is_glued(end + 1) && tokens.digits(end + 1).is_some() {
        match tokens.word(end) {
            "." => dots += 1,
            ":" => others += 1,
            "/" => {
                // "1/2" before a thing is a half of it, "2/3" between ends a choice: neither is a number here.
                others += 1;
            }
            _ => break,
        }
        threes &= tokens.digits(end + 1).is_some_and(|digits| digits.len() == 3);
        end += 2;
    }
    (others > 0 || (dots > 1 && !threes) || dots > MOST_GROUPS).then_some(end)
}

fn ordinal(reader: &Reader<'_>, place: usize) -> Option<usize> {
    let tokens = &reader.tokens;
    let suffix = tokens.is_glued(place + 1)
        && matches!(
            tokens.word(place + 1),
            "st" | "nd" | "rd" | "th" | "º" | "ª" | "er" | "ra" | "ro" | "ter" | "te" | "ten"
        );
    if suffix {
        return Some(place + 2);
    }
    // "im 3. Stock", "2. Etage": a dot, then a word of the same sentence.
    let dotted = tokens.is(place + 1, ".")
        && tokens.is_glued(place + 1)
        && matches!(
            tokens.word(place + 2),
            "stock" | "etage" | "og" | "obergeschoss" | "stockwerk" | "platz" | "klasse" | "mal"
        );
    dotted.then_some(place + 3)
}

/// "18 Uhr", "10am", "before 10" stays a number.
fn time(reader: &Reader<'_>, place: usize) -> Option<usize> {
    let tokens = &reader.tokens;
    match tokens.word(place + 1) {
        "uhr" | "am" | "pm" | "o'clock" | "a.m" | "p.m"
            if tokens.is_glued(place + 1) || !tokens.is(place + 1, "am") =>
        {
            Some(place + 2)
        }
        _ => None,
    }
}

/// A year of the past said as one: "in 2019", "since 1987", "Baujahr 1964"; or a crooked one within a sentence.
fn is_year(reader: &Reader<'_>, place: usize, digits: &str) -> bool {
    let tokens = &reader.tokens;
    let Ok(year) = digits.parse::<u16>() else { return false };
    if digits.len() != 4 || !(1800..2100).contains(&year) || is_counted(reader, place + 1) {
        return false;
    }
    let before = place.checked_sub(1).map_or("", |before| tokens.word(before));
    let said_so = matches!(
        before,
        "in" | "since"
            | "seit"
            | "anno"
            | "baujahr"
            | "bj"
            | "year"
            | "jahr"
            | "jahre"
            | "ano"
            | "desde"
            | "im"
            | "from"
            | "circa"
            | "built"
            | "founded"
            | "established"
            | "est"
            | "of"
            | "en"
            | "gegrundet"
            | "like"
            | "sommer"
    );
    // The last hundred and thirty years in numbers that nobody would choose as an amount.
    let crooked = (1900..2050).contains(&year) && year % 50 != 0 && tokens.len() > 3;
    (said_so && year != 2000) || crooked
}

/// Whether a currency or a thing follows, so that the number counts it.
fn is_counted(reader: &Reader<'_>, place: usize) -> bool {
    let tokens = &reader.tokens;
    let currency = super::currency::sign(tokens.word(place), "").is_some()
        || super::currency::word(tokens.word(place), "").is_some();
    currency
        || matches!(tokens.word(place), "k" | "+" | "-" | "," if tokens.is_glued(place) && tokens.word(place) != ",")
}

const STREETS: &[&str] = &[
    "road", "street", "avenue", "lane", "drive", "close", "crescent", "gardens", "terrace", "st", "rd",
    "ave", "blvd",
];

/// "17 Station Road", "Kastanienallee 42", "Lindenstr. 12", "calle Mayor 12".
fn is_house_number(reader: &Reader<'_>, place: usize) -> bool {
    let tokens = &reader.tokens;
    if (1..=3).any(|ahead| {
        STREETS.contains(&tokens.word(place + ahead))
            && (1..=ahead).all(|at| tokens.is_word(place + at) && tokens.is_capital(place + at))
    }) {
        return true;
    }
    let Some(mut before) = place.checked_sub(1) else { return false };
    if tokens.is(before, ".") && before > 0 {
        before -= 1;
    }
    let word = tokens.word(before);
    let ends_like_a_street = ["strasse", "str", "allee", "gasse", "platz", "damm", "ufer", "chaussee", "weg"]
        .iter()
        .any(|end| word.ends_with(end) && (word.len() > end.len() || *end == "str"));
    let german = ends_like_a_street && tokens.is_capital(before) && word != "platz";
    let named = (1..=3).any(|back| {
        before.checked_sub(back).is_some_and(|at| {
            matches!(tokens.word(at), "calle" | "avenida" | "plaza" | "paseo" | "rua")
                && (at + 1..place).all(|at| tokens.is_word(at))
        })
    });
    german || named
}

/// Five digits before the name of a place: "10435 Berlin".
fn is_postcode(reader: &Reader<'_>, place: usize, digits: &str) -> bool {
    let tokens = &reader.tokens;
    let stands_so = place.checked_sub(1).is_none_or(|before| {
        matches!(tokens.word(before), "," | "in" | "aus" | "nach" | "-" | "plz" | "en" | "postcode" | "zip")
    });
    digits.len() == 5
        && stands_so
        && tokens.is_word(place + 1)
        && tokens.is_capital(place + 1)
        && super::currency::word(tokens.word(place + 1), "").is_none()
        && tokens.at(place + 1).is_some_and(|token| token.span.len() > 3)
}

/// "#123", "No. 12", "version 2", "order 4711".
fn is_label(reader: &Reader<'_>, place: usize) -> bool {
    let tokens = &reader.tokens;
    let Some(mut before) = place.checked_sub(1) else { return false };
    if matches!(tokens.word(before), "." | ":" | "-") && before > 0 {
        before -= 1;
    }
    match tokens.at(before) {
        Some(token) if token.shape == Shape::Sign => token.folded == "#",
        Some(token) => matches!(
            token.folded.as_str(),
            "nr" | "version"
                | "order"
                | "invoice"
                | "ticket"
                | "bestellung"
                | "bestellnummer"
                | "rechnung"
                | "pedido"
                | "auftrag"
                | "kundennummer"
                | "room"
                | "zimmernummer"
                | "covid"
                | "option"
                | "rfc"
        ),
        None => false,
    }
}

/// Whether the number is a "one" that counts nothing: "no one", "the new one", "one of".
pub(super) fn is_lone_one(reader: &Reader<'_>, quantity: &Quantity, place: usize) -> bool {
    let tokens = &reader.tokens;
    if quantity.value != 1.0 || !quantity.in_words || quantity.end != place + 1 {
        return false;
    }
    let before = place.checked_sub(1).map_or("", |before| tokens.word(before));
    let after = tokens.word(place + 1);
    let alone = matches!(
        before,
        "" | "," | "." | "!" | "just" | "only" | "exactly" | "about" | "maybe" | "nur" | "solo" | "-"
    ) && !matches!(
        after,
        "of" | "de" | "thing" | "moment" | "sec" | "second" | "question" | "more" | "'" | "that" | "von"
    );
    let counts = reader.counts_a_thing(place + 1)
        && !matches!(
            after,
            "thing" | "moment" | "point" | "day" | "another" | "question" | "more" | "who" | "time"
        )
        && !matches!(
            before,
            "no" | "the"
                | "this"
                | "that"
                | "any"
                | "every"
                | "each"
                | "some"
                | "which"
                | "another"
                | "at"
                | "new"
                | "old"
                | "wrong"
                | "right"
                | "first"
                | "last"
                | "big"
                | "small"
        );
    !alone && !counts
}
