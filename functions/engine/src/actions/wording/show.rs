//! A record and its values in the visitor's words, as plain text.

use serde::de::DeserializeSeed as _;
use serde_json::Value as Json;
use shared::tenant::{Attribute, Field, RecordType, Requirement};
use shared::value::Kind;
use shared::wire::Record;

use super::phrases::Phrases;
use crate::actions::Names;
use crate::wording::{display, short_day};

/// How values are told.
#[derive(Clone, Copy)]
pub(super) struct Showing<'a> {
    pub(super) locale: &'a str,
    pub(super) phrases: &'static Phrases,
    pub(super) names: &'a Names,
}

impl Showing<'_> {
    /// What a field, or `id`, `status`, `created_at`, `changed_at`, is called.
    pub(super) fn heading(&self, of: &RecordType, key: &str) -> String {
        match key {
            "id" => self.phrases.id.to_owned(),
            "status" => self.phrases.status.to_owned(),
            "created_at" => self.phrases.created_at.to_owned(),
            "changed_at" => self.phrases.changed_at.to_owned(),
            _ => of.field(key).map_or_else(|| key.to_owned(), Field::name),
        }
    }

    /// What is known of the record under this name; empty where nothing is.
    pub(super) fn of(&self, of: &RecordType, record: &Record, key: &str) -> String {
        match key {
            "id" => record.id.clone(),
            "status" => record.status.as_deref().map_or_else(String::new, |status| status_name(of, status)),
            "created_at" => self.day(&record.created_at),
            "changed_at" => self.day(&record.changed_at),
            "created_by" => record.created_by.clone(),
            "changed_by" => record.changed_by.clone(),
            _ => match (of.field(key), record.fields.get(key)) {
                (Some(field), Some(value)) => self.value(field, value),
                _ => String::new(),
            },
        }
    }

    /// The same for a cell of a table, where there is little room: days are short.
    pub(super) fn cell(&self, of: &RecordType, record: &Record, key: &str) -> String {
        let at = match key {
            "created_at" => record.created_at.get(..10),
            "changed_at" => record.changed_at.get(..10),
            _ if of.field(key).is_some_and(|field| field.kind == Kind::Date) => {
                record.fields.get(key).and_then(Json::as_str)
            }
            _ => None,
        };
        let day = at.and_then(|day| day.parse().ok());
        day.map_or_else(|| self.of(of, record, key), |day| short_day(day, self.locale))
    }

    /// A value of a field.
    pub(super) fn value(&self, field: &Field, value: &Json) -> String {
        if let (Some(to), Some(id)) = (&field.refers_to, value.as_str()) {
            return self.names.get(to, id).unwrap_or(id).to_owned();
        }
        match field.kind.deserialize(value) {
            Ok(value) => display(&value, &attribute(field), self.locale),
            Err(_) => value.as_str().map_or_else(|| value.to_string(), str::to_owned),
        }
    }

    fn day(&self, at: &str) -> String {
        let day = at.get(..10).and_then(|day| day.parse().ok());
        day.map_or_else(|| at.to_owned(), |day| crate::wording::day(day, self.locale))
    }
}

/// What a state is called.
pub(super) fn status_name(of: &RecordType, value: &str) -> String {
    let settings = of.status.as_ref();
    let status = settings.and_then(|settings| settings.values.iter().find(|status| status.value == value));
    status.map_or_else(|| value.to_owned(), shared::tenant::StatusValue::name)
}

/// The field as values are worded by.
pub(super) fn attribute(field: &Field) -> Attribute {
    Attribute {
        key: field.key.clone(),
        label: field.label.clone(),
        kind: field.kind,
        requirement: Requirement::Optional,
        weight: 1.0,
        question: String::new(),
        why: None,
        examples: Vec::new(),
        choices: field.choices.clone(),
        sensitive: field.sensitive,
    }
}

/// A user's or a tool's text as Markdown that shows it as it is, in one line.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    for (at, sign) in line.char_indices() {
        // An address would become a link.
        let address = sign == ':' && line[at..].starts_with("://");
        let www = sign == '.' && line[..at].to_ascii_lowercase().ends_with("www");
        let is_sign = matches!(sign, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~');
        if address || www || is_sign {
            out.push('\\');
        }
        out.push(sign);
    }
    out
}
