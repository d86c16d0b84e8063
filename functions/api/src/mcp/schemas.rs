//! The arguments of each tool as JSON Schema.

use engine::records::{Actor, fields_allowed};
use serde_json::{Map, Value, json};
use shared::tenant::{Destructive, Field, RecordAction, RecordType};
use shared::value::Kind;

use super::offer::Deed;

/// The most of what is searched, and the longest texts.
const TEXT_AT_MOST: u32 = 4_000;
const WORDS_AT_MOST: u32 = 500;
const FILTERS_AT_MOST: u32 = 12;

/// What is known of every record, beside its fields.
const ANYWAY: [&str; 4] = ["id", "created_by", "created_at", "changed_at"];

pub(super) fn search() -> Value {
    object(
        json!({
            "query": { "type": "string", "minLength": 1, "maxLength": WORDS_AT_MOST, "description": "What is asked." },
            "limit": { "type": "integer", "minimum": 1, "maximum": 10, "description": "At most so many; 3 where absent." },
        }),
        &["query"],
    )
}

pub(super) fn of(deed: Deed, of: &RecordType, actor: &Actor) -> Value {
    let id = json!({ "type": "string", "maxLength": 60, "description": format!("The id, such as `{}-12`.", of.id_prefix) });
    match deed {
        Deed::Search => search(),
        Deed::Find => object(
            json!({
                "words": { "type": "string", "maxLength": WORDS_AT_MOST, "description": "Words of its name." },
                "filters": filters(of),
                "order_by": { "enum": order(of) },
                "descending": { "type": "boolean" },
            }),
            &[],
        ),
        Deed::Count => object(
            json!({
                "filters": filters(of),
                "by": { "enum": known(of), "description": "One number for each value of this." },
                "sum": { "enum": sums(of), "description": "The field that is summed in place of counting." },
            }),
            &[],
        ),
        Deed::Get => object(json!({ "id": id }), &["id"]),
        Deed::Create => {
            let required = of.fields.iter().filter(|field| field.required && field.default.is_none());
            let required: Vec<&str> = required.map(|field| field.key.as_str()).collect();
            // What a rule fills in need not be said.
            let filled = filled_in(of);
            let required: Vec<&str> = required.into_iter().filter(|key| !filled.contains(key)).collect();
            let fields = fields(of, RecordAction::Create, actor, false);
            object(json!({ "fields": object(Value::Object(fields), &required) }), &["fields"])
        }
        Deed::Update => {
            let fields = fields(of, RecordAction::Update, actor, true);
            object(json!({ "id": id, "fields": object(Value::Object(fields), &[]) }), &["id", "fields"])
        }
        Deed::ChangeStatus => {
            let values: Vec<&str> = of
                .status
                .iter()
                .flat_map(|status| &status.values)
                .map(|status| status.value.as_str())
                .collect();
            object(json!({ "id": id, "to": { "enum": values } }), &["id", "to"])
        }
        Deed::Comment => {
            let text = json!({ "type": "string", "minLength": 1, "maxLength": TEXT_AT_MOST });
            object(json!({ "id": id, "text": text }), &["id", "text"])
        }
        Deed::LinkCommit => {
            let commit = json!({ "type": "string", "pattern": "^[0-9a-fA-F]{7,40}$" });
            object(json!({ "id": id, "commit": commit }), &["id", "commit"])
        }
        Deed::Delete if of.delete == Destructive::Confirm => {
            let confirmation = json!({
                "type": "string", "maxLength": 8_000, "description": "What the first call answered, once it is agreed to.",
            });
            object(json!({ "id": id, "confirmation": confirmation }), &["id"])
        }
        Deed::Delete => object(json!({ "id": id }), &["id"]),
    }
}

fn object(properties: Value, required: &[&str]) -> Value {
    let mut schema = json!({ "type": "object", "properties": properties, "additionalProperties": false });
    if !required.is_empty() {
        schema["required"] = json!(required);
    }
    schema
}

/// The fields that may be set.
fn fields(of: &RecordType, action: RecordAction, actor: &Actor, nullable: bool) -> Map<String, Value> {
    let allowed = fields_allowed(of, action, actor);
    let fields = of.fields.iter().filter(|field| allowed.contains(&field.key));
    fields.map(|field| (field.key.clone(), value(field, nullable))).collect()
}

/// Fields that a permission to create asks to equal something of the user: they are filled in with it.
fn filled_in(of: &RecordType) -> Vec<&str> {
    let permissions = of.permissions.iter().filter(|one| one.actions.contains(&RecordAction::Create));
    let rules = permissions.flat_map(|one| &one.rules).filter(|rule| rule.equals.is_some());
    rules.map(|rule| rule.field.as_str()).collect()
}

/// What a field holds. A text is read as what people write: `250 EUR`, `next Friday`.
fn value(field: &Field, nullable: bool) -> Value {
    let mut choices: Vec<Value> = field.choices.iter().map(|choice| choice.value.clone().into()).collect();
    let (mut types, form) = match field.kind {
        Kind::Text | Kind::Choice => (vec!["string"], ""),
        Kind::Number => (vec!["number", "object", "string"], ""),
        Kind::Money => (vec!["string", "object"], " An amount with its currency: `250 EUR`."),
        Kind::Date => (vec!["string", "object"], " A day: `2027-01-11`."),
        Kind::Duration => (vec!["string", "object"], " A duration: `6 weeks`."),
        Kind::List => (vec!["array"], ""),
        Kind::Email => (vec!["string"], " An e-mail address."),
        Kind::Phone => (vec!["string"], " A telephone number."),
        Kind::Url => (vec!["string"], " An address on the web."),
        Kind::YesNo => (vec!["boolean"], ""),
    };
    let refers = field.refers_to.as_ref().map(|to| format!(" The id or name of a {to}.")).unwrap_or_default();
    let mut schema = json!({ "description": format!("{}.{form}{refers}", field.name()) });
    if field.kind == Kind::List {
        let of = if choices.is_empty() { json!({ "type": "string" }) } else { json!({ "enum": choices }) };
        schema["items"] = of;
        schema["maxItems"] = 50.into();
    } else if !choices.is_empty() {
        if nullable {
            choices.push(Value::Null);
        }
        schema["enum"] = choices.into();
    }
    if nullable {
        types.push("null");
    }
    schema["type"] = json!(types);
    if types.contains(&"string") {
        schema["maxLength"] = TEXT_AT_MOST.into();
    }
    schema
}

/// What a record is asked by.
fn known(of: &RecordType) -> Vec<&str> {
    let fields = of.fields.iter().map(|field| field.key.as_str());
    fields.chain(of.status.as_ref().map(|_| "status")).chain(ANYWAY).collect()
}

fn order(of: &RecordType) -> Vec<&str> {
    known(of).into_iter().filter(|name| !matches!(*name, "id" | "created_by")).collect()
}

fn sums(of: &RecordType) -> Vec<&str> {
    let fields = of.fields.iter().filter(|field| matches!(field.kind, Kind::Number | Kind::Money));
    // A schema that takes nothing needs something that is not there.
    let found: Vec<&str> = fields.map(|field| field.key.as_str()).collect();
    if found.is_empty() { vec![""] } else { found }
}

fn filters(of: &RecordType) -> Value {
    let any = json!({ "type": ["string", "number", "boolean"], "maxLength": WORDS_AT_MOST });
    let several = json!({ "type": "array", "items": any, "minItems": 1, "maxItems": 50 });
    let filter = object(
        json!({
            "field": { "enum": known(of) },
            "is": any,
            "in": several,
            "not_in": several,
            "at_least": any,
            "at_most": any,
            "known": { "type": "boolean" },
        }),
        &["field"],
    );
    json!({ "type": "array", "items": filter, "maxItems": FILTERS_AT_MOST, "description": "Each must hold." })
}
