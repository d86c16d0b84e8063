//! What is typed into a field stands for a value of that field, in whatever language it is written.

use serde_json::{Value as Json, json};
use shared::tenant::Attribute;

use crate::rules::read_typed;
use crate::rules::values::Context;

fn attribute(kind: &str) -> Attribute {
    let mut attribute = json!({ "key": "it", "kind": kind, "label": "It", "question": "What is it?" });
    if kind == "choice" || kind == "list" {
        attribute["choices"] = json!([
            { "value": "online_shop", "label": "Online shop", "synonyms": ["Laden", "tienda"] },
            { "value": "blog" },
            { "value": "no_idea", "label": "I don't know yet" },
        ]);
    }
    serde_json::from_value(attribute).unwrap()
}

fn read(kind: &str, locale: &str, text: &str) -> Option<Json> {
    let context = Context { country: "DE", locale, today: "2026-11-21".parse().unwrap() };
    read_typed(&attribute(kind), text, &context)
}

#[test]
fn each_kind_is_read_as_it_is_written() {
    let euros = |min: u32, max: u32| json!({ "min": min, "max": max, "currency": "EUR" });
    let weeks = |min: u32, max: u32| json!({ "min": format!("P{min}W"), "max": format!("P{max}W") });
    for (kind, locale, text, value) in [
        ("money", "en-GB", "30000", euros(30_000, 30_000)),
        ("money", "en-GB", "€30,000", euros(30_000, 30_000)),
        ("money", "en-GB", "20-30k", euros(20_000, 30_000)),
        ("money", "en-GB", "around 30k, I think", euros(30_000, 30_000)),
        ("money", "de-DE", "30.000 €", euros(30_000, 30_000)),
        ("money", "de-DE", "20.000–30.000 €", euros(20_000, 30_000)),
        ("money", "es-ES", "30.000 euros", euros(30_000, 30_000)),
        ("number", "en", "12", json!(12)),
        ("number", "de", "etwa 1.200", json!(1200)),
        ("number", "en", "10 to 12 pages", json!({ "min": 10, "max": 12 })),
        ("date", "en", "2027-03-15", json!("2027-03-15")),
        ("date", "en-GB", "15 March 2027", json!("2027-03-15")),
        ("date", "en", "tomorrow", json!("2026-11-22")),
        ("date", "de", "15. März 2027", json!("2027-03-15")),
        ("date", "de", "15.3.2027", json!("2027-03-15")),
        ("date", "es", "15 de marzo de 2027", json!("2027-03-15")),
        ("duration", "en", "6 weeks", weeks(6, 6)),
        ("duration", "de", "4 bis 6 Wochen", weeks(4, 6)),
        ("duration", "es", "6 semanas", weeks(6, 6)),
        ("email", "en", " ana@Candles.example ", json!("ana@candles.example")),
        ("phone", "de", "030 901820", json!("+4930901820")),
        ("url", "en", "https://candles.example/shop", json!("https://candles.example/shop")),
        ("yes_no", "en", "Yes", json!(true)),
        ("yes_no", "de", "Nein", json!(false)),
        ("yes_no", "es", "Sí", json!(true)),
        ("yes_no", "en", "false", json!(false)),
        ("choice", "en", "Online shop", json!("online_shop")),
        ("choice", "en", "online_shop", json!("online_shop")),
        ("choice", "de", "Laden", json!("online_shop")),
        ("choice", "es", "TIENDA", json!("online_shop")),
        ("choice", "en", "blog", json!("blog")),
        ("choice", "en", "I don't know yet", json!("no_idea")),
        ("list", "en", "Blog", json!(["blog"])),
        ("list", "en", "Blog, Online shop", json!(["blog", "online_shop"])),
        ("list", "de", "Laden und Blog", json!(["online_shop", "blog"])),
        ("text", "en", "  No. 5, not sure  ", json!("No. 5, not sure")),
    ] {
        assert_eq!(read(kind, locale, text), Some(value), "{kind}: {text}");
    }
}

#[test]
fn what_is_no_value_of_the_kind_is_none() {
    for (kind, text) in [
        ("money", "a lot"),
        ("money", "???"),
        ("number", "many"),
        ("date", "someday"),
        ("duration", "a while"),
        ("email", "ana@"),
        ("phone", "12"),
        ("url", "my site"),
        ("choice", "a submarine"),
        ("list", "a submarine, a zeppelin"),
        ("list", "Blog, a zeppelin"),
        ("yes_no", "perhaps"),
    ] {
        assert_eq!(read(kind, "en", text), None, "{kind}: {text}");
    }
}
