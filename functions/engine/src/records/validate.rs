//! Whether a record's fields and state are such as its type can have, and their one way of being written.

use std::collections::BTreeMap;

use serde::de::DeserializeSeed as _;
use serde_json::Value as Json;
use shared::tenant::{Attribute, Field, RecordType, Requirement, StatusSettings};
use shared::value::Kind;
use shared::wire::Record;

use crate::rules::read_typed;
use crate::rules::values::Context;
use crate::scope::{Invalid, validate};
use crate::tenant::nearest;

/// The longest list of one field.
const LIST_MAX: usize = 50;

/// What is wrong with one field of a record.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{field}`: {wrong}")]
pub struct FieldError {
    /// The field, or `status`.
    pub field: String,
    /// What is wrong with it.
    pub wrong: Wrong,
}

/// What is wrong with a field.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Wrong {
    /// The type has no such field; the nearest that it has.
    #[error("there is no such field{}", suggestion(.0))]
    Unknown(Option<String>),
    /// A record must have it.
    #[error("it must be known")]
    Missing,
    /// The value is not of its kind, and cannot be read as one.
    #[error("it must be {}", shape(*.0))]
    Kind(Kind),
    /// The value is of its kind, but no value that it can hold.
    #[error("{0}")]
    Value(Invalid),
    /// It is none of the choices.
    #[error("`{given}` is not one of {}", listed(.allowed))]
    Choice {
        /// What was given.
        given: String,
        /// The declared values.
        allowed: Vec<String>,
    },
    /// A list with too much in it.
    #[error("it has more than {LIST_MAX} values")]
    TooMany,
    /// The type has no states.
    #[error("records of this type have no status")]
    NoStatus,
    /// The state may not follow the one that the record is in.
    #[error("`{to}` cannot follow `{from}`{}", following(.allowed))]
    Transition {
        /// The state that the record is in.
        from: String,
        /// The state that it was to come to.
        to: String,
        /// The states that may follow; maybe none.
        allowed: Vec<String>,
    },
}

/// Fields and state as they are kept.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Valid {
    /// The fields that were given; `None` is no longer known (never of a new record).
    pub fields: BTreeMap<String, Option<Json>>,
    /// The state, where it was given.
    pub status: Option<String>,
}

impl Valid {
    /// What is known, without what is not.
    #[must_use]
    pub fn known(&self) -> BTreeMap<String, Json> {
        self.fields.iter().filter_map(|(key, value)| Some((key.clone(), value.clone()?))).collect()
    }
}

/// Checks a new record, with everything that it will have. `null` counts as not given.
///
/// # Errors
///
/// Everything that is wrong, in the order of the fields' names.
pub fn validate_new(
    record_type: &RecordType,
    fields: &BTreeMap<String, Json>,
    status: Option<&str>,
    context: &Context<'_>,
) -> Result<Valid, Vec<FieldError>> {
    let mut errors = Vec::new();
    let mut valid = read(record_type, fields, context, &mut errors);
    valid.fields.retain(|_, value| value.is_some());
    let is_given = |key: &str| fields.get(key).is_some_and(|value| !value.is_null());
    let missing = record_type.fields.iter().filter(|field| field.required && !is_given(&field.key));
    errors.extend(missing.map(|field| error(&field.key, Wrong::Missing)));
    valid.status = match (&record_type.status, status) {
        (None, None) => None,
        (Some(settings), None) => Some(settings.initial.clone()),
        (settings, Some(status)) => known_status(settings.as_ref(), status).map_or_else(
            |wrong| {
                errors.push(error("status", wrong));
                None
            },
            Some,
        ),
    };
    if errors.is_empty() { Ok(valid) } else { Err(errors) }
}

/// Checks what is to be changed of a record that is there. `null` is no longer known.
///
/// # Errors
///
/// Everything that is wrong, in the order of the fields' names.
pub fn validate_change(
    record_type: &RecordType,
    before: &Record,
    fields: &BTreeMap<String, Json>,
    status: Option<&str>,
    context: &Context<'_>,
) -> Result<Valid, Vec<FieldError>> {
    let mut errors = Vec::new();
    let mut valid = read(record_type, fields, context, &mut errors);
    for (key, value) in &valid.fields {
        if value.is_none() && record_type.field(key).is_some_and(|field| field.required) {
            errors.push(error(key, Wrong::Missing));
        }
    }
    if let Some(status) = status {
        match next_status(record_type.status.as_ref(), before.status.as_deref(), status) {
            Ok(status) => valid.status = Some(status),
            Err(wrong) => errors.push(error("status", wrong)),
        }
    }
    if errors.is_empty() { Ok(valid) } else { Err(errors) }
}

/// The value of one field as it is kept, from a value of its kind or from a text as it was said. A field that refers to another
/// record takes that record's id; whether there is one is not known here.
///
/// # Errors
///
/// What is wrong, and what is allowed.
pub fn validate_value(field: &Field, given: &Json, context: &Context<'_>) -> Result<Json, Wrong> {
    let attribute = attribute(field);
    let as_given = as_value(&attribute, given, context);
    let Err(wrong) = as_given else { return as_given };
    let said = given.as_str().and_then(|text| read_typed(&attribute, text, context));
    match said {
        Some(read) => as_value(&attribute, &read, context).map_err(|_| wrong),
        None => Err(wrong),
    }
}

fn read(
    record_type: &RecordType,
    fields: &BTreeMap<String, Json>,
    context: &Context<'_>,
    errors: &mut Vec<FieldError>,
) -> Valid {
    let mut valid = Valid::default();
    for (key, given) in fields {
        let Some(field) = record_type.field(key) else {
            let known = record_type.fields.iter().map(|field| field.key.as_str());
            let near = nearest(key, known).map(str::to_owned);
            errors.push(error(key, Wrong::Unknown(near)));
            continue;
        };
        if given.is_null() {
            valid.fields.insert(key.clone(), None);
            continue;
        }
        match validate_value(field, given, context) {
            Ok(value) => drop(valid.fields.insert(key.clone(), Some(value))),
            Err(wrong) => errors.push(error(key, wrong)),
        }
    }
    valid
}

fn as_value(attribute: &Attribute, given: &Json, context: &Context<'_>) -> Result<Json, Wrong> {
    let value = attribute.kind.deserialize(given).map_err(|_| Wrong::Kind(attribute.kind))?;
    let kept = validate(attribute, value, context.country).map_err(|invalid| match invalid {
        Invalid::Choice(given) => Wrong::Choice { given, allowed: choices(attribute) },
        invalid => Wrong::Value(invalid),
    })?;
    let kept = serde_json::to_value(kept).map_err(|_| Wrong::Kind(attribute.kind))?;
    if kept.as_array().is_some_and(|values| values.len() > LIST_MAX) {
        return Err(Wrong::TooMany);
    }
    Ok(kept)
}

fn choices(attribute: &Attribute) -> Vec<String> {
    attribute.choices.iter().map(|choice| choice.value.clone()).collect()
}

/// The field as the rules know what is to be read.
fn attribute(field: &Field) -> Attribute {
    Attribute {
        key: field.key.clone(),
        label: field.label.clone(),
        kind: field.kind,
        requirement: Requirement::Optional,
        weight: 1.0,
        question: field.name(),
        why: None,
        examples: Vec::new(),
        choices: field.choices.clone(),
        sensitive: field.sensitive,
    }
}

fn known_status(settings: Option<&StatusSettings>, status: &str) -> Result<String, Wrong> {
    let settings = settings.ok_or(Wrong::NoStatus)?;
    if settings.values.iter().any(|known| known.value == status) {
        return Ok(status.to_owned());
    }
    let allowed = settings.values.iter().map(|known| known.value.clone()).collect();
    Err(Wrong::Choice { given: status.to_owned(), allowed })
}

/// The state that may follow. To stay as it is, is no change and always allowed.
fn next_status(
    settings: Option<&StatusSettings>,
    before: Option<&str>,
    status: &str,
) -> Result<String, Wrong> {
    let to = known_status(settings, status)?;
    let allowed = before
        .and_then(|from| Some((from, settings?.transitions.get(from)?)))
        .filter(|(from, _)| *from != to);
    match allowed {
        Some((from, allowed)) if !allowed.contains(&to) => {
            Err(Wrong::Transition { from: from.to_owned(), to, allowed: allowed.clone() })
        }
        _ => Ok(to),
    }
}

fn error(field: &str, wrong: Wrong) -> FieldError {
    FieldError { field: field.to_owned(), wrong }
}

fn suggestion(near: &Option<String>) -> String {
    near.as_ref().map(|near| format!("; did you mean `{near}`?")).unwrap_or_default()
}

fn listed(values: &[String]) -> String {
    values.iter().map(|value| format!("`{value}`")).collect::<Vec<_>>().join(", ")
}

fn following(allowed: &[String]) -> String {
    if allowed.is_empty() { "; nothing can".to_owned() } else { format!("; only {} can", listed(allowed)) }
}

/// How a value of the kind is written.
const fn shape(kind: Kind) -> &'static str {
    match kind {
        Kind::Text | Kind::Choice => "a text",
        Kind::Number => "a number",
        Kind::Money => "an amount of money: {\"min\": 100, \"max\": 100, \"currency\": \"EUR\"}",
        Kind::Date => "a day: \"2027-01-11\"",
        Kind::Duration => "a duration: {\"min\": \"P6W\", \"max\": \"P6W\"}",
        Kind::List => "a list of texts",
        Kind::Email => "an e-mail address",
        Kind::Phone => "a telephone number",
        Kind::Url => "an address on the web",
        Kind::YesNo => "true or false",
    }
}
