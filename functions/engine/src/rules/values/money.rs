//! Amounts of money.

use core::ops::Range;

use iso_currency::Currency;
use shared::value::{Money, Number};

use super::amount::{Amount, Element, Scan};
use super::quantity::{Manner, quantity};
use super::reader::Reader;
use super::{Context, Found, currency, lexicon, noise};

/// Amounts of money, in the order of the text. A bare number is one too, though not an evident one.
#[must_use]
pub fn find_money(text: &str, context: &Context<'_>) -> Vec<Found<Money>> {
    let mut reader = Reader::new(text, context);
    noise::take_all(&mut reader, context);
    amounts(&reader, context).iter().filter_map(|amount| found(&reader, context, amount)).collect()
}

/// Where amounts with a currency stand, in a message whose other values are marked already.
pub(super) fn spans_with_currency(reader: &Reader<'_>, context: &Context<'_>) -> Vec<Range<usize>> {
    let amounts = amounts(reader, context);
    let said = amounts.iter().filter(|amount| amount.low.mark.is_some());
    said.map(|amount| reader.tokens.span(amount.start, amount.end)).collect()
}

fn amounts(reader: &Reader<'_>, context: &Context<'_>) -> Vec<Amount<Currency>> {
    let read = |place: usize, manner: Manner| element(reader, context, place, manner);
    Scan { reader, element: &read, from_opens: true, skips_noun: false }.run()
}

fn found(reader: &Reader<'_>, context: &Context<'_>, amount: &Amount<Currency>) -> Option<Found<Money>> {
    let last = amount.high.as_ref().unwrap_or(&amount.low);
    let said = last.mark.or(amount.low.mark);
    let bare_article = said.is_none()
        && amount.high.is_none()
        && amount.low.quantity.rough
        && amount.low.quantity.scale == 1.0;
    if bare_article
        || (said.is_none()
            && amount.high.is_none()
            && noise::is_lone_one(reader, &amount.low.quantity, amount.low.start))
    {
        return None;
    }
    let colloquial = amount.low.quantity.colloquial || last.quantity.colloquial;
    let (min, max) = amount.ends();
    Some(Found {
        span: reader.tokens.span(amount.start, amount.end),
        value: Money {
            min: min.map(Number),
            max: max.map(Number),
            currency: said.unwrap_or_else(|| currency::of_country(context.country)).code().to_owned(),
        },
        approximate: amount.rough,
        evident: said.is_some() || (colloquial && !reader.counts_a_thing(last.end)),
    })
}

fn element(
    reader: &Reader<'_>,
    context: &Context<'_>,
    place: usize,
    manner: Manner,
) -> Option<Element<Currency>> {
    let manner = Manner { never_thousandths: true, ..manner };
    let before = before(reader, context, place);
    let start = before.map_or(place, |(_, length)| place + length);
    if before.is_none() && is_glued_to_word(reader, place) {
        return None;
    }
    let mut quantity = quantity(reader, start, manner)?;
    let mut end = written_out(reader, quantity.end);
    let mark = match before {
        Some((currency, _)) => {
            end += millions(reader, end, &mut quantity);
            Some(currency)
        }
        None => {
            let short = millions_before_currency(reader, context, end);
            let after = after(reader, context, end + usize::from(short));
            if let Some((_, length)) = after {
                if short {
                    millions(reader, end, &mut quantity);
                    end += 1;
                }
                end += length;
            }
            after.map(|(currency, _)| currency)
        }
    };
    Some(Element { start: place, end, quantity, mark })
}

/// "h2o" and "mp3" hold no amounts.
fn is_glued_to_word(reader: &Reader<'_>, place: usize) -> bool {
    reader.tokens.is_glued(place) && place.checked_sub(1).is_some_and(|before| reader.tokens.is_word(before))
}

/// A currency before the amount: "€", "EUR", "US$".
fn before(reader: &Reader<'_>, context: &Context<'_>, place: usize) -> Option<(Currency, usize)> {
    let tokens = &reader.tokens;
    if reader.is_taken(place) {
        return None;
    }
    let word = tokens.word(place);
    if let Some(currency) = currency::sign(word, context.country) {
        return Some((currency, 1));
    }
    if tokens.is(place + 1, "$") && tokens.is_glued(place + 1) {
        let currency = match word {
            "us" => Currency::USD,
            "ca" | "c" => Currency::CAD,
            "a" | "au" => Currency::AUD,
            "nz" => Currency::NZD,
            "r" => Currency::BRL,
            "mx" => Currency::MXN,
            _ => return None,
        };
        return Some((currency, 2));
    }
    let digits_at =
        |at: usize| tokens.digits(at).is_some() || lexicon::number_word(tokens.word(at)).is_some();
    let dotted = usize::from(tokens.is(place + 1, ".") && matches!(word, "fr" | "sfr" | "kr"));
    let named = currency::is_code(word) && digits_at(place + 1 + dotted);
    named.then(|| currency::word(word, context.country)).flatten().map(|currency| (currency, 1 + dotted))
}

/// A currency after the amount: "€", "euros", "million de euros", "500-euro".
fn after(reader: &Reader<'_>, context: &Context<'_>, place: usize) -> Option<(Currency, usize)> {
    let tokens = &reader.tokens;
    if reader.is_taken(place) || tokens.at(place).is_none_or(|token| token.breaks) {
        return None;
    }
    let joined = match tokens.word(place) {
        "-" if tokens.is_glued(place) && tokens.is_glued(place + 1) => 1,
        "of" | "de" | "in" | "+" => 1,
        _ => 0,
    };
    let at = place + joined;
    let word = tokens.word(at);
    if matches!(word, "us" | "ca" | "a" | "r") && tokens.is(at + 1, "$") {
        return before(reader, context, at).map(|(currency, length)| (currency, joined + length));
    }
    let adjective = match word {
        "us" | "american" | "u.s" => Some(Currency::USD),
        "swiss" | "schweizer" => Some(Currency::CHF),
        "canadian" => Some(Currency::CAD),
        "australian" => Some(Currency::AUD),
        "british" => Some(Currency::GBP),
        _ => None,
    };
    if let Some(currency) = adjective
        && currency::word(tokens.word(at + 1), context.country).is_some()
    {
        return Some((currency, joined + 2));
    }
    // "$ 500" after "20" belongs to the 500.
    let is_sign = currency::sign(word, context.country);
    if is_sign.is_some() && tokens.digits(at + 1).is_some() && tokens.is_glued(at + 1) && !tokens.is_glued(at)
    {
        return None;
    }
    let currency = is_sign.or_else(|| currency::word(word, context.country))?;
    let dotted =
        usize::from(matches!(word, "fr" | "sfr" | "kr") && tokens.is(at + 1, ".") && tokens.is_glued(at + 1));
    Some((currency, joined + 1 + dotted))
}

/// The place after ",-" and ".-", as amounts without cents are written.
fn written_out(reader: &Reader<'_>, end: usize) -> usize {
    let tokens = &reader.tokens;
    let dash = matches!(tokens.word(end), "," | ".")
        && tokens.is(end + 1, "-")
        && tokens.is_glued(end)
        && tokens.is_glued(end + 1)
        && tokens.digits(end + 2).is_none();
    let dashes = usize::from(tokens.is(end + 2, "-") && tokens.is_glued(end + 2));
    if dash { end + 2 + dashes } else { end }
}

/// "2m" is two millions where a currency is said; how many tokens that takes.
fn millions(reader: &Reader<'_>, place: usize, quantity: &mut super::quantity::Quantity) -> usize {
    let said = matches!(reader.tokens.word(place), "m" | "mn" | "mm")
        && reader.tokens.is_glued(place)
        && quantity.scale == 1.0
        && !quantity.in_words;
    if said {
        quantity.value *= 1e6;
        quantity.scale = 1e6;
    }
    usize::from(said)
}

fn millions_before_currency(reader: &Reader<'_>, context: &Context<'_>, place: usize) -> bool {
    matches!(reader.tokens.word(place), "m" | "mn")
        && reader.tokens.is_glued(place)
        && after(reader, context, place + 1).is_some()
}
