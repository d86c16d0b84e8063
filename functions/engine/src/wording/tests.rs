//! Values and what a visitor reads, in the languages that are worded and in one that is not.

use serde::de::DeserializeSeed;
use serde_json::{Value as Json, json};
use shared::tenant::Attribute;
use shared::value::Kind;

use super::display;

fn attribute(kind: Kind) -> Attribute {
    let written = json!({
        "key": "anything",
        "kind": kind,
        "question": "?",
        "choices": [
            { "value": "online_shop" },
            { "value": "web_app", "label": "Web application" },
        ],
    });
    serde_json::from_value(written).unwrap()
}

/// Checks rows of value, locale and wording; no-break spaces are written as plain ones.
fn check(kind: Kind, rows: &[(Json, &str, &str)]) {
    for (value, locale, expected) in rows {
        let value_read = kind.deserialize(value).unwrap();
        let shown = display(&value_read, &attribute(kind), locale).replace('\u{a0}', " ");
        assert_eq!(shown, *expected, "{value} in {locale:?}");
    }
}

#[test]
fn money() {
    let range = json!({"min": 20000, "max": 30000, "currency": "EUR"});
    let most = json!({"min": null, "max": 5000, "currency": "GBP"});
    let least = json!({"min": 10000, "max": null, "currency": "USD"});
    let francs = json!({"min": 10000, "max": null, "currency": "CHF"});
    let cents = json!({"min": 1250.5, "max": 1250.5, "currency": "EUR"});
    check(
        Kind::Money,
        &[
            (range.clone(), "en-GB", "€20,000–30,000"),
            (range.clone(), "de-DE", "20.000–30.000 €"),
            (range.clone(), "es-ES", "20.000–30.000 €"),
            (range, "fr-FR", "20 000–30 000 €"),
            (most.clone(), "en", "up to £5,000"),
            (most.clone(), "de", "bis zu 5.000 £"),
            (most, "es", "hasta 5.000 £"),
            (least.clone(), "en-US", "from $10,000"),
            (least.clone(), "de", "ab 10.000 $"),
            (least, "es-MX", "desde $10,000"),
            (francs.clone(), "en", "from 10,000 CHF"),
            (francs, "de-CH", "ab 10’000 CHF"),
            (cents.clone(), "en", "€1,250.50"),
            (cents, "de", "1.250,50 €"),
            (json!({"min": 900, "max": 900, "currency": "EUR"}), "en", "€900"),
            (json!({"min": 320, "max": 1320.5, "currency": "BRL"}), "pt-BR", "R$ 320–1.320,50"),
            (json!({"min": null, "max": 5000, "currency": "EUR"}), "pt-PT", "até 5.000 €"),
            (json!({"min": 1, "max": 2, "currency": "???"}), "en", "1–2 ???"),
        ],
    );
}

#[test]
fn numbers() {
    check(
        Kind::Number,
        &[
            (json!(50), "en", "50"),
            (json!(1_234_567), "en", "1,234,567"),
            (json!(1_234_567), "de", "1.234.567"),
            (json!(2.5), "en", "2.5"),
            (json!(2.5), "de", "2,5"),
            (json!(-1500), "en", "-1,500"),
            (json!({"min": 5, "max": 10}), "en", "5–10"),
            (json!({"min": 10, "max": null}), "en", "at least 10"),
            (json!({"min": 10, "max": null}), "de", "mindestens 10"),
            (json!({"min": null, "max": 10}), "es", "hasta 10"),
        ],
    );
}

#[test]
fn dates() {
    let march = json!({"from": "2027-03-01", "to": "2027-03-31"});
    let summer = json!({"from": "2027-06-01", "to": "2027-08-31"});
    let winter = json!({"from": "2026-12-01", "to": "2027-02-28"});
    let after = json!({"from": "2027-05-01", "to": null});
    let before = json!({"from": null, "to": "2027-05-01"});
    check(
        Kind::Date,
        &[
            (json!("2027-03-15"), "en-GB", "15 March 2027"),
            (json!("2027-03-15"), "en-US", "March 15, 2027"),
            (json!("2027-03-15"), "de-DE", "15. März 2027"),
            (json!("2027-03-15"), "es-ES", "15 de marzo de 2027"),
            (json!("2027-03-15"), "fr-FR", "15 March 2027"),
            (march.clone(), "en-GB", "March 2027"),
            (march.clone(), "en-US", "March 2027"),
            (march.clone(), "de", "März 2027"),
            (march, "es", "marzo de 2027"),
            (summer.clone(), "en-GB", "June–August 2027"),
            (summer.clone(), "en-US", "June–August 2027"),
            (summer, "de", "Juni–August 2027"),
            (json!({"from": "2027-03-01", "to": "2027-03-15"}), "en-GB", "1–15 March 2027"),
            (json!({"from": "2027-03-01", "to": "2027-03-15"}), "en-US", "March 1–15, 2027"),
            (json!({"from": "2027-03-01", "to": "2027-03-15"}), "de", "1.–15. März 2027"),
            (json!({"from": "2027-03-01", "to": "2027-03-15"}), "es", "1–15 de marzo de 2027"),
            (json!({"from": "2027-06-02", "to": "2027-08-31"}), "en-GB", "2 June – 31 August 2027"),
            (json!({"from": "2027-06-02", "to": "2027-08-31"}), "en-US", "June 2 – August 31, 2027"),
            (json!({"from": "2027-01-01", "to": "2027-12-31"}), "es", "2027"),
            (winter, "en-GB", "1 December 2026 – 28 February 2027"),
            (after.clone(), "en-GB", "from 1 May 2027"),
            (after.clone(), "de", "ab 1. Mai 2027"),
            (after, "es", "desde el 1 de mayo de 2027"),
            (before.clone(), "en-GB", "by 1 May 2027"),
            (before, "es", "hasta el 1 de mayo de 2027"),
            (json!("soon"), "en", "soon"),
        ],
    );
}

#[test]
fn durations() {
    let same = |length: &str| json!({"min": length, "max": length});
    check(
        Kind::Duration,
        &[
            (same("P6W"), "en", "6 weeks"),
            (same("P1W"), "en", "1 week"),
            (same("P6W"), "de", "6 Wochen"),
            (same("P1M"), "es", "1 mes"),
            (json!({"min": "P2M", "max": "P3M"}), "en", "2–3 months"),
            (json!({"min": "P2M", "max": "P3M"}), "de", "2–3 Monate"),
            (json!({"min": "P2W", "max": "P3M"}), "en", "2 weeks–3 months"),
            (json!({"min": null, "max": "P1Y"}), "en", "up to 1 year"),
            (json!({"min": "P10D", "max": null}), "de", "mindestens 10 Tage"),
            (same("PT1H30M"), "en", "1 h 30 min"),
            (same("P1Y6M"), "es", "1 año y 6 meses"),
            (same("a while"), "en", "a while"),
        ],
    );
}

#[test]
fn the_rest() {
    check(
        Kind::YesNo,
        &[
            (json!(true), "en", "Yes"),
            (json!(true), "de", "Ja"),
            (json!(false), "es", "No"),
            (json!(true), "es", "Sí"),
        ],
    );
    check(
        Kind::Choice,
        &[(json!("online_shop"), "en", "Online shop"), (json!("web_app"), "en", "Web application")],
    );
    check(
        Kind::List,
        &[(json!(["online_shop", "web_app"]), "en", "Online shop, Web application"), (json!([]), "en", "")],
    );
    check(
        Kind::Url,
        &[
            (json!("https://x.example/a"), "en", "x.example/a"),
            (json!("http://x.example"), "en", "x.example"),
        ],
    );
    check(Kind::Phone, &[(json!("+491712345678"), "de", "+49 171 2345678"), (json!("12"), "de", "12")]);
    check(Kind::Email, &[(json!("Ana.K@example.com"), "en", "Ana.K@example.com")]);
    check(Kind::Text, &[(json!("as said"), "de", "as said")]);
}

#[test]
fn days_where_there_is_little_room() {
    let day = jiff::civil::date(2027, 3, 5);
    for (locale, expected) in [
        ("en-GB", "5\u{a0}Mar\u{a0}2027"),
        ("en-US", "Mar\u{a0}5,\u{a0}2027"),
        ("de-DE", "05.03.2027"),
        ("es-ES", "05/03/2027"),
        ("pt-BR", "05/03/2027"),
    ] {
        assert_eq!(crate::wording::short_day(day, locale), expected, "{locale}");
    }
}
