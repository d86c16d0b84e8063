//! Money.

use shared::value::Value;

use super::super::find_money;
use super::{Row, context, shown};

fn check(country: &str, locale: &str, rows: &[Row]) {
    super::check(rows, |text| {
        shown(&find_money(text, &context(country, locale)), |money| Value::Money(money.clone()).to_string())
    });
}

#[test]
fn english() {
    check(
        "DE",
        "en-GB",
        &[
            ("5k", "5000 EUR"),
            ("around fifteen thousand euros", "15000 EUR"),
            ("€20k", "20000 EUR"),
            ("20k €", "20000 EUR"),
            ("EUR 20.000", "20000 EUR"),
            ("20.000 EUR", "20000 EUR"),
            ("EUR20000", "20000 EUR"),
            ("20-30k", "20000..30000 EUR"),
            ("20–30k euros", "20000..30000 EUR"),
            ("20k-30k", "20000..30000 EUR"),
            ("€20k to €30k", "20000..30000 EUR"),
            ("€20-30k", "20000..30000 EUR"),
            ("20 - 30 k", "20000..30000 EUR"),
            ("between 3 and 5k", "3000..5000 EUR"),
            ("between €3,000 and €5,000", "3000..5000 EUR"),
            ("between two thousand and five thousand euros", "2000..5000 EUR"),
            ("40 to 50 thousand euros", "40000..50000 EUR"),
            ("We have 9 to 12k", "9000..12000 EUR"),
            ("not more than 5 grand", "..5000 EUR"),
            ("max 5k", "..5000 EUR"),
            ("max. 5k", "..5000 EUR"),
            ("15k is the absolute max", "..15000 EUR"),
            ("our maximum budget is around 12k", "..12000 EUR"),
            ("we can't spend more than 8k", "..8000 EUR"),
            ("under £2,500", "..2500 GBP"),
            ("less than $900", "..900 USD"),
            ("up to 1,800 pounds", "..1800 GBP"),
            ("at least CHF 20'000", "20000.. CHF"),
            ("5k+", "5000.. EUR"),
            ("5k or more", "5000.. EUR"),
            ("more than 5k", "5000.. EUR"),
            ("at least 5k but no more than 10k", "5000..10000 EUR"),
            ("min 5k, max 10k", "5000..10000 EUR"),
            ("half a million euros", "500000 EUR"),
            ("a million and a half dollars", "1500000 USD"),
            ("1.5k", "1500 EUR"),
            ("1.5 million euro", "1500000 EUR"),
            ("€2m", "2000000 EUR"),
            ("2 mio euros", "2000000 EUR"),
            ("a hundred bucks", "100 USD"),
            ("20 grand", "20000 EUR"),
            ("a grand", "1000 EUR"),
            ("fifteen hundred quid", "1500 GBP"),
            ("1,250.50 euros", "1250.5 EUR"),
            ("1.250,50 euros", "1250.5 EUR"),
            ("20 000 EUR", "20000 EUR"),
            ("500-euro voucher", "500 EUR"),
            ("twenty-five thousand pounds", "25000 GBP"),
            ("two hundred and fifty euros", "250 EUR"),
            ("200-ish euros", "200 EUR"),
            ("5 000 zł", "5000 PLN"),
            ("3000 kr", "3000 SEK"),
            ("US$ 3,000", "3000 USD"),
            ("3000 us dollars", "3000 USD"),
            ("ten to fifteen thousand", "(10000..15000 EUR)"),
            ("50 grand usd", "50000 USD"),
            ("a couple of thousand", "(2000 EUR)"),
            ("8000", "(8000 EUR)"),
            ("1,500", "(1500 EUR)"),
            ("at least 5000", "(5000.. EUR)"),
            ("14k followers", "(14000 EUR)"),
            ("we need a website", "()"),
            ("a grand piano", "()"),
            ("one of the things", "()"),
            ("we were founded in 1987", "()"),
            ("Kastanienallee 42, 10435 Berlin", "()"),
            ("17 Station Road in Reading", "()"),
            ("call 0171 3920045", "()"),
            ("mp3 and h2o", "()"),
            ("version 1.2.3 runs 24/7", "()"),
            ("at 10am or 14:30", "()"),
            ("the 3rd floor", "()"),
            ("20% off", "()"),
        ],
    );
}

#[test]
fn other_countries() {
    check(
        "US",
        "en-US",
        &[("$5k", "5000 USD"), ("5k", "5000 USD"), ("10,000", "(10000 USD)"), ("5 bucks", "5 USD")],
    );
    check("CA", "en-CA", &[("$5k", "5000 CAD"), ("US$5k", "5000 USD")]);
    check("AU", "en-AU", &[("3 grand", "3000 AUD"), ("$1,000-1,500", "1000..1500 AUD")]);
    check(
        "GB",
        "en-GB",
        &[("up to £1,800", "..1800 GBP"), ("1,200 to 1,500 pounds", "1200..1500 GBP"), ("5k", "5000 GBP")],
    );
    check(
        "CH",
        "de-CH",
        &[("5'000 Franken", "5000 CHF"), ("Fr. 5'000.-", "5000 CHF"), ("5000 Fr.", "5000 CHF")],
    );
    check("NO", "en", &[("3000 kr", "3000 NOK")]);
    check("DK", "en", &[("kr 3.000", "3000 DKK")]);
    check("MX", "es-MX", &[("$50,000 pesos", "50000 MXN"), ("50 mil pesos", "50000 MXN")]);
    check("BR", "pt-BR", &[("R$ 5.000", "5000 BRL"), ("até 5 mil reais", "..5000 BRL")]);
}

#[test]
fn german() {
    check(
        "DE",
        "de-DE",
        &[
            ("so 12.000 bis 15.000 Euro", "12000..15000 EUR"),
            ("15 bis 20 tausend", "(15000..20000 EUR)"),
            ("15-20 Tsd. Euro", "15000..20000 EUR"),
            ("Höchstens 18.000 €", "..18000 EUR"),
            ("zwischen 22.000 und 25.000 Euro", "22000..25000 EUR"),
            ("von 5 bis 10 Tausend Euro", "5000..10000 EUR"),
            ("mindestens 20.000 Euro", "20000.. EUR"),
            ("etwa 2000 Pfund", "2000 GBP"),
            ("fünfzehntausend Euro", "15000 EUR"),
            ("fuenfzehntausend Euro", "15000 EUR"),
            ("fünf- bis zehntausend Euro", "5000..10000 EUR"),
            ("fünfundzwanzigtausend Euro", "25000 EUR"),
            ("zweitausendfünfhundert Euro", "2500 EUR"),
            ("anderthalb Millionen Euro", "1500000 EUR"),
            ("1,5 Mio Euro", "1500000 EUR"),
            ("2 Mio. €", "2000000 EUR"),
            ("eine halbe Million Euro", "500000 EUR"),
            ("1.500,50 Euro", "1500.5 EUR"),
            ("2.000,- €", "2000 EUR"),
            ("bis zu 5.000 EUR", "..5000 EUR"),
            ("bis 5000 Euro", "..5000 EUR"),
            ("maximal 5k", "..5000 EUR"),
            ("nicht mehr als 4000 Euro", "..4000 EUR"),
            ("unter 3000 Euro", "..3000 EUR"),
            ("über 3000 Euro", "3000.. EUR"),
            ("ab 3000 Euro", "3000.. EUR"),
            ("10.000 Euro maximal", "..10000 EUR"),
            ("5000 Euro oder mehr", "5000.. EUR"),
            ("ungefähr zehn tausend euro", "10000 EUR"),
            ("so um die 8000 Euro", "8000 EUR"),
            ("hundert Euro", "100 EUR"),
            ("4000", "(4000 EUR)"),
            ("12.000", "(12000 EUR)"),
            ("Baujahr 1964", "()"),
            ("Lindenstr. 12 in 50674 Köln", "()"),
            ("bitte erst nach 18 Uhr", "()"),
            ("wir wollen ein Bad und eine Küche", "()"),
        ],
    );
}

#[test]
fn spanish() {
    check(
        "ES",
        "es-ES",
        &[
            ("unos dos mil euros", "2000 EUR"),
            ("quince mil euros", "15000 EUR"),
            ("medio millón de euros", "500000 EUR"),
            ("entre 3.000 y 5.000 euros", "3000..5000 EUR"),
            ("de 5 a 10 mil euros", "5000..10000 EUR"),
            ("hasta 3000 €", "..3000 EUR"),
            ("como mucho 3000 euros", "..3000 EUR"),
            ("menos de 2.500 euros", "..2500 EUR"),
            ("al menos 10.000 euros", "10000.. EUR"),
            ("mínimo 4000 euros", "4000.. EUR"),
            ("máximo 4000 euros", "..4000 EUR"),
            ("4000 euros como máximo", "..4000 EUR"),
            ("no más de 4000 euros", "..4000 EUR"),
            ("más de 4000 euros", "4000.. EUR"),
            ("alrededor de 8000 dólares", "8000 USD"),
            ("treinta y cinco mil euros", "35000 EUR"),
            ("mil quinientos euros", "1500 EUR"),
            ("doscientos cincuenta euros", "250 EUR"),
            ("dos millones y medio de euros", "2500000 EUR"),
            ("un par de miles de euros", "2000 EUR"),
            ("5k", "5000 EUR"),
            ("3 o 4 mil euros", "3000..4000 EUR"),
            ("no puedo pasar de 4000 euros", "..4000 EUR"),
            ("once mil euros", "11000 EUR"),
            ("una página y un blog", "()"),
        ],
    );
}
