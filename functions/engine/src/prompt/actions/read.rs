//! Reading what the model wants done, as it has written it.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value as Json;
use shared::tenant::Field;
use shared::value::Kind;

use super::Allowed;
use super::strict::{relaxed, strict};
use crate::actions::{Call, Order, Target, TargetBy};
use crate::records::{Condition, Test};

/// What could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Malformed {
    /// The name of the call, where there is one of that name.
    pub tool: String,
}

/// A call as it is written. What it does not need of this is not there.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    call: String,
    #[serde(default, rename = "type")]
    record_type: Option<String>,
    #[serde(default)]
    target: Option<WrittenTarget>,
    #[serde(default)]
    filters: Vec<WrittenFilter>,
    #[serde(default)]
    words: Option<String>,
    #[serde(default)]
    order: Option<Order>,
    #[serde(default)]
    by: Option<String>,
    #[serde(default)]
    sum: Option<String>,
    #[serde(default)]
    field: Option<String>,
    #[serde(default)]
    fields: Vec<WrittenValue>,
    #[serde(default)]
    to: Option<String>,
    #[serde(default)]
    text: Option<String>,
    #[serde(default)]
    commit: Option<String>,
    #[serde(default)]
    name: Option<String>,
    #[serde(default)]
    arguments: Json,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenTarget {
    #[serde(default, rename = "type")]
    record_type: Option<String>,
    #[serde(default)]
    id: Option<String>,
    #[serde(default)]
    words: Option<String>,
    #[serde(default)]
    nth: Option<i32>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenFilter {
    field: String,
    test: String,
    #[serde(default)]
    values: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenValue {
    field: String,
    value: Json,
}

/// The word that stands for the user, where a field holds a user's id: the model is not told the id.
const ME: &str = "me";

/// Reads one call.
pub(crate) fn read(written: Json, allowed: &Allowed<'_>) -> Result<Call, Malformed> {
    let tool = written["call"].as_str().filter(|name| NAMES.contains(name)).unwrap_or("action").to_owned();
    let named = serde_json::from_value::<Written>(written).ok();
    named.and_then(|written| written.into_call(allowed)).ok_or(Malformed { tool })
}

/// The names of the calls.
const NAMES: [&str; 11] = [
    "find",
    "count",
    "show",
    "create",
    "update",
    "change_status",
    "comment",
    "link_commit",
    "delete",
    "navigate",
    "tool",
];

impl Written {
    fn into_call(self, allowed: &Allowed<'_>) -> Option<Call> {
        let Self { call, record_type, target, filters, words, order, by, sum, field, fields, .. } = self;
        let said = |text: Option<String>| text.filter(|text| !text.trim().is_empty());
        let target = target.map(Target::from);
        let reading = Reading { allowed, record_type: record_type.as_deref() };
        let call = match call.as_str() {
            "find" => Call::Find {
                filters: reading.filters(filters)?,
                record_type: record_type?,
                words: said(words),
                order,
            },
            "count" => Call::Count {
                filters: reading.filters(filters)?,
                record_type: record_type?,
                by: said(by),
                sum: said(sum),
            },
            "show" => Call::Show { target: target?, field: said(field) },
            "create" => Call::Create { fields: reading.values(fields, false), record_type: record_type? },
            "update" => {
                let target = target?;
                let reading = Reading { record_type: target.record_type.as_deref(), ..reading };
                Call::Update { fields: reading.values(fields, true), target }
            }
            "change_status" => Call::ChangeStatus { target: target?, to: said(self.to)? },
            "comment" => Call::Comment { target: target?, text: said(self.text)? },
            "link_commit" => Call::LinkCommit { target: target?, commit: said(self.commit)? },
            "delete" => Call::Delete { target: target? },
            "navigate" => Call::Navigate { record_type, target },
            "tool" => tool(self.name?, self.arguments, allowed)?,
            _ => return None,
        };
        Some(call)
    }
}

/// Of a tool whose arguments strict mode cannot say, they are a text of JSON.
fn tool(name: String, arguments: Json, allowed: &Allowed<'_>) -> Option<Call> {
    let offered = allowed.callable().find(|tool| tool.name == name)?;
    let arguments = match arguments {
        Json::String(text) if strict(&offered.parameters).is_none() => serde_json::from_str(&text).ok()?,
        Json::Null => Json::Object(serde_json::Map::new()),
        other => other,
    };
    let arguments = relaxed(arguments, &offered.parameters);
    arguments.is_object().then_some(Call::Tool { name, arguments })
}

impl From<WrittenTarget> for Target {
    fn from(written: WrittenTarget) -> Self {
        let WrittenTarget { record_type, id, words, nth } = written;
        let said =
            |text: Option<String>| text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
        let by = match (said(id), said(words), nth) {
            (Some(id), ..) => TargetBy::Id(id),
            (None, Some(words), _) => TargetBy::Words(words),
            (None, None, Some(nth)) if nth != 0 => TargetBy::Nth(nth),
            _ => TargetBy::Context,
        };
        Self { record_type, by }
    }
}

/// What the fields' kinds are looked up by.
#[derive(Clone, Copy)]
struct Reading<'a> {
    allowed: &'a Allowed<'a>,
    record_type: Option<&'a str>,
}

impl Reading<'_> {
    fn field(&self, key: &str) -> Option<&Field> {
        let types = self.allowed.tenant.records.types.iter();
        let mut named = types.filter(|one| self.record_type.is_none_or(|name| one.key == name));
        named.find_map(|one| one.field(key))
    }

    fn filters(&self, written: Vec<WrittenFilter>) -> Option<Vec<Condition>> {
        written.into_iter().map(|filter| self.filter(filter)).collect()
    }

    fn filter(&self, written: WrittenFilter) -> Option<Condition> {
        let WrittenFilter { field, test, values } = written;
        let mut values = values.into_iter().map(|value| self.compared(&field, value));
        let test = match test.as_str() {
            "is" => Test::Is(values.next()?),
            "in" => Test::In(values.collect()),
            "not_in" => Test::NotIn(values.collect()),
            "at_least" => Test::AtLeast(values.next()?),
            "at_most" => Test::AtMost(values.next()?),
            "known" => Test::Known(values.next().is_none_or(|value| value != "false")),
            _ => return None,
        };
        Some(Condition { field, test })
    }

    /// A value to compare with: a number or a yes as itself, whatever else as it was written.
    fn compared(&self, key: &str, value: String) -> Json {
        let value = self.meant(key, value);
        let (Json::String(text), Some(field)) = (&value, self.field(key)) else { return value };
        match field.kind {
            Kind::Number | Kind::Money => {
                let number = text.parse::<f64>().ok().and_then(serde_json::Number::from_f64);
                text.parse::<i64>().map(Json::from).ok().or(number.map(Json::Number)).unwrap_or(value)
            }
            Kind::YesNo => match text.as_str() {
                "true" | "yes" => Json::Bool(true),
                "false" | "no" => Json::Bool(false),
                _ => value,
            },
            _ => value,
        }
    }

    fn values(&self, written: Vec<WrittenValue>, may_clear: bool) -> BTreeMap<String, Json> {
        let known = written.into_iter().filter_map(|WrittenValue { field, value }| match value {
            Json::Null => may_clear.then_some((field, Json::Null)),
            Json::String(text) => {
                let value = self.meant(&field, text);
                Some((field, value))
            }
            other => Some((field, other)),
        });
        known.collect()
    }

    fn meant(&self, key: &str, value: String) -> Json {
        let holds_user = key == "created_by" || self.field(key).is_some_and(|field| field.user);
        if holds_user && value.eq_ignore_ascii_case(ME) {
            return self
                .allowed
                .actor
                .and_then(|actor| actor.known("visitor"))
                .unwrap_or(Json::String(value));
        }
        Json::String(value)
    }
}
