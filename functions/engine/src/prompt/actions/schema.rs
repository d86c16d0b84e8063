//! The shapes of what may be done, as a JSON Schema in strict mode: one for each kind of call, with the tenant's types, fields
//! and states as what there is to choose from.
//!
//! One shape serves all types: one for each type would be ten times as many tokens. A field of another type than the one that
//! was named is found out when the call is carried out.

use serde_json::{Value as Json, json};
use shared::tenant::{RecordAction, RecordType};
use shared::value::Kind;

use super::Allowed;
use super::strict::strict;

/// What a call takes, by name.
type Properties = Vec<(&'static str, Json)>;

/// The shapes that are offered; none where nothing may be done.
pub(in crate::prompt) fn shapes(allowed: &Allowed<'_>) -> Vec<Json> {
    let mut shapes = Vec::new();
    let found = allowed.types(RecordAction::Find);
    if !found.is_empty() {
        shapes.push(find(&found));
        shapes.push(count(&found));
        shapes.push(call("show", &[("target", target(&found)), ("field", or_null(&fields(&found, &[])))]));
        let linked = |one: &&RecordType| one.display.link.is_some() || one.display.list_link.is_some();
        let linked: Vec<&RecordType> = found.iter().copied().filter(linked).collect();
        if !linked.is_empty() {
            shapes.push(call(
                "navigate",
                &[
                    ("type", or_null(&keys(&linked))),
                    ("target", json!({ "anyOf": [target(&linked), { "type": "null" }] })),
                ],
            ));
        }
    }
    let created = allowed.types(RecordAction::Create);
    if !created.is_empty() {
        shapes.push(call("create", &[("type", one_of(&keys(&created))), ("fields", values(&created))]));
    }
    let of = |action, name, more: &dyn Fn(&[&RecordType]) -> Properties| {
        let types = allowed.types(action);
        (!types.is_empty()).then(|| {
            let mut properties = vec![("target", target(&types))];
            properties.extend(more(&types));
            call(name, &properties)
        })
    };
    shapes.extend(of(RecordAction::Update, "update", &|types| vec![("fields", values(types))]));
    shapes.extend(of(RecordAction::ChangeStatus, "change_status", &|types| {
        vec![("to", one_of(&states(types)))]
    }));
    shapes.extend(of(RecordAction::Comment, "comment", &|_| vec![("text", text())]));
    shapes.extend(of(RecordAction::LinkCommit, "link_commit", &|_| vec![("commit", text())]));
    shapes.extend(of(RecordAction::Delete, "delete", &|_| Vec::new()));
    shapes.extend(allowed.callable().map(|tool| {
        let arguments = strict(&tool.parameters).unwrap_or_else(text);
        call("tool", &[("name", one_of(&[json!(tool.name)])), ("arguments", arguments)])
    }));
    shapes
}

fn find(types: &[&RecordType]) -> Json {
    let by = fields(types, &["id", "status", "created_at", "changed_at"]);
    let order = object(&[("by", one_of(&by)), ("descending", json!({ "type": "boolean" }))]);
    call(
        "find",
        &[
            ("type", one_of(&keys(types))),
            ("filters", filters(types)),
            ("words", text_or_null()),
            ("order", json!({ "anyOf": [order, { "type": "null" }] })),
        ],
    )
}

fn count(types: &[&RecordType]) -> Json {
    let of_kind = |wanted: &[Kind]| {
        let fields = types.iter().flat_map(|one| &one.fields).filter(|field| wanted.contains(&field.kind));
        distinct(fields.map(|field| field.key.as_str()))
    };
    let sums = of_kind(&[Kind::Number, Kind::Money]);
    let sum = if sums.is_empty() { json!({ "type": "null" }) } else { or_null(&sums) };
    call(
        "count",
        &[
            ("type", one_of(&keys(types))),
            ("filters", filters(types)),
            ("by", or_null(&fields(types, &["status"]))),
            ("sum", sum),
        ],
    )
}

fn filters(types: &[&RecordType]) -> Json {
    let tests = ["is", "in", "not_in", "at_least", "at_most", "known"].map(|test| json!(test));
    let filter = object(&[
        ("field", one_of(&fields(types, &["id", "status", "created_by", "created_at", "changed_at"]))),
        ("test", one_of(&tests)),
        ("values", json!({ "type": "array", "items": text() })),
    ]);
    json!({ "type": "array", "items": filter })
}

/// What is known of a record, each value as it was said, as declared, or by the day.
fn values(types: &[&RecordType]) -> Json {
    let value = object(&[("field", one_of(&fields(types, &[]))), ("value", text_or_null())]);
    json!({ "type": "array", "items": value })
}

fn target(types: &[&RecordType]) -> Json {
    object(&[
        ("type", or_null(&keys(types))),
        ("id", text_or_null()),
        ("words", text_or_null()),
        ("nth", json!({ "type": ["integer", "null"] })),
    ])
}

fn call(name: &str, properties: &[(&str, Json)]) -> Json {
    let mut all = vec![("call", one_of(&[json!(name)]))];
    all.extend(properties.iter().cloned());
    object(&all)
}

/// Strict mode wants every property required and no others.
pub(super) fn object(properties: &[(&str, Json)]) -> Json {
    let required: Vec<&str> = properties.iter().map(|(name, _)| *name).collect();
    let fields: serde_json::Map<String, Json> =
        properties.iter().map(|(name, shape)| ((*name).to_owned(), shape.clone())).collect();
    json!({ "type": "object", "properties": fields, "required": required, "additionalProperties": false })
}

fn text() -> Json {
    json!({ "type": "string" })
}

fn text_or_null() -> Json {
    json!({ "type": ["string", "null"] })
}

fn one_of(choices: &[Json]) -> Json {
    json!({ "type": "string", "enum": choices })
}

fn or_null(choices: &[Json]) -> Json {
    let mut choices = choices.to_vec();
    choices.push(Json::Null);
    json!({ "type": ["string", "null"], "enum": choices })
}

fn keys(types: &[&RecordType]) -> Vec<Json> {
    types.iter().map(|one| json!(one.key)).collect()
}

fn fields(types: &[&RecordType], more: &[&str]) -> Vec<Json> {
    let own = types.iter().flat_map(|one| &one.fields).map(|field| field.key.as_str());
    distinct(own.chain(more.iter().copied()))
}

fn states(types: &[&RecordType]) -> Vec<Json> {
    let settings = types.iter().filter_map(|one| one.status.as_ref());
    distinct(settings.flat_map(|status| &status.values).map(|state| state.value.as_str()))
}

fn distinct<'a>(names: impl Iterator<Item = &'a str>) -> Vec<Json> {
    let mut seen: Vec<Json> = Vec::new();
    for name in names {
        if !seen.iter().any(|one| one == name) {
            seen.push(json!(name));
        }
    }
    seen
}
