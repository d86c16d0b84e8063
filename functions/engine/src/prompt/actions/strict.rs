//! A tool's own JSON Schema as strict mode takes it: simpler, with every property required. Checked is what the model writes
//! against the whole schema, by whoever calls the tool.
//!
//! Descriptions are left out: they are words of a stranger, and stand where strangers' words stand.

use serde_json::{Map, Value as Json, json};

/// Deeper is no schema that a model fills in.
const DEEPEST: usize = 6;

/// What strict mode takes of it; `None` where it cannot be said so: then the arguments are written as a text of JSON.
pub(super) fn strict(schema: &Json) -> Option<Json> {
    let object = schema.as_object()?;
    match object.get("type") {
        Some(Json::String(kind)) if kind == "object" => of_object(object, DEEPEST),
        None if object.contains_key("properties") || object.is_empty() => of_object(object, DEEPEST),
        _ => None,
    }
}

/// The arguments without what strict mode has added: a property that need not be there and is null was not said.
pub(super) fn relaxed(arguments: Json, schema: &Json) -> Json {
    match arguments {
        Json::Object(fields) => {
            let required: Vec<&str> =
                schema["required"].as_array().into_iter().flatten().filter_map(Json::as_str).collect();
            let said = fields
                .into_iter()
                .filter(|(name, value)| !value.is_null() || required.contains(&name.as_str()));
            Json::Object(
                said.map(|(name, value)| {
                    let value = relaxed(value, &schema["properties"][&name]);
                    (name, value)
                })
                .collect(),
            )
        }
        Json::Array(items) => items.into_iter().map(|item| relaxed(item, &schema["items"])).collect(),
        other => other,
    }
}

fn of_object(object: &Map<String, Json>, deep: usize) -> Option<Json> {
    if !matches!(object.get("additionalProperties"), None | Some(Json::Bool(false)))
        && !object.contains_key("properties")
    {
        return None;
    }
    let empty = Map::new();
    let properties = object.get("properties").map_or(Some(&empty), Json::as_object)?;
    let required: Vec<&str> = object
        .get("required")
        .and_then(Json::as_array)
        .into_iter()
        .flatten()
        .filter_map(Json::as_str)
        .collect();
    let mut shapes = Map::new();
    for (name, schema) in properties {
        let shape = of_value(schema, deep.checked_sub(1)?)?;
        let shape = if required.contains(&name.as_str()) { shape } else { or_null(shape) };
        shapes.insert(name.clone(), shape);
    }
    let names: Vec<&String> = properties.keys().collect();
    Some(json!({ "type": "object", "properties": shapes, "required": names, "additionalProperties": false }))
}

fn of_value(schema: &Json, deep: usize) -> Option<Json> {
    let object = schema.as_object()?;
    if let Some(choices) = object.get("enum").and_then(Json::as_array) {
        let is_plain = choices.iter().all(|choice| choice.is_string());
        return is_plain.then(|| json!({ "type": "string", "enum": choices }));
    }
    match object.get("type")?.as_str()? {
        "object" => of_object(object, deep),
        "array" => {
            Some(json!({ "type": "array", "items": of_value(object.get("items")?, deep.checked_sub(1)?)? }))
        }
        kind @ ("string" | "number" | "integer" | "boolean" | "null") => Some(json!({ "type": kind })),
        _ => None,
    }
}

fn or_null(shape: Json) -> Json {
    json!({ "anyOf": [shape, { "type": "null" }] })
}
