//! What the schemas of the wire's types say beyond their shape (feature `schema`): rules that the handlers check.

use std::borrow::Cow;

use super::Shown;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

/// Declares a type that stands for a schema of one keyword set.
macro_rules! stand_ins {
    ($($(#[$meta:meta])* $name:ident: $schema:tt;)*) => {$(
        $(#[$meta])*
        pub(super) struct $name;

        impl JsonSchema for $name {
            fn inline_schema() -> bool {
                true
            }
            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }
            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!($schema)
            }
        }
    )*};
}

stand_ins! {
    /// The sender's id of a message.
    MessageId: { "type": "string", "minLength": 8, "maxLength": 64, "pattern": "^[A-Za-z0-9_-]+$" };
    /// What a time zone's name looks like.
    TimeZoneName: { "type": "string", "minLength": 1, "maxLength": 64, "pattern": "^[A-Za-z0-9/_+-]+$" };
    /// What is set, by key.
    EditTexts: {
        "type": "object",
        "propertyNames": { "maxLength": 40 },
        "maxProperties": 100,
        "additionalProperties": { "type": "string", "pattern": r"\S", "maxLength": 1_000 },
    };
    /// What is cleared.
    EditKeys: { "type": "array", "items": { "type": "string", "maxLength": 40 }, "maxItems": 100 };
}

/// A message that is not blank, or an edit: never both.
pub(super) fn either_message_or_edit(schema: &mut Schema) {
    also(
        schema,
        json_schema!({ "oneOf": [
            {
                "required": ["message"],
                "properties": { "message": { "pattern": r"\S" }, "edit": { "type": "null" } },
            },
            {
                "required": ["edit"],
                "properties": { "message": { "maxLength": 0 }, "edit": { "type": "object" } },
            },
        ] }),
    );
}

/// An edit that changes something.
pub(super) fn at_least_one_change(schema: &mut Schema) {
    also(
        schema,
        json_schema!({ "anyOf": [
            { "required": ["set"], "properties": { "set": { "minProperties": 1 } } },
            { "required": ["clear"], "properties": { "clear": { "minItems": 1 } } },
            { "required": ["confirm"], "properties": { "confirm": { "const": true } } },
        ] }),
    );
}

fn also(schema: &mut Schema, mut more: Schema) {
    for (keyword, value) in core::mem::take(more.ensure_object()) {
        schema.insert(keyword, value);
    }
}

impl JsonSchema for Shown {
    fn schema_name() -> Cow<'static, str> {
        "Value".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A value, by the kind of its attribute. An open end of a range is null.",
            "anyOf": [
                { "type": "string", "description": "text, choice, email, phone (E.164), url, or a date (ISO 8601)" },
                { "type": "number", "description": "number" },
                { "type": "boolean", "description": "yes_no" },
                { "type": "array", "items": { "type": "string" }, "description": "list" },
                {
                    "type": "object",
                    "description": "money, in whole units of an ISO 4217 currency; one amount has `min` and `max` alike",
                    "properties": {
                        "min": { "type": ["number", "null"] },
                        "max": { "type": ["number", "null"] },
                        "currency": { "type": "string", "pattern": "^[A-Z]{3}$" },
                    },
                    "required": ["min", "max", "currency"],
                },
                {
                    "type": "object",
                    "description": "a range of numbers, or of durations (ISO 8601)",
                    "properties": {
                        "min": { "type": ["number", "string", "null"] },
                        "max": { "type": ["number", "string", "null"] },
                    },
                    "required": ["min", "max"],
                },
                {
                    "type": "object",
                    "description": "a span of days (ISO 8601)",
                    "properties": { "from": { "type": ["string", "null"] }, "to": { "type": ["string", "null"] } },
                    "required": ["from", "to"],
                },
            ],
        })
    }
}
