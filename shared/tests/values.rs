//! Values are written and read alike, and read only with their kind.

use serde::de::DeserializeSeed as _;
use serde_json::{Value as Json, json};
use shared::value::{Kind, Value};

fn read(kind: Kind, json: &Json) -> Result<Value, serde_json::Error> {
    kind.deserialize(json)
}

#[test]
fn a_value_is_written_as_it_was_read() {
    let written = [
        (Kind::Text, json!("As said.")),
        (Kind::Number, json!(50)),
        (Kind::Number, json!(-0.5)),
        (Kind::Number, json!({ "min": 5, "max": 10 })),
        (Kind::Number, json!({ "min": null, "max": 10.5 })),
        (Kind::Money, json!({ "min": 15_000, "max": 15_000, "currency": "EUR" })),
        (Kind::Money, json!({ "min": null, "max": 5_000, "currency": "USD" })),
        (Kind::Date, json!("2027-01-11")),
        (Kind::Date, json!({ "from": "2027-03-01", "to": "2027-03-31" })),
        (Kind::Date, json!({ "from": "2027-03-01", "to": null })),
        (Kind::Duration, json!({ "min": "P6W", "max": "P6W" })),
        (Kind::Duration, json!({ "min": null, "max": "PT1H30M" })),
        (Kind::Choice, json!("online_shop")),
        (Kind::List, json!(["blog", "shop"])),
        (Kind::Email, json!("ana@candles.example")),
        (Kind::Phone, json!("+491712345678")),
        (Kind::Url, json!("https://candles.example/shop")),
        (Kind::YesNo, json!(false)),
    ];
    for (kind, json) in written {
        let value = read(kind, &json).unwrap();
        assert_eq!(value.kind(), kind);
        assert_eq!(serde_json::to_value(&value).unwrap(), json, "{kind}");
    }
}

#[test]
fn one_value_as_a_range_is_written_as_one_value() {
    let number = read(Kind::Number, &json!({ "min": 5, "max": 5 })).unwrap();
    assert_eq!(serde_json::to_string(&number).unwrap(), "5");
    let date = read(Kind::Date, &json!({ "from": "2027-01-11", "to": "2027-01-11" })).unwrap();
    assert_eq!(serde_json::to_string(&date).unwrap(), "\"2027-01-11\"");
}

#[test]
fn whole_numbers_have_no_fraction() {
    for (number, text) in
        [(50.0, "50"), (-3.0, "-3"), (0.25, "0.25"), (9_007_199_254_740_992.0, "9007199254740992")]
    {
        let value = read(Kind::Number, &json!(number)).unwrap();
        assert_eq!(serde_json::to_string(&value).unwrap(), text);
        assert_eq!(value.to_string(), text);
    }
}

#[test]
fn another_shape_is_refused() {
    let wrong = [
        (Kind::Text, json!(1)),
        (Kind::Number, json!("five")),
        (Kind::Number, json!({ "min": null, "max": null })),
        (Kind::Number, json!({ "min": 1 , "most": 2 })),
        (Kind::Money, json!(15_000)),
        (Kind::Money, json!({ "min": 1, "max": 2 })),
        (Kind::Money, json!({ "min": null, "max": null, "currency": "EUR" })),
        (Kind::Date, json!(20_270_111)),
        (Kind::Date, json!({ "from": null, "to": null })),
        (Kind::Duration, json!("P6W")),
        (Kind::Duration, json!({ "min": null, "max": null })),
        (Kind::List, json!("blog")),
        (Kind::YesNo, json!("yes")),
    ];
    for (kind, json) in wrong {
        assert!(read(kind, &json).is_err(), "{kind}: {json}");
    }
}

#[test]
fn every_kind_is_written_by_its_name() {
    for kind in Kind::ALL {
        assert_eq!(serde_json::to_value(kind).unwrap(), json!(kind.name()));
        assert_eq!(serde_json::from_value::<Kind>(json!(kind.name())).unwrap(), kind);
    }
}
