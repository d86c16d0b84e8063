//! What the model is told of the types of records, and of the tools.

use serde_json::{Value as Json, json};
use shared::tenant::{Field, RecordType};

use super::Allowed;

/// The most characters that a tool's owner may say of it here.
const LONGEST: usize = 400;

/// A line for each type that the visitor may know of.
pub(in crate::prompt) fn told_types(allowed: &Allowed<'_>) -> Vec<String> {
    allowed.known().into_iter().map(|one| told_type(one).to_string()).collect()
}

fn told_type(one: &RecordType) -> Json {
    let fields: serde_json::Map<String, Json> =
        one.fields.iter().map(|field| (field.key.clone(), json!(told_field(field)))).collect();
    let mut told = json!({ "type": one.key, "called": [one.one, one.many], "ids": format!("{}-1", one.id_prefix), "fields": fields });
    if let Some(status) = &one.status {
        let states: Vec<&str> = status.values.iter().map(|state| state.value.as_str()).collect();
        told["status"] = json!(states);
    }
    told
}

/// Its kind, and what there is to choose from.
fn told_field(field: &Field) -> String {
    let choices: Vec<&str> = field.choices.iter().map(|choice| choice.value.as_str()).collect();
    let mut told = field.kind.name().to_owned();
    if !choices.is_empty() {
        told = format!("{told}: {}", choices.join(", "));
    }
    if let Some(other) = &field.refers_to {
        told = format!("a {other}, by name or id");
    }
    if field.user {
        told = "a user's id, or me".to_owned();
    }
    if field.required { format!("{told}; required") } else { told }
}

/// What their owners say of the tools: words of strangers.
pub(in crate::prompt) fn told_tools(allowed: &Allowed<'_>) -> Option<Json> {
    let tools: serde_json::Map<String, Json> = allowed
        .callable()
        .map(|tool| (tool.name.clone(), told_tool(&tool.description, &tool.parameters)))
        .collect();
    (!tools.is_empty()).then_some(Json::Object(tools))
}

fn told_tool(description: &str, parameters: &Json) -> Json {
    let said = |schema: &Json| schema["description"].as_str().map(cut);
    let properties = parameters["properties"].as_object().into_iter().flatten();
    let arguments: serde_json::Map<String, Json> =
        properties.filter_map(|(name, schema)| Some((name.clone(), json!(said(schema)?)))).collect();
    json!({ "does": cut(description), "arguments": arguments })
}

fn cut(text: &str) -> String {
    text.chars().take(LONGEST).collect()
}
