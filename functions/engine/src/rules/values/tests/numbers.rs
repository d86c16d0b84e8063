//! Plain numbers.

use shared::value::Value;

use super::super::find_numbers;
use super::{Row, context};

/// Everything, evident or not.
fn check(country: &str, locale: &str, rows: &[Row]) {
    super::check(rows, |text| {
        let found = find_numbers(text, &context(country, locale));
        let shown = found.iter().map(|found| Value::Number(found.value).to_string());
        shown.collect::<Vec<_>>().join("; ")
    });
}

#[test]
fn english() {
    check(
        "GB",
        "en-GB",
        &[
            ("50", "50"),
            ("about 50", "50"),
            ("fifty", "50"),
            ("10 pages", "10"),
            ("about 30 pages I'd guess", "30"),
            ("rather 20 to 25 pages", "20..25"),
            ("five or six", "5..6"),
            ("2 or 3, depends", "2..3"),
            ("3-4 rooms", "3..4"),
            ("between ten and twelve", "10..12"),
            ("between one and two hundred", "100..200"),
            ("between one and a hundred", "1..100"),
            ("two or three hundred guests", "200..300"),
            ("at least 10", "10.."),
            ("10+", "10.."),
            ("no less than 10", "10.."),
            ("more than 10", "10.."),
            ("up to 10", "..10"),
            ("fewer than 10", "..10"),
            ("10 pages at most", "..10"),
            ("not more than 10 people", "..10"),
            ("1,500 visitors", "1500"),
            ("1 500", "1500"),
            ("12k", "12000"),
            ("1.5k", "1500"),
            ("2 mio", "2000000"),
            ("fifteen thousand", "15000"),
            ("fifteen hundred", "1500"),
            ("a couple of thousand", "2000"),
            ("half a million", "500000"),
            ("a dozen", "12"),
            ("two dozen", "24"),
            ("a hundred and fifty", "150"),
            ("twenty-five", "25"),
            ("twenty five", "25"),
            ("2.5", "2.5"),
            ("2½", "2.5"),
            ("just one", "1"),
            ("one bedroom", "1"),
            ("3 bedroom house", "3"),
            ("10 square metres", "10"),
            ("one of them", ""),
            ("no one", ""),
            ("a lot", ""),
            ("at one point", ""),
            ("the new one has", ""),
            ("the 4th floor", ""),
            ("on 16 January", ""),
            ("up to £1,800", ""),
            ("for six weeks", ""),
            ("we were founded in 1987", ""),
            ("Look less like 1998", ""),
            ("24/7", ""),
            ("call 0171 2345678", ""),
            ("a@b2.example", ""),
            ("once upon a time", ""),
            ("it's a second home", ""),
        ],
    );
}

#[test]
fn german() {
    check(
        "DE",
        "de-DE",
        &[
            ("8 qm", "8"),
            ("2,5 m²", "2.5"),
            ("ungefähr 9 Quadratmeter", "9"),
            ("zwischen 10 und 12", "10..12"),
            ("zwei", "2"),
            ("fünfundzwanzig", "25"),
            ("fuenfundzwanzig", "25"),
            ("fünfzehntausend", "15000"),
            ("dreihundertfünfzig", "350"),
            ("anderthalb", "1.5"),
            ("1.500", "1500"),
            ("1.500,5", "1500.5"),
            ("mindestens 5 Zimmer", "5.."),
            ("höchstens 5", "..5"),
            ("bis zu 20 Personen", "..20"),
            ("von 5 bis 10", "5..10"),
            ("drei oder vier Zimmer", "3..4"),
            ("so um die 20", "20"),
            ("ein Dutzend", "12"),
            ("eine Küche und ein Bad", ""),
            ("Baujahr 1964", ""),
            ("seit 35 Jahren", ""),
            ("am 12. Dezember", ""),
            ("im 3. Stock", ""),
        ],
    );
}

#[test]
fn spanish() {
    check(
        "ES",
        "es-ES",
        &[
            ("quince mil", "15000"),
            ("medio millón", "500000"),
            ("unas 20 personas", "20"),
            ("entre 3 y 5", "3..5"),
            ("de 5 a 10 páginas", "5..10"),
            ("3 o 4", "3..4"),
            ("hasta 10", "..10"),
            ("menos de 10", "..10"),
            ("al menos 10", "10.."),
            ("treinta y cinco", "35"),
            ("veintidós", "22"),
            ("once", "11"),
            ("1.500,50", "1500.5"),
            ("una docena", "12"),
            ("una página", ""),
            ("el 3 de junio", ""),
        ],
    );
}
