//! Plain numbers.

use shared::value::NumberRange;

use super::amount::{Element, Scan};
use super::quantity::{Manner, quantity};
use super::reader::Reader;
use super::{Context, Found, money, noise};

/// Numbers that are not part of a date, a duration, an address or an amount with a currency, in the order of the text.
/// One is evident where a measure stands beside it ("8 m²").
#[must_use]
pub fn find_numbers(text: &str, context: &Context<'_>) -> Vec<Found<NumberRange>> {
    let mut reader = Reader::new(text, context);
    noise::take_all(&mut reader, context);
    // "12k" is a number as well; a currency makes it none.
    let money = money::spans_with_currency(&reader, context);
    reader.take_spans(&money);
    let read = |place: usize, manner: Manner| element(&reader, place, manner);
    let scan = Scan { reader: &reader, element: &read, from_opens: false, skips_noun: true };
    let amounts = scan.run();
    let found = amounts.iter().filter(|amount| {
        amount.high.is_some() || !noise::is_lone_one(&reader, &amount.low.quantity, amount.low.start)
    });
    found
        .map(|amount| {
            let (min, max) = amount.ends();
            let last = amount.high.as_ref().unwrap_or(&amount.low);
            Found {
                span: reader.tokens.span(amount.start, amount.end),
                value: NumberRange { min, max },
                approximate: amount.rough,
                evident: is_measure(&reader, last.end),
            }
        })
        .collect()
}

fn element(reader: &Reader<'_>, place: usize, manner: Manner) -> Option<Element<()>> {
    let glued_to_word = reader.tokens.is_glued(place)
        && place.checked_sub(1).is_some_and(|before| reader.tokens.is_word(before));
    if glued_to_word {
        return None;
    }
    let quantity = quantity(reader, place, manner)?;
    Some(Element { start: place, end: quantity.end, quantity, mark: None })
}

/// Whether a unit of measure stands at the place.
fn is_measure(reader: &Reader<'_>, place: usize) -> bool {
    let tokens = &reader.tokens;
    match tokens.word(place) {
        "m" | "cm" | "km" | "ft" | "sq" => true,
        word => matches!(
            word,
            "qm" | "sqm"
                | "sqft"
                | "square"
                | "quadratmeter"
                | "quadratmetern"
                | "metros"
                | "meter"
                | "metern"
                | "metres"
                | "meters"
                | "kg"
                | "kilos"
                | "tonnen"
                | "tons"
                | "liter"
                | "litres"
                | "litros"
                | "cbm"
                | "kwp"
                | "kw"
                | "kwh"
                | "gb"
                | "tb"
                | "miles"
                | "feet"
                | "kilometer"
                | "km2"
                | "ha"
                | "hektar"
        ),
    }
}
