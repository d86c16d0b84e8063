//! What people write in conversations that the other tables did not foresee.

use shared::value::Value;

use super::super::{find_dates, find_durations, find_money, find_numbers, find_phones};
use super::{Row, context, shown};

fn money(country: &str, locale: &str, rows: &[Row]) {
    super::check(rows, |text| {
        shown(&find_money(text, &context(country, locale)), |money| Value::Money(money.clone()).to_string())
    });
}

fn numbers(country: &str, locale: &str, rows: &[Row]) {
    super::check(rows, |text| {
        shown(&find_numbers(text, &context(country, locale)), |range| Value::Number(*range).to_string())
    });
}

fn durations(country: &str, locale: &str, rows: &[Row]) {
    super::check(rows, |text| {
        shown(&find_durations(text, &context(country, locale)), |range| {
            Value::Duration(range.clone()).to_string()
        })
    });
}

fn dates(country: &str, locale: &str, rows: &[Row]) {
    super::check(rows, |text| {
        shown(&find_dates(text, &context(country, locale)), |range| Value::Date(range.clone()).to_string())
    });
}

#[test]
fn areas_are_numbers() {
    numbers(
        "DE",
        "de",
        &[
            ("Der Garten ist ca. 250 m² groß, wir wohnen in Potsdam.", "250"),
            ("Moin, Angebot für Hecke und Zaun bitte, 80 m2, in Husum", "80"),
            ("120qm", "120"),
            ("80m²", "80"),
            ("80m2", "80"),
            ("60 Quadratmeter", "60"),
        ],
    );
    numbers(
        "GB",
        "en-GB",
        &[
            ("95 sqm", "95"),
            ("1,200 sq ft", "1200"),
            ("about 900 sq. ft.", "900"),
            ("it's 40 square metres", "40"),
        ],
    );
    numbers("ES", "es", &[("un piso de 95 m2", "95"), ("95 metros cuadrados", "95")]);
}

#[test]
fn numbers_in_words() {
    numbers("CH", "en", &[("It is in English, some fifteen thousand words", "(15000)")]);
}

#[test]
fn money_as_it_is_said() {
    money(
        "IE",
        "en-IE",
        &[
            ("between six and seven hundred euro", "600..700 EUR"),
            ("between six and seven thousand", "(6000..7000 EUR)"),
            ("a grand a month tops", "..1000 EUR"),
            ("a tenner", "10 EUR"),
            ("a tenner a month", "10 EUR"),
            ("two grand a month max", "..2000 EUR"),
        ],
    );
    money("GB", "en-GB", &[("fifty quid a week tops", "..50 GBP"), ("a fiver each", "5 GBP")]);
    money(
        "CH",
        "de-CH",
        &[("1'000 to 1'500", "(1000..1500 CHF)"), ("CHF 1’000 bis 1’500", "1000..1500 CHF")],
    );
}

#[test]
fn dollars_that_are_not_the_countrys_own() {
    money(
        "MX",
        "es-MX",
        &[("unos 3,000 dólares", "3000 USD"), ("$3,000", "3000 MXN"), ("3 mil pesos", "3000 MXN")],
    );
    money("AR", "es-AR", &[("3000 dólares", "3000 USD"), ("$3000", "3000 ARS")]);
    money("CL", "es-CL", &[("2000 dólares", "2000 USD")]);
    money("ES", "es", &[("3000 dólares", "3000 USD")]);
    money("AU", "en-AU", &[("9,000 dollars", "9000 AUD"), ("$9,000", "9000 AUD")]);
}

#[test]
fn lengths() {
    durations(
        "DE",
        "en",
        &[
            ("the townhall can last up to three hours", "..PT3H"),
            ("we redid it 18 months ago", "()"),
            ("18 months", "P18M"),
            ("we'd need it for 18 months", "P18M"),
            ("online summit, three hours, in Q2", "PT3H"),
            ("keen to hire a cat for 5 days from Boxing Day, six of us", "P5D"),
            ("can we make it ten days instead of a week", "P10D; P1W"),
            ("Looking for a houseboat in March for a week", "P1W"),
            ("actually the summit is on 20 May, and it'll be four hours", "PT4H"),
        ],
    );
    durations(
        "MX",
        "es-MX",
        &[
            ("hola! quiero un spot de 30 segundos para mi cafetería", "PT30S"),
            ("un comercial, de 45 segundos, y el rodaje lo antes posible", "PT45S"),
            ("queremos un documental de entre 20 y 25 minutos, filmado en Oaxaca", "PT20M..PT25M"),
            ("Ocupo un video corporativo, 3 minutos, presupuesto 50 mil", "PT3M"),
        ],
    );
}

#[test]
fn an_age_is_found_but_not_evident() {
    durations(
        "US",
        "en-US",
        &[
            ("roof is 12 years old", "(P12Y)"),
            ("so the roof is about 8 years old now", "(P8Y)"),
            ("we redid it, it's six years old", "(P6Y)"),
        ],
    );
    durations("DE", "de", &[("das Dach ist 12 Jahre alt", "(P12Y)")]);
}

#[test]
fn days() {
    dates(
        "AU",
        "en-AU",
        &[
            ("keen to hire a cat for 5 days from Boxing Day", "2026-12-26"),
            ("on Boxing Day", "2026-12-26"),
            ("14/08/2027", "2027-08-14"),
            ("for two weeks, starting 1/8/27", "2027-08-01"),
            ("starting in August", "2027-08-01.."),
            ("the 24th", "2026-11-24"),
            ("on the 3rd", "2026-12-03"),
        ],
    );
    dates(
        "ES",
        "es",
        &[
            ("el 24", "(2026-11-24)"),
            ("para el 24", "2026-11-24"),
            ("el día 24", "2026-11-24"),
            ("14/08/2027", "2027-08-14"),
        ],
    );
    dates(
        "AT",
        "de-AT",
        &[
            ("in der ersten Januarwoche", "2027-01-01..2027-01-07"),
            ("KW 5", "2027-02-01..2027-02-07"),
            ("KW 5 oder 6", "2027-02-01..2027-02-14"),
            ("in KW 5-6", "2027-02-01..2027-02-14"),
        ],
    );
}

#[test]
fn a_telephone_before_more_words() {
    super::check(&[("fine. 0115 496 0777 and I want it in writing", "+441154960777")], |text| {
        shown(&find_phones(text, &context("GB", "en-GB")), Clone::clone)
    });
}
