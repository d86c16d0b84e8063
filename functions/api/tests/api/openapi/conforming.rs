//! Whether what was asked and answered is of the schemas that the document gives for it.

use jsonschema::Validator;
use serde_json::{Value as Json, json};

use super::tour::Seen;

/// Holds an exchange against the document.
pub(super) fn check(document: &Json, seen: &Seen) {
    let operation = operation(document, &seen.documented.operation);
    let answer = &seen.answer;
    let place = format!("{:?}", seen.documented);
    let told = &operation["responses"][seen.documented.status.to_string()];
    for (name, header) in told["headers"].as_object().unwrap() {
        let header = document.pointer(header["$ref"].as_str().unwrap().trim_start_matches('#')).unwrap();
        let is_needed = header["required"] == json!(true);
        assert!(!is_needed || answer.headers.contains_key(name), "{name} is missing: {place}");
    }
    if let (Some(body), true) = (&seen.body, answer.status.is_success()) {
        valid(document, &operation["requestBody"]["content"]["application/json"]["schema"], body, &place);
    }
    let Some(content) = told.get("content") else { return };
    let (media_type, media) = content
        .as_object()
        .unwrap()
        .iter()
        .find(|(name, _)| answer.headers["content-type"].to_str().unwrap().starts_with(name.as_str()))
        .unwrap_or_else(|| panic!("{place}"));
    match media_type.as_str() {
        "text/event-stream" => {
            for (name, data) in answer.events() {
                valid(document, &media["x-events"][&name], &data, &format!("event {name} of {place}"));
            }
        }
        "text/html" => {}
        _ => valid(document, &media["schema"], &answer.json(), &place),
    }
}

fn operation<'a>(document: &'a Json, id: &str) -> &'a Json {
    let paths = document["paths"].as_object().unwrap().values();
    let mut operations = paths.flat_map(|methods| methods.as_object().unwrap().values());
    operations.find(|operation| operation["operationId"] == id).unwrap()
}

fn valid(document: &Json, schema: &Json, value: &Json, place: &str) {
    let mut schema = schema.clone();
    assert!(schema.is_object(), "no schema: {place}");
    schema["components"] = document["components"].clone();
    let validator: Validator = jsonschema::validator_for(&schema).unwrap();
    let mistakes: Vec<String> =
        validator.iter_errors(value).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(mistakes.is_empty(), "{place}\n{mistakes:#?}\n{value:#}");
}
