//! What a new record has where nothing was said: what the rules leave no choice about, and the defaults.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde_json::{Value as Json, json};
use shared::tenant::{FieldDefault, Permission, RecordAction, RecordType};
use shared::value::Kind;

use super::access::{conditions, lets_set, permissions};
use super::matches::is_or_contains;
use super::{Actor, Condition, Test};

/// What a new record has.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Filled {
    /// Its fields: what was given, and what was filled in.
    pub fields: BTreeMap<String, Json>,
    /// Its state; absent where the type has none.
    pub status: Option<String>,
}

/// Fills in what a new record has where nothing was said. What was given stays as it is, whether it is right or not; it must
/// have been read already ([`super::validate_value`]).
///
/// A field that a rule of `create` leaves no choice about gets that value: the user's own, or the only one. The first of the
/// actor's permissions counts that what was given can keep.
#[must_use]
pub fn fill_in(
    record_type: &RecordType,
    actor: &Actor,
    today: Date,
    fields: &BTreeMap<String, Json>,
    status: Option<&str>,
) -> Filled {
    let given = Filled { fields: fields.clone(), status: status.map(str::to_owned) };
    let set: Vec<&str> = fields.keys().map(String::as_str).collect();
    let by_rules = permissions(record_type, RecordAction::Create, actor)
        .filter(|permission| lets_set(permission, &set))
        .find_map(|permission| by_rules(record_type, permission, actor, &given));
    let mut filled = by_rules.unwrap_or(given);
    for field in &record_type.fields {
        let Some(default) = &field.default else { continue };
        let value = match default {
            FieldDefault::Value(value) => Some(value.clone()),
            FieldDefault::From(path) => actor.known(path),
            FieldDefault::Today(is_today) => is_today.then(|| json!(today.to_string())),
        };
        if let Some(value) = value.and_then(|value| of_kind(field.kind, value)) {
            filled.fields.entry(field.key.clone()).or_insert(value);
        }
    }
    if filled.status.is_none() {
        filled.status = record_type.status.as_ref().map(|settings| settings.initial.clone());
    }
    filled
}

/// What was given, with what this permission's rules leave no choice about; `None` where they cannot be kept.
fn by_rules(
    record_type: &RecordType,
    permission: &Permission,
    actor: &Actor,
    given: &Filled,
) -> Option<Filled> {
    let mut filled = given.clone();
    for condition in conditions(&permission.rules, actor)? {
        let Some(value) = only_value(&condition) else { continue };
        match condition.field.as_str() {
            "created_by" => (actor.name() == value.as_str()?).then_some(())?,
            "status" => {
                let wanted = value.as_str()?;
                let status = filled.status.get_or_insert_with(|| wanted.to_owned());
                (status == wanted).then_some(())?;
            }
            key => {
                let kind = record_type.field(key)?.kind;
                match filled.fields.get(key) {
                    Some(given) => is_or_contains(given, &value).then_some(())?,
                    None => drop(filled.fields.insert(key.to_owned(), of_kind(kind, value)?)),
                }
            }
        }
    }
    Some(filled)
}

/// The value that the condition leaves no choice about.
fn only_value(condition: &Condition) -> Option<Json> {
    match &condition.test {
        Test::Is(value) => Some(value.clone()),
        Test::In(values) => match values.as_slice() {
            [value] => Some(value.clone()),
            _ => None,
        },
        Test::NotIn(_) | Test::AtLeast(_) | Test::AtMost(_) | Test::Known(_) => None,
    }
}

/// One value for a field of this kind: a list of it where the kind is a list.
fn of_kind(kind: Kind, value: Json) -> Option<Json> {
    match (kind, value) {
        (Kind::List, value @ Json::Array(_)) => Some(value),
        (Kind::List, value) => Some(json!([value])),
        (_, Json::Array(_)) => None,
        (_, value) => Some(value),
    }
}
