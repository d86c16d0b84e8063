//! Which currency a word, a sign or a country means.

use core::str::FromStr;

use iso_currency::{Country, Currency};

use super::lexicon;

/// The currency of a country; euros where the country is unknown.
pub(super) fn of_country(country: &str) -> Currency {
    let known = Country::from_str(&country.to_ascii_uppercase()).ok();
    // `Currency::from` would do, but panics where a country has no currency of its own. Units of account that nobody
    // pays with (Switzerland's CHE) are passed over; of two that are paid with, the country's own comes first.
    let mut paid: Vec<Currency> = known.map(Currency::from_country).unwrap_or_default();
    paid.retain(|currency| currency.flags().is_empty());
    let own = paid.iter().find(|currency| currency.code().starts_with(&country.to_ascii_uppercase()));
    own.or(paid.first()).copied().unwrap_or(Currency::EUR)
}

/// Codes that are understood in lower case too, since they are no words of any language we read.
const KNOWN_CODES: &[&str] = &[
    "eur", "usd", "gbp", "chf", "cad", "aud", "nzd", "sek", "nok", "dkk", "isk", "pln", "czk", "huf", "bgn",
    "jpy", "cny", "inr", "brl", "mxn", "ars", "clp", "zar", "aed", "sar", "ils", "sgd", "hkd", "thb", "krw",
    "uah", "rub", "ron",
];

/// The currency that a sign names, by the country where several share it.
pub(super) fn sign(sign: &str, country: &str) -> Option<Currency> {
    Some(match sign {
        "€" => Currency::EUR,
        "$" => dollar_sign(country),
        "£" => shared("pound", country),
        "¥" | "￥" if of_country(country) == Currency::CNY => Currency::CNY,
        "¥" | "￥" => Currency::JPY,
        "₹" => Currency::INR,
        "₽" => Currency::RUB,
        "₺" => Currency::TRY,
        "₴" => Currency::UAH,
        "₪" => Currency::ILS,
        "₩" => Currency::KRW,
        "₣" => Currency::CHF,
        _ => return None,
    })
}

/// The currency that a folded word names.
pub(super) fn word(word: &str, country: &str) -> Option<Currency> {
    if let Some(name) = lexicon::currency(word) {
        return Some(Currency::from_code(name).unwrap_or_else(|| shared(name, country)));
    }
    if KNOWN_CODES.contains(&word) {
        return Currency::from_code(&word.to_ascii_uppercase());
    }
    Some(match word {
        "kr" | "kronor" | "kroner" => shared("krone", country),
        "kc" | "kč" => Currency::CZK,
        "ft" if of_country(country) == Currency::HUF => Currency::HUF,
        "lei" => Currency::RON,
        _ => return None,
    })
}

/// Whether a word names a currency only right after or before an amount in digits, being short.
pub(super) fn is_code(word: &str) -> bool {
    KNOWN_CODES.contains(&word)
        || matches!(word, "euro" | "fr" | "sfr" | "kr" | "us" | "ca" | "r" | "a" | "nz" | "au")
}

/// Pesos are written with the sign of the dollar, and go by another name.
fn dollar_sign(country: &str) -> Currency {
    let own = of_country(country);
    let uses_sign = own.symbol().symbol.ends_with('$') && own != Currency::BRL;
    if uses_sign { own } else { shared("dollar", country) }
}

/// A name that several countries share: the country's own currency where it goes by that name, otherwise the best
/// known one.
fn shared(name: &str, country: &str) -> Currency {
    let own = of_country(country);
    let goes_by = |part: &str| own.name().to_lowercase().split(' ').any(|word| word == part);
    match name {
        "dollar" if goes_by("dollar") => own,
        "pound" if goes_by("pound") => own,
        "pound" => Currency::GBP,
        "franc" if goes_by("franc") => own,
        "franc" => Currency::CHF,
        "krone" if goes_by("krone") || goes_by("krona") || goes_by("króna") => own,
        "krone" => Currency::SEK,
        "peso" if goes_by("peso") => own,
        "peso" => Currency::MXN,
        "rupee" if goes_by("rupee") => own,
        "rupee" => Currency::INR,
        "dirham" if goes_by("dirham") => own,
        "dirham" => Currency::AED,
        _ => Currency::USD,
    }
}

#[cfg(test)]
mod tests {
    use super::of_country;

    #[test]
    fn countries_pay_with_their_own_money() {
        let expected = [
            ("DE", "EUR"),
            ("AT", "EUR"),
            ("ES", "EUR"),
            ("IE", "EUR"),
            ("CH", "CHF"),
            ("LI", "CHF"),
            ("US", "USD"),
            ("GB", "GBP"),
            ("MX", "MXN"),
            ("CL", "CLP"),
            ("CO", "COP"),
            ("BO", "BOB"),
            ("UY", "UYU"),
            ("BR", "BRL"),
            ("AU", "AUD"),
            ("NZ", "NZD"),
            ("CA", "CAD"),
            ("IN", "INR"),
            ("JP", "JPY"),
            ("CN", "CNY"),
            ("PL", "PLN"),
            ("SE", "SEK"),
            ("NO", "NOK"),
            ("DK", "DKK"),
            ("CZ", "CZK"),
            ("HU", "HUF"),
            ("ZA", "ZAR"),
            ("AR", "ARS"),
            ("TR", "TRY"),
            ("IL", "ILS"),
            ("AE", "AED"),
            ("SG", "SGD"),
            ("HK", "HKD"),
            ("KR", "KRW"),
            ("PA", "PAB"),
            ("xx", "EUR"),
            ("", "EUR"),
        ];
        for (country, currency) in expected {
            assert_eq!(of_country(country).code(), currency, "{country}");
        }
    }
}
