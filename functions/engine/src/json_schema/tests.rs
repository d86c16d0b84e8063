use serde_json::{Value as Json, json};

use super::{check, not_understood};

/// Held against what a checker of the whole standard says of the same.
fn both(schema: &Json, value: &Json) -> bool {
    assert_eq!(not_understood(schema), None, "{schema}");
    let theirs = jsonschema::validator_for(schema).unwrap().is_valid(value);
    assert_eq!(check(schema, value).is_ok(), theirs, "{value} against {schema}");
    theirs
}

#[test]
fn values_are_judged_as_a_whole_implementation_judges_them() {
    let order = json!({
        "type": "object", "required": ["article"], "additionalProperties": false,
        "properties": {
            "article": { "type": "string", "minLength": 2, "maxLength": 5, "pattern": "^[a-zé]+$" },
            "pieces": { "type": "integer", "minimum": 1, "exclusiveMaximum": 10 },
            "price": { "type": ["number", "null"], "multipleOf": 0.5 },
            "size": { "enum": ["s", "m", 1] },
            "tags": { "type": "array", "items": { "type": "string" }, "maxItems": 2, "uniqueItems": true },
            "to": { "$ref": "#/$defs/place" },
        },
        "$defs": { "place": { "anyOf": [
            { "type": "string", "const": "home" },
            { "type": "object", "required": ["city"], "properties": { "city": { "type": "string" } } },
        ] } },
    });
    let good = [
        json!({ "article": "lamp" }),
        json!({ "article": "café", "pieces": 9.0, "price": 1.5, "size": 1.0, "tags": ["a", "b"], "to": "home" }),
        json!({ "article": "lamp", "price": null, "to": { "city": "Berlin", "zip": 1 } }),
    ];
    for value in &good {
        assert!(both(&order, value), "{value}");
    }
    for value in [
        json!(null),
        json!([]),
        json!("lamp"),
        json!({}),
        json!({ "article": 1 }),
        json!({ "article": "l" }),
        json!({ "article": "lantern" }),
        json!({ "article": "LAMP" }),
        json!({ "article": "lamp", "colour": "red" }),
        json!({ "article": "lamp", "pieces": 0 }),
        json!({ "article": "lamp", "pieces": 10 }),
        json!({ "article": "lamp", "pieces": 1.5 }),
        json!({ "article": "lamp", "pieces": "1" }),
        json!({ "article": "lamp", "price": 0.25 }),
        json!({ "article": "lamp", "size": "S" }),
        json!({ "article": "lamp", "tags": ["a", "a"] }),
        json!({ "article": "lamp", "tags": ["a", "b", "c"] }),
        json!({ "article": "lamp", "tags": [1] }),
        json!({ "article": "lamp", "to": "office" }),
        json!({ "article": "lamp", "to": {} }),
    ] {
        assert!(!both(&order, &value), "{value}");
    }
}

#[test]
fn other_words_are_judged_the_same() {
    let values = [
        json!(null),
        json!(true),
        json!(0),
        json!(1),
        json!(7),
        json!(-1.5),
        json!(""),
        json!("abc"),
        json!([]),
        json!([1, 2]),
        json!({}),
        json!({ "a": 1 }),
        json!({ "a": 1, "b": "x" }),
    ];
    for schema in [
        json!(true),
        json!(false),
        json!({}),
        json!({ "type": "object", "minProperties": 1, "maxProperties": 1 }),
        json!({ "oneOf": [{ "type": "number" }, { "minimum": 5 }] }),
        json!({ "not": { "type": "string" } }),
        json!({ "allOf": [{ "type": "integer" }, { "maximum": 3, "exclusiveMinimum": 0 }] }),
        json!({ "additionalProperties": { "type": "integer" } }),
        json!({ "propertyNames": { "maxLength": 0 } }),
        json!({ "items": { "minimum": 2 } }),
        json!({ "minItems": 1 }),
        json!({ "type": "object", "properties": { "a": { "$ref": "#/$defs/n" } }, "$defs": { "n": { "type": "string" } } }),
        json!({ "title": "Any", "description": "", "default": 1, "examples": [], "format": "date", "$comment": "" }),
    ] {
        for value in &values {
            both(&schema, value);
        }
    }
}

#[test]
fn what_is_not_understood_is_said_with_its_place() {
    for (schema, pointer) in [
        (json!({ "type": "object", "if": {} }), "/if"),
        (
            json!({ "properties": { "a": { "unevaluatedProperties": false } } }),
            "/properties/a/unevaluatedProperties",
        ),
        (json!({ "$ref": "https://example.com/schema.json" }), "/$ref"),
        (json!({ "$ref": "#/$defs/none" }), "/$ref"),
        (json!({ "pattern": "(?=a)" }), "/pattern"),
        (json!({ "pattern": "(a{1000}){1000}" }), "/pattern"),
        (json!({ "type": "text" }), "/type"),
        (json!({ "type": [] }), "/type"),
        (json!({ "required": "a" }), "/required"),
        (json!({ "anyOf": [] }), "/anyOf"),
        (json!({ "anyOf": [{}, 1] }), "/anyOf/1"),
        (json!({ "items": [{}] }), "/items"),
        (json!({ "maximum": "3" }), "/maximum"),
        (json!([]), ""),
    ] {
        let found = not_understood(&schema).unwrap_or_else(|| panic!("{schema}"));
        assert_eq!(found.pointer, pointer, "{schema}");
    }
}

#[test]
fn strangers_schemas_end_nothing() {
    let mut deep = json!({});
    for _ in 0..200 {
        deep = json!({ "allOf": [deep] });
    }
    assert!(check(&deep, &json!(1)).is_err());
    assert!(not_understood(&deep).is_some());
    let around = json!({ "$ref": "#" });
    assert!(check(&around, &json!(1)).is_err());
    let doubling = json!({ "anyOf": [{ "$ref": "#" }, { "$ref": "#" }, { "$ref": "#" }] });
    assert!(check(&doubling, &json!(1)).is_err());
    for odd in
        [json!({ "type": 1 }), json!({ "properties": 1 }), json!({ "enum": 1 }), json!({ "pattern": "(" })]
    {
        assert_eq!(check(&odd, &json!("x")), Ok(()), "{odd}");
    }
}
