//! Reading tenant files: every mistake is told with its place.

use serde_json::{Value as Json, json};

use super::{allows_origin, read};

fn good() -> Json {
    json!({
        "version": 1, "id": "studio", "name": "Studio", "origins": ["https://studio.example", "self"],
        "locale": "en-GB", "country": "DE", "greeting": "Hi",
        "scope": { "attributes": [
            { "key": "shop", "kind": "yes_no", "question": "A shop?", "requirement": "always" },
            { "key": "size", "kind": "choice", "question": "How big?", "choices": [{ "value": "big" }],
              "requirement": { "when": { "key": "shop", "equals": true } } },
        ] },
    })
}

fn mistakes(tenant: &Json) -> Vec<String> {
    read(&serde_json::to_string(tenant).unwrap()).unwrap_err().iter().map(ToString::to_string).collect()
}

fn with(pointer: &str, value: Json) -> Json {
    let mut tenant = good();
    let (parent, key) = pointer.rsplit_once('/').unwrap();
    let parent = tenant.pointer_mut(parent).unwrap();
    match parent {
        Json::Array(items) => items[key.parse::<usize>().unwrap()] = value,
        parent => parent[key] = value,
    }
    tenant
}

#[test]
fn a_good_file_is_read_and_written_back_alike() {
    let tenant = read(&good().to_string()).unwrap();
    let again = read(&serde_json::to_string(&tenant).unwrap()).unwrap();
    assert_eq!(tenant, again);
}

#[test]
fn an_unknown_key_is_told_with_place_and_nearest_name() {
    let text = "{\n  \"version\": 1,\n  \"id\": \"a\",\n  \"greting\": \"Hi\"\n}";
    let mistakes = read(text).unwrap_err();
    assert_eq!(mistakes[0].position, Some((4, 11)));
    assert!(mistakes[0].to_string().contains("Did you mean `greeting`?"), "{}", mistakes[0]);
    let deep = &with("/scope/attributes/0/knd", json!("text"));
    assert!(self::mistakes(deep)[0].contains("scope.attributes[0].knd"), "{:?}", self::mistakes(deep));
    let kind = &with("/scope/attributes/0/kind", json!("monney"));
    assert!(self::mistakes(kind)[0].contains("Did you mean `money`?"), "{:?}", self::mistakes(kind));
}

#[test]
fn what_the_types_cannot_say_is_checked() {
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
        (with("/suggestions", json!(["a", "b", "c", "d", "e", "f", "g"])), "suggestions"),
        (with("/assistant", json!({ "instructions": "x".repeat(4_001) })), "assistant.instructions"),
        (with("/session", json!({ "idle_minutes": 0 })), "session.idle_minutes"),
        (with("/session", json!({ "context_turns": 51 })), "session.context_turns"),
        (with("/retention", json!({ "days": 0 })), "retention.days"),
        (with("/scope/threshold", json!(0)), "scope.threshold"),
        (with("/scope/threshold", json!(1.1)), "scope.threshold"),
        (attribute("key", json!("Shop")), "scope.attributes[0].key"),
        (attribute("weight", json!(101)), "scope.attributes[0].weight"),
        (attribute("weight", json!(-1)), "scope.attributes[0].weight"),
        (attribute("question", json!("")), "scope.attributes[0].question"),
        (attribute("choices", json!([{ "value": "x" }])), "scope.attributes[0].choices"),
        (with("/scope/attributes/1/choices", json!([])), "scope.attributes[1].choices"),
        (
            with("/scope/attributes/1/choices", json!([{ "value": "x" }, { "value": "x" }])),
            "scope.attributes[1].choices",
        ),
        (with("/scope/attributes/1/key", json!("shop")), "scope.attributes[1].key"),
        (
            with("/scope/attributes/1/requirement", json!({ "when": { "key": "size", "equals": "big" } })),
            "scope.attributes[1].requirement.when.key",
        ),
    ];
    for (tenant, place) in wrong {
        let mistakes = mistakes(&tenant);
        assert!(mistakes.iter().any(|one| one.starts_with(&format!("`{place}`: "))), "{place}: {mistakes:?}");
    }
}

#[test]
fn every_mistake_is_told_at_once() {
    let mut tenant = with("/country", json!("x"));
    tenant["greeting"] = json!("");
    tenant["scope"]["threshold"] = json!(7);
    assert_eq!(mistakes(&tenant).len(), 3);
}

#[test]
fn conditions_take_exactly_one_test() {
    let when = |condition: Json| with("/scope/attributes/1/requirement", json!({ "when": condition }));
    assert!(mistakes(&when(json!({ "key": "shop" })))[0].contains("exactly one of"));
    assert!(
        mistakes(&when(json!({ "key": "shop", "equals": "x", "in": ["y"] })))[0].contains("exactly one of")
    );
    assert!(mistakes(&with("/scope/attributes/1/requirement", json!("sometimes")))[0].contains("always"));
}

#[test]
fn text_after_the_end_is_a_mistake() {
    assert!(read(&format!("{} x", good())).is_err());
    assert!(read("").is_err());
}

#[test]
fn origins_are_compared_to_the_letter() {
    let tenant = read(&good().to_string()).unwrap();
    let own = ["http://127.0.0.1:8787".to_owned()];
    assert!(allows_origin(&tenant, "https://studio.example", &own));
    assert!(allows_origin(&tenant, "http://127.0.0.1:8787", &own));
    assert!(!allows_origin(&tenant, "self", &own));
    assert!(!allows_origin(&tenant, "https://a.studio.example", &own));
    assert!(!allows_origin(&tenant, "null", &own));
}

#[test]
fn the_studios_file_is_good() {
    read(include_str!("../../../../tenants/studio/tenant.json")).unwrap();
}
