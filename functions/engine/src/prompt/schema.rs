//! The function's parameters: a JSON Schema in strict mode, made from the tenant's attributes.
//!
//! Strict mode wants every property required and no others; what may be absent is therefore `null`. The order of the
//! properties is the order in which the model writes them: commands first, so that they can be applied while the
//! reply is still being written; then what is to be done, so that nothing is told of it before it is.

use serde_json::{Value as Json, json};
use shared::tenant::{Attribute, TenantFile};
use shared::value::Kind;

use super::{CONVERSATIONAL_SCOPING, FunctionTexts};
use crate::ports::FunctionSchema;

/// What a function takes besides what every function takes.
#[derive(Debug, Clone, Default)]
pub(super) struct Extra {
    /// The shapes of what may be done; none where nothing may.
    pub(super) actions: Vec<Json>,
    /// Whether the model says from which entries it has answered.
    pub(super) sources: bool,
}

/// The function for what this tenant gathers.
pub(super) fn function(tenant: &TenantFile, extra: Extra) -> FunctionSchema {
    let prompt = &*CONVERSATIONAL_SCOPING;
    let (texts, attributes) = (&prompt.function, &tenant.scope.attributes);
    let keys: Vec<Json> = attributes.iter().map(|attribute| json!(attribute.key)).collect();
    let mut asks = keys.clone();
    asks.push(Json::Null);
    let mut properties = vec![(
        "commands",
        json!({ "type": "array", "description": texts.commands, "items": commands(texts, attributes, &keys) }),
    )];
    if !extra.actions.is_empty() {
        let actions =
            json!({ "type": "array", "description": texts.actions, "items": { "anyOf": extra.actions } });
        properties.push(("actions", actions));
    }
    properties
        .push(("intent", json!({ "type": "string", "description": texts.intent, "enum": prompt.intents })));
    properties.push(("asks", json!({ "type": ["string", "null"], "description": texts.asks, "enum": asks })));
    if extra.sources {
        let sources = json!({ "type": "array", "description": texts.sources, "items": { "type": "string" } });
        properties.push(("sources", sources));
    }
    properties.push(("reply", json!({ "type": "string", "description": texts.reply })));
    let required: Vec<&str> = properties.iter().map(|(name, _)| *name).collect();
    let required = json!(required);
    let properties: serde_json::Map<String, Json> =
        properties.into_iter().map(|(name, shape)| (name.to_owned(), shape)).collect();
    let parameters = json!({
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": false,
    });
    FunctionSchema { name: texts.name.clone(), description: texts.description.clone(), parameters }
}

/// One shape a command: `set` for each attribute with its own type of value, and the operations without a value.
fn commands(texts: &FunctionTexts, attributes: &[Attribute], keys: &[Json]) -> Json {
    let command = |operations: Json, keys: Json, value: Json| {
        json!({
            "type": "object",
            "properties": {
                "operation": { "type": "string", "enum": operations },
                "key": { "type": "string", "enum": keys },
                "value": value,
                "quote": { "type": "string", "description": texts.quote },
                "approximate": { "type": "boolean", "description": texts.approximate },
            },
            "required": ["operation", "key", "value", "quote", "approximate"],
            "additionalProperties": false,
        })
    };
    let mut shapes: Vec<Json> = attributes
        .iter()
        .map(|attribute| {
            let operations = if attribute.kind == Kind::List {
                json!(["set", "append", "remove"])
            } else {
                json!(["set"])
            };
            command(operations, json!([attribute.key]), value(attribute))
        })
        .collect();
    if !keys.is_empty() {
        shapes.push(command(json!(["clear", "decline"]), json!(keys), json!({ "type": "null" })));
    }
    if shapes.is_empty() {
        // A tenant that gathers nothing: the list of commands stays empty, but strict mode wants a shape.
        shapes.push(command(json!(["clear"]), json!([""]), json!({ "type": "null" })));
    }
    json!({ "anyOf": shapes })
}

fn value(attribute: &Attribute) -> Json {
    let declared: Vec<&str> = attribute.choices.iter().map(|choice| choice.value.as_str()).collect();
    match attribute.kind {
        Kind::Text => text("As said, without the words around it."),
        Kind::Number => ends("number", None),
        Kind::Money => ends("number", Some("ISO 4217, such as EUR.")),
        Kind::Date => span(),
        Kind::Duration => ends("duration", None),
        Kind::Choice => json!({ "type": "string", "enum": declared }),
        Kind::List => json!({ "type": "array", "items": { "type": "string", "enum": declared } }),
        Kind::Email => text("An e-mail address."),
        Kind::Phone => text("E.164, such as +491712345678."),
        Kind::Url => text("With its scheme."),
        Kind::YesNo => json!({ "type": "boolean" }),
    }
}

fn text(description: &str) -> Json {
    json!({ "type": "string", "description": description })
}

/// `{"min", "max"}`; one value is both ends, an open end is null.
fn ends(of: &str, currency: Option<&str>) -> Json {
    let end = if of == "duration" {
        json!({ "type": ["string", "null"], "description": "ISO 8601, such as P6W or PT1H30M." })
    } else {
        json!({ "type": ["number", "null"] })
    };
    let mut properties = json!({ "min": end, "max": end });
    let mut required = vec!["min", "max"];
    if let (Some(description), Some(fields)) = (currency, properties.as_object_mut()) {
        fields.insert("currency".to_owned(), text(description));
        required.push("currency");
    }
    object(
        "One value: min and max alike. \"Up to\": min is null. \"At least\": max is null.",
        &properties,
        &required,
    )
}

fn span() -> Json {
    let end = json!({ "type": ["string", "null"], "description": "YYYY-MM-DD" });
    object(
        "One day: from and to alike; an open end is null.",
        &json!({ "from": end, "to": end }),
        &["from", "to"],
    )
}

fn object(description: &str, properties: &Json, required: &[&str]) -> Json {
    json!({
        "type": "object",
        "description": description,
        "properties": properties,
        "required": required,
        "additionalProperties": false,
    })
}
