//! Whether what was asked and answered is of the schemas that the document gives for it.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock, Mutex};

use api::openapi::{Documented, document};
use jsonschema::Validator;
use serde_json::{Value as Json, json};

use super::tour::Seen;
use crate::world::Answer;

/// The document, without examples.
static DOCUMENT: LazyLock<Json> = LazyLock::new(|| document(&[]));

/// What checks a schema, by the schema's text.
static VALIDATORS: Mutex<BTreeMap<String, Arc<Validator>>> = Mutex::new(BTreeMap::new());

/// Holds an exchange against the document.
pub(super) fn check(seen: &Seen) {
    check_answer(&seen.documented, &seen.answer);
    if let (Some(body), true) = (&seen.body, seen.answer.status.is_success()) {
        let content = &operation(&seen.documented.operation)["requestBody"]["content"];
        valid(&content["application/json"]["schema"], body, &format!("request of {:?}", seen.documented));
    }
}

/// Holds an answer against the document.
pub(super) fn check_answer(documented: &Documented, answer: &Answer) {
    let place = format!("{documented:?}");
    let told = &operation(&documented.operation)["responses"][documented.status.to_string()];
    let told = told.get("$ref").map_or(told, referred);
    for (name, header) in told["headers"].as_object().unwrap() {
        let header = referred(&header["$ref"]);
        let is_needed = header["required"] == json!(true);
        assert!(!is_needed || answer.headers.contains_key(name), "{name} is missing: {place}");
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
                valid(&media["x-events"][&name], &data, &format!("event {name} of {place}"));
            }
        }
        "text/html" => {}
        _ => valid(&media["schema"], &answer.json(), &place),
    }
}

/// What a reference leads to.
fn referred(reference: &Json) -> &'static Json {
    DOCUMENT.pointer(reference.as_str().unwrap().trim_start_matches('#')).unwrap()
}

fn operation(id: &str) -> &'static Json {
    let paths = DOCUMENT["paths"].as_object().unwrap().values();
    let mut operations = paths.flat_map(|methods| methods.as_object().unwrap().values());
    operations.find(|operation| operation["operationId"] == id).unwrap()
}

fn valid(schema: &Json, value: &Json, place: &str) {
    assert!(schema.is_object(), "no schema: {place}");
    let validator = validator(schema);
    let mistakes: Vec<String> =
        validator.iter_errors(value).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(mistakes.is_empty(), "{place}\n{mistakes:#?}\n{value:#}");
}

fn validator(schema: &Json) -> Arc<Validator> {
    let mut validators = VALIDATORS.lock().unwrap();
    let made = validators.entry(schema.to_string()).or_insert_with(|| {
        let mut schema = schema.clone();
        schema["components"] = DOCUMENT["components"].clone();
        Arc::new(jsonschema::validator_for(&schema).unwrap())
    });
    Arc::clone(made)
}
