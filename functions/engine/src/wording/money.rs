//! Amounts of money with their currency.

use iso_currency::Currency;
use shared::value::Money;

use super::locale::Locale;
use super::number::{amount, ends};

/// No-break space, so that an amount is not parted from its currency.
const SPACE: char = '\u{a0}';

/// "€20,000–30,000", "20.000–30.000 €", "up to £5,000", "from 10,000 CHF".
pub(super) fn display(money: &Money, locale: &Locale) -> String {
    let written = |value: f64| amount(value, locale);
    let (min, max) = (money.min.map(|min| written(min.0)), money.max.map(|max| written(max.0)));
    let Some(symbol) = symbol(&money.currency) else {
        return format!("{}{SPACE}{}", ends(min, max, locale.words().from, locale), money.currency);
    };
    if !locale.symbol_first {
        return format!("{}{SPACE}{symbol}", ends(min, max, locale.words().from, locale));
    }
    // "R$ 320" in Brazil, "€320" in Ireland.
    let symbol = if locale.decimal() == ',' { format!("{symbol}{SPACE}") } else { symbol.to_owned() };
    match (min, max) {
        // Once is enough for a range.
        (Some(min), Some(max)) if min != max => format!("{symbol}{min}–{max}"),
        (min, max) => {
            let with = |end: Option<String>| end.map(|end| format!("{symbol}{end}"));
            ends(with(min), with(max), locale.words().from, locale)
        }
    }
}

/// The sign of a currency, where it stands for that one alone; others go by their code.
fn symbol(code: &str) -> Option<&'static str> {
    match Currency::from_code(code)? {
        Currency::EUR => Some("€"),
        Currency::GBP => Some("£"),
        Currency::USD => Some("$"),
        Currency::JPY => Some("¥"),
        Currency::INR => Some("₹"),
        Currency::BRL => Some("R$"),
        _ => None,
    }
}
