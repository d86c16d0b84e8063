//! Reading tenant files: every mistake is told with its place.

use proptest::prelude::*;
use serde_json::{Value as Json, json};

use super::mistake::Mistakes;
use super::node::Node;
use super::{Mistake, SCHEMA, read, shape, syntax};

const STUDIO: &str = include_str!("../../../../../tenants/studio/tenant.json");
/// With records, knowledge, users of several roles, other languages.
const OTHERS: [&str; 4] = [
    include_str!("../../../../../tenants/todo/tenant.json"),
    include_str!("../../../../../tenants/sophie/tenant.json"),
    include_str!("../../../../../tenants/worky/tenant.json"),
    include_str!("../../../../../tenants/crm/tenant.json"),
];

fn good() -> Json {
    json!({
        "version": 1, "id": "studio", "name": "Studio", "origins": ["https://studio.example", "self"],
        "locale": "en-GB", "country": "DE", "greeting": "Hi",
        "before_chat": { "fields": [{ "attribute": "shop" }] },
        "triggers": [{ "after_seconds": 5, "paths": ["/pricing/*"] }],
        "business_hours": {
            "time_zone": "Europe/Berlin", "days": { "monday": ["09:00-12:00", "13:00-17:30"], "sunday": ["22:00-02:00"] },
        },
        "translations": { "de": { "greeting": "Hallo", "call_to_action": "Los" } },
        "scope": {
            "call_to_action": { "label": "Go", "url": "/go" },
            "attributes": [
                { "key": "shop", "kind": "yes_no", "question": "A shop?", "requirement": "always" },
                { "key": "size", "kind": "choice", "question": "How big?", "choices": [{ "value": "big" }],
                  "requirement": { "when": { "key": "shop", "equals": true } } },
            ],
        },
    })
}

fn told(mistakes: &[Mistake]) -> Vec<String> {
    mistakes.iter().map(ToString::to_string).collect()
}

/// The good file with another value at a place (`/a/0/b`), and what is said of it: `path: reason`.
fn with(pointer: &str, value: Json) -> Vec<String> {
    let mut tenant = good();
    let (parent, key) = pointer.rsplit_once('/').unwrap();
    match tenant.pointer_mut(parent).unwrap() {
        Json::Array(items) => items[key.parse::<usize>().unwrap()] = value,
        parent => parent[key] = value,
    }
    let mistakes = read(&tenant.to_string()).err().unwrap_or_default();
    mistakes.iter().map(|mistake| format!("{}: {}", mistake.path, mistake.reason)).collect()
}

#[test]
fn a_good_file_is_read_and_written_back_alike() {
    for text in [&good().to_string(), STUDIO].into_iter().chain(OTHERS) {
        let tenant = read(text).map_err(|mistakes| told(&mistakes)).unwrap();
        let again = read(&serde_json::to_string(&tenant).unwrap()).map_err(|mistakes| told(&mistakes));
        assert_eq!(again.unwrap(), tenant);
    }
}

#[test]
fn every_mistake_of_a_file_is_told_with_its_place() {
    let text = include_str!("mistakes.json");
    let mistakes = read(text).unwrap_err();
    assert!(mistakes.len() >= 40, "{}", mistakes.len());
    insta::assert_snapshot!(told(&mistakes).join("\n"));
    for mistake in &mistakes {
        let (line, column) = mistake.position;
        let marked: String = text.lines().nth(line - 1).unwrap().chars().skip(column - 1).collect();
        let span = text[mistake.span.clone()].lines().next().unwrap_or_default();
        assert!(!span.is_empty() && marked.starts_with(span), "{mistake}: {span} {marked}");
    }
}

#[test]
fn what_is_no_json_is_told_in_words() {
    let told = |text: &str| told(&read(text).unwrap_err()).join("\n");
    let cases = [
        "",
        "{",
        "[1",
        "{\"a\": 1,}",
        "{\"a\": 1 \"b\": 2}",
        "{\"a\" 1}",
        "{\"a\": }",
        "{a: 1}",
        "{'a': 1}",
        "// x\n{}",
        "{\n  \"a\": \"b\n}",
        "{\"a\": \"\\x\"}",
        "{} x",
        "}",
        "{\"a\": 01}",
        "{\"a\": .5}",
        "{\"a\": yes}",
        "{\"ä\": \"\\ud800\"}",
    ];
    let told: Vec<String> = cases.iter().map(|text| format!("{text:?}\n  {}", told(text))).collect();
    insta::assert_snapshot!(told.join("\n"));
}

#[test]
fn a_good_number_is_not_enough_for_rust() {
    let text = good().to_string().replace("\"after_seconds\":5", "\"after_seconds\":05");
    let mistakes = read(&text).unwrap_err();
    assert_eq!(mistakes.len(), 1, "{mistakes:?}");
    let (line, column) = mistakes[0].position;
    let before = text.lines().nth(line - 1).unwrap().split_at(column - 1).0;
    assert!(before.ends_with("\"after_seconds\":0"), "{mistakes:?}");
}

#[test]
fn bounds_and_patterns_are_checked() {
    let attribute = |key: &str, value: Json| with(&format!("/scope/attributes/0/{key}"), value);
    let wrong = [
        (with("/version", json!(2)), "version"),
        (with("/id", json!("Studio")), "id"),
        (with("/id", json!("")), "id"),
        (with("/name", json!(" ")), "name"),
        (with("/greeting", json!("")), "greeting"),
        (with("/origins", json!([])), "origins"),
        (with("/origins", json!(["https://studio.example/"])), "origins[0]"),
        (with("/origins", json!(["studio.example"])), "origins[0]"),
        (with("/country", json!("Germany")), "country"),
        (with("/locale", json!("english")), "locale"),
        (with("/appearance", json!({ "accent": "blue" })), "appearance.accent"),
        (with("/appearance", json!({ "z_index": 0 })), "appearance.z_index"),
        (with("/appearance", json!({ "z_index": 2_147_483_648_u32 })), "appearance.z_index"),
        (with("/appearance", json!({ "size": { "width": 279 } })), "appearance.size.width"),
        (with("/appearance", json!({ "size": { "height": 901 } })), "appearance.size.height"),
        (with("/appearance", json!({ "offset": { "side": 201 } })), "appearance.offset.side"),
        (with("/appearance", json!({ "offset": { "bottom": 401 } })), "appearance.offset.bottom"),
        (with("/appearance", json!({ "launcher": { "svg": "<svg/>" } })), "appearance.launcher.svg"),
        (with("/suggestions", json!(["a", "b", "c", "d", "e", "f", "g"])), "suggestions"),
        (with("/suggestions", json!(["a".repeat(81)])), "suggestions[0]"),
        (with("/disclaimer", json!("x".repeat(501))), "disclaimer"),
        (
            with("/translations/de/suggestions", json!(["a", "b", "c", "d", "e", "f", "g"])),
            "translations.de.suggestions",
        ),
        (with("/translations/german", json!({})), "translations.german"),
        (with("/translations/en-GB", json!({})), "translations.en-GB"),
        (with("/translations/en-gb", json!({})), "translations.en-gb"),
        (with("/translations/de/before_chat", json!("")), "translations.de.before_chat"),
        (with("/before_chat/fields", json!([])), "before_chat.fields"),
        (with("/before_chat/fields/0/attribute", json!("shp")), "before_chat.fields[0].attribute"),
        (with("/triggers/0/after_seconds", json!(0)), "triggers[0].after_seconds"),
        (with("/triggers/0/after_seconds", json!(3_601)), "triggers[0].after_seconds"),
        (with("/triggers/0", json!({ "scroll_percent": 101 })), "triggers[0].scroll_percent"),
        (with("/triggers/0/scroll_percent", json!(50)), "triggers[0]"),
        (with("/triggers/0", json!({ "paths": [] })), "triggers[0]"),
        (with("/triggers/0", json!({ "exit_intent": false })), "triggers[0].exit_intent"),
        (with("/triggers/0/paths/0", json!("pricing")), "triggers[0].paths[0]"),
        (with("/behaviour", json!({ "shortcut": "K" })), "behaviour.shortcut"),
        (with("/business_hours/time_zone", json!("Europe/Berlim")), "business_hours.time_zone"),
        (with("/business_hours/days/monday/1", json!("11:59-13:00")), "business_hours.days.monday[1]"),
        (with("/business_hours/days/monday/0", json!("01:30-09:00")), "business_hours.days.sunday[0]"),
        (with("/business_hours/days/monday/0", json!("09:00-25:00")), "business_hours.days.monday[0]"),
        (with("/business_hours/days/monday/0", json!("09:00-09:00")), "business_hours.days.monday[0]"),
        (with("/assistant", json!({ "instructions": "x".repeat(4_001) })), "assistant.instructions"),
        (with("/session", json!({ "idle_minutes": 0 })), "session.idle_minutes"),
        (with("/session", json!({ "context_turns": 51 })), "session.context_turns"),
        (with("/retention", json!({ "days": 0 })), "retention.days"),
        (with("/scope/threshold", json!(0)), "scope.threshold"),
        (with("/scope/threshold", json!(1.1)), "scope.threshold"),
        (with("/scope/call_to_action/label", json!("x".repeat(41))), "scope.call_to_action.label"),
        (with("/scope/call_to_action/url", json!("javascript:alert(1)")), "scope.call_to_action.url"),
        (with("/scope/call_to_action/url", json!("//evil.example")), "scope.call_to_action.url"),
        (with("/scope/call_to_action/url", json!("/\\evil.example")), "scope.call_to_action.url"),
        (with("/scope/call_to_action/url", json!("http://studio.example")), "scope.call_to_action.url"),
        (attribute("key", json!("Shop")), "scope.attributes[0].key"),
        (attribute("weight", json!(101)), "scope.attributes[0].weight"),
        (attribute("weight", json!(-1)), "scope.attributes[0].weight"),
        (attribute("question", json!("")), "scope.attributes[0].question"),
        (attribute("choices", json!([{ "value": "x" }])), "scope.attributes[0].choices"),
        (attribute("requirement", json!("sometimes")), "scope.attributes[0].requirement"),
        (attribute("requirement", json!({ "when": { "key": "x" } })), "scope.attributes[0].requirement.when"),
        (with("/scope/attributes/1/choices", json!([])), "scope.attributes[1].choices"),
        (
            with("/scope/attributes/1/choices", json!([{ "value": "x" }, { "value": "x" }])),
            "scope.attributes[1].choices[1].value",
        ),
        (with("/scope/attributes/1/key", json!("shop")), "scope.attributes[1].key"),
        (
            with("/scope/attributes/1/requirement/when/key", json!("size")),
            "scope.attributes[1].requirement.when.key",
        ),
        (
            with("/scope/attributes/1/requirement/when/in", json!(["x"])),
            "scope.attributes[1].requirement.when",
        ),
    ];
    for (mistakes, place) in wrong {
        assert!(mistakes.iter().any(|one| one.starts_with(&format!("{place}: "))), "{place}: {mistakes:?}");
    }
}

#[test]
fn what_is_allowed_is_not_refused() {
    let right = [
        with("/scope/call_to_action/url", json!("https://studio.example/offer?a=b")),
        with("/scope/call_to_action/url", json!("/")),
        with("/behaviour", json!({ "shortcut": null })),
        with("/business_hours/days/monday", json!(["02:00-09:00", "09:00-24:00"])),
        with("/translations/pt-BR", json!({ "disclaimer": "x" })),
        with("/scope/attributes/1/requirement/when", json!({ "key": "shop", "in": [true, "x", 3] })),
        with("/scope/threshold", json!(1)),
    ];
    for mistakes in right {
        assert_eq!(mistakes, Vec::<String>::new());
    }
}

/// What an independent reader of schemas says of a file, against what ours says.
fn is_of_the_shape(theirs: &jsonschema::Validator, file: &Json) -> (bool, bool) {
    let text = file.to_string();
    let value = syntax::parse(&text).unwrap();
    let mut mistakes = Mistakes::of(&text);
    shape::check(&Node::root(&value), &mut mistakes);
    (theirs.is_valid(file), mistakes.in_order().is_empty())
}

/// Every place of a file.
fn places(value: &Json, place: String, found: &mut Vec<String>) {
    match value {
        Json::Object(entries) => {
            entries.iter().for_each(|(key, value)| places(value, format!("{place}/{key}"), found));
        }
        Json::Array(items) => {
            items
                .iter()
                .enumerate()
                .for_each(|(index, value)| places(value, format!("{place}/{index}"), found));
        }
        _ => {}
    }
    found.push(place);
}

#[test]
fn ours_and_an_independent_reader_of_the_schema_agree() {
    let long = "x".repeat(5_000);
    let values = [
        json!(null),
        json!(true),
        json!(0),
        json!(-3),
        json!(7),
        json!(90_000),
        json!(""),
        json!("x"),
        json!("/x"),
        json!(long),
        json!("de"),
        json!([]),
        json!(["x"]),
        json!({}),
        json!({ "key": "x" }),
        json!("always"),
    ];
    let mut found = Vec::new();
    places(&good(), String::new(), &mut found);
    let validator = jsonschema::validator_for(&SCHEMA).unwrap();
    let mut refused = 0;
    for place in found {
        for value in &values {
            let mut file = good();
            *file.pointer_mut(&place).unwrap() = value.clone();
            let (theirs, ours) = is_of_the_shape(&validator, &file);
            assert_eq!(theirs, ours, "{place} = {}", value.to_string().get(..40).unwrap_or_default());
            // What the schema takes, the types take.
            assert!(
                !ours || serde_json::from_value::<shared::tenant::TenantFile>(file).is_ok(),
                "{place} = {value}"
            );
            refused += usize::from(!ours);
        }
    }
    assert!(refused > 300, "{refused}");
}

proptest! {
    #[test]
    fn no_text_is_too_much(text in ".{0,60}", cut in 0usize..1_200, put in "[\\[\\]{}\",:0-9a-z\\\\\u{e4}\n]{0,4}") {
        let _ = read(&text);
        let mut broken = good().to_string();
        let mut at = cut.min(broken.len());
        while !broken.is_char_boundary(at) {
            at -= 1;
        }
        broken.insert_str(at, &put);
        for mistake in read(&broken).err().unwrap_or_default() {
            prop_assert!(broken.get(mistake.span.clone()).is_some(), "{:?}", mistake);
        }
    }
}
