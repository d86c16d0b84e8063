//! What an access and its conditions mean. The store says the same in its own language; where the two could differ, this is
//! what is right.

use serde_json::Value as Json;
use shared::wire::Record;

use super::{Condition, RowAccess, Test};

/// Whether the record may be reached.
#[must_use]
pub fn matches(record: &Record, access: &RowAccess) -> bool {
    access.0.iter().any(|list| list.iter().all(|condition| condition.holds(record)))
}

impl Condition {
    /// Whether the record is like that.
    #[must_use]
    pub fn holds(&self, record: &Record) -> bool {
        let value = value(record, &self.field);
        let value = value.as_ref();
        let is = |asked: &Json| value.is_some_and(|value| is_or_contains(value, asked));
        match &self.test {
            Test::Is(asked) => is(asked),
            Test::In(asked) => asked.iter().any(is),
            Test::NotIn(asked) => !asked.iter().any(is),
            Test::Known(known) => value.is_some() == *known,
            Test::AtLeast(_) | Test::AtMost(_) => value.zip(self.bound()).is_some_and(|(value, bound)| {
                is_within(value, &bound, matches!(self.test, Test::AtLeast(_)))
            }),
        }
    }

    /// What `AtLeast` and `AtMost` compare with; `None` where there is no order: nothing keeps such a condition.
    #[must_use]
    pub fn bound(&self) -> Option<Bound> {
        let (asked, ends) = match &self.test {
            Test::AtLeast(asked) => (asked, ["min", "from"]),
            Test::AtMost(asked) => (asked, ["max", "to"]),
            _ => return None,
        };
        let value = match asked {
            Json::Object(range) => ends.iter().find_map(|end| range.get(*end))?,
            value => value,
        };
        let currency = asked.get("currency").and_then(Json::as_str).map(str::to_owned);
        let value = match value {
            Json::Number(number) => Json::Number(number.clone()),
            Json::String(text) => Json::String(self.whole_day(text)),
            _ => return None,
        };
        Some(Bound { value, currency })
    }

    /// "Until the 21st" holds of all times of the 21st.
    fn whole_day(&self, text: &str) -> String {
        let is_day = text.len() == "2026-11-21".len();
        let is_time = matches!(self.field.as_str(), "created_at" | "changed_at");
        if is_time && is_day && matches!(self.test, Test::AtMost(_)) {
            return format!("{text}T99");
        }
        text.to_owned()
    }
}

/// What a value is compared with, where the order counts.
#[derive(Debug, Clone, PartialEq)]
pub struct Bound {
    /// A number or a text. Of a range that is held against it, the end that counts stands under `min` / `max` for a number, under
    /// `from` / `to` for a text.
    pub value: Json,
    /// Only money of this currency can be held against it.
    pub currency: Option<String>,
}

/// What is known of the record under this name.
fn value(record: &Record, field: &str) -> Option<Json> {
    let text = |text: &str| Some(Json::String(text.to_owned()));
    match field {
        "id" => text(&record.id),
        "status" => record.status.as_deref().and_then(text),
        "created_at" => text(&record.created_at),
        "created_by" => text(&record.created_by),
        "changed_at" => text(&record.changed_at),
        "changed_by" => text(&record.changed_by),
        _ => record.fields.get(field).cloned(),
    }
}

/// Whether the value is what is asked, or a list with it.
pub(super) fn is_or_contains(value: &Json, asked: &Json) -> bool {
    same(value, asked) || value.as_array().is_some_and(|values| values.iter().any(|one| same(one, asked)))
}

/// Whether they are the same; 5 is 5.0.
fn same(one: &Json, other: &Json) -> bool {
    match (one, other) {
        (Json::Number(one), Json::Number(other)) => one.as_f64() == other.as_f64(),
        (Json::Array(one), Json::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same(one, other))
        }
        (Json::Object(one), Json::Object(other)) => {
            one.len() == other.len()
                && one.iter().all(|(key, one)| other.get(key).is_some_and(|other| same(one, other)))
        }
        _ => one == other,
    }
}

fn is_within(value: &Json, bound: &Bound, at_least: bool) -> bool {
    if let Some(currency) = &bound.currency
        && value.get("currency").and_then(Json::as_str) != Some(currency)
    {
        return false;
    }
    let end = match (&bound.value, at_least) {
        (Json::Number(_), true) => "min",
        (Json::Number(_), false) => "max",
        (_, true) => "from",
        (_, false) => "to",
    };
    let value = match value {
        Json::Object(range) => range.get(end),
        value => Some(value),
    };
    let order = match (value, &bound.value) {
        (Some(Json::Number(one)), Json::Number(other)) => one.as_f64().partial_cmp(&other.as_f64()),
        (Some(Json::String(one)), Json::String(other)) => Some(one.cmp(other)),
        _ => None,
    };
    order.is_some_and(|order| if at_least { order.is_ge() } else { order.is_le() })
}
