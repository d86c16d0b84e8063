//! The JSON Schema of the tenant file, made from its types (feature `schema`): for editors, and for `engine::tenant`, which
//! reads files by it.
//!
//! The types here stand in for texts that follow a rule. `patternErrorMessage` is what editors on VS Code's JSON service
//! show where the rule is broken; others ignore it.

use core::marker::PhantomData;
use std::borrow::Cow;

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use super::{Requirement, TenantFile};

/// The schema of a tenant file: JSON Schema 2020-12.
#[must_use]
pub fn schema() -> Schema {
    SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<TenantFile>()
}

/// Text that is not empty, of at most so many characters.
pub(super) struct Text<const MAX: usize>;

impl<const MAX: usize> JsonSchema for Text<MAX> {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> Cow<'static, str> {
        format!("TextOf{MAX}").into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string", "maxLength": MAX, "pattern": r"\S", "patternErrorMessage": "must not be empty",
        })
    }
}

/// Declares a type that stands for texts of one pattern.
macro_rules! texts {
    ($($(#[$meta:meta])* $name:ident: $pattern:literal, $reason:literal, $examples:expr;)*) => {$(
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
                json_schema!({
                    "type": "string", "maxLength": 200, "pattern": $pattern, "patternErrorMessage": $reason, "examples": $examples,
                })
            }
        }
    )*};
}

texts! {
    /// A tenant's id.
    TenantId: "^[a-z][a-z0-9-]{0,39}$", "takes 1 to 40 of a-z, 0-9 and -, beginning with a letter", ["studio"];
    /// An attribute's key.
    AttributeKey: "^[a-z][a-z0-9_]{0,39}$", "takes 1 to 40 of a-z, 0-9 and _, beginning with a letter", ["budget"];
    /// Where the widget may run.
    Origin: r"^(self|https?://([a-z0-9_]([a-z0-9_.-]*[a-z0-9_-])?|\[[0-9a-f:.]+\])(:[1-9][0-9]{0,4})?|https://\*(\.[a-z0-9_][a-z0-9_-]*)+\.[a-z][a-z0-9-]*(:[1-9][0-9]{0,4})?)$",
        "must be `self` or an origin such as `https://example.com`: scheme and host, no path; or `https://*.example.com` for all \
         hosts below one",
        ["https://example.com", "https://*.example.com", "self"];
    /// The name of a secret.
    SecretName: "^[A-Z][A-Z0-9_]{0,63}$",
        "takes 1 to 64 of A-Z, 0-9 and _, beginning with a letter: the name of a secret, never the secret itself",
        ["STUDIO_WEBHOOK"];
    /// An address that the server calls.
    WebhookUrl: r"^https?://[^\s#@]+$", "must be an address such as `https://example.com/hooks`, without user or fragment",
        ["https://example.com/hooks/anteroom"];
    /// A language.
    LanguageTag: "^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$", "must be a language tag (BCP 47), such as `en-GB`", ["en-GB"];
    /// A country.
    Country: "^[A-Z]{2}$", "must be two capital letters (ISO 3166-1 alpha-2), such as `DE`", ["DE"];
    /// A colour.
    Color: "^#[0-9a-fA-F]{6}$", "must be a colour such as `#3056d3`", ["#3056d3"];
    /// A key of the keyboard.
    Letter: "^[a-z]$", "must be one letter of a to z", ["k"];
    /// Hours of a day.
    Hours: "^([01][0-9]|2[0-3]):[0-5][0-9]-(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$",
        "must be hours such as `09:00-17:30`", ["09:00-17:30"];
    /// Which pages.
    PathPattern: r"^/\S*$", "must be a path that begins with `/`, such as `/pricing/*`",
        ["/pricing/*"];
    /// What stands before the number of a record's id.
    IdPrefix: "^[A-Z][A-Z0-9]{0,9}$", "takes 1 to 10 of A-Z and 0-9, beginning with a letter", ["TSK"];
    /// Something of the user.
    OfUser: r"^(visitor|user\.[a-z][a-z0-9_]{0,39})$", "must be `visitor`, `user.id`, `user.role` or `user.` and a name of `users.claims.attributes`",
        ["user.client_id"];
    /// The name of an entry of knowledge.
    EntryId: "^[a-z0-9][a-z0-9_/#-]{0,99}$", "takes 1 to 100 of a-z, 0-9, `-`, `_`, `/` and `#`, beginning with a letter or digit",
        ["prices"];
    /// Which pages, or error pages.
    PageName: r"^(error|/\S*)$", "must be a path that begins with `/`, such as `/pricing/*`, or `error`", ["/pricing/*", "error"];
    /// Where a button leads: never to another scheme, and not to another host by a path that looks like one's own.
    Link: r"^(https://[^\s\\]+|/([^/\\\s][^\s\\]*)?)$",
        "must be an `https` address, or a path of the page's own site such as `/offer`", ["/offer"];
}

/// Something for each language.
pub(super) struct ByLanguage<T>(PhantomData<T>);

impl<T: JsonSchema> JsonSchema for ByLanguage<T> {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> Cow<'static, str> {
        format!("{}ByLanguage", T::schema_name()).into()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "object",
            "propertyNames": LanguageTag::json_schema(generator),
            "additionalProperties": generator.subschema_for::<T>(),
        })
    }
}

impl JsonSchema for Requirement {
    fn schema_name() -> Cow<'static, str> {
        "Requirement".into()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "Whether an estimate needs the attribute.",
            "oneOf": [
                { "const": "always", "description": "It does." },
                {
                    "const": "optional",
                    "description": "It does not; it is asked while confidence is short of the threshold.",
                },
                {
                    "type": "object",
                    "description": "It does when another attribute has certain values; otherwise the attribute does not apply at all.",
                    "additionalProperties": false,
                    "required": ["when"],
                    "properties": { "when": {
                        "type": "object",
                        "description": "A condition on another attribute, with exactly one test.",
                        "additionalProperties": false,
                        "required": ["key"],
                        "oneOf": [{ "required": ["equals"] }, { "required": ["in"] }, { "required": ["at_least"] }],
                        "properties": {
                            "key": AttributeKey::json_schema(generator),
                            "equals": {
                                "description": "Its value is this one; a list holds it.",
                                "type": ["string", "boolean", "number"],
                            },
                            "in": {
                                "description": "Its value is one of these; a list holds one of them.",
                                "type": "array",
                                "items": { "type": ["string", "boolean", "number"] },
                            },
                            "at_least": {
                                "description": "Its value (a number or money; a range counts by its upper end) is at least this.",
                                "type": "number",
                            },
                        },
                    } },
                },
            ],
        })
    }
}
