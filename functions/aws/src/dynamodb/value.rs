//! The values of items.

use std::collections::HashMap;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use super::json::{entries, list, object, text};

/// An item, or a part of one: values by the names of their attributes.
pub type Item = HashMap<String, AttributeValue>;

/// A value, with its type as DynamoDB names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AttributeValue {
    /// A text.
    S(String),
    /// A number, as it is written.
    N(String),
    /// Bytes.
    B(Vec<u8>),
    /// Yes or no.
    Bool(bool),
    /// Nothing; always true.
    Null(bool),
    /// Values by name.
    M(HashMap<String, Self>),
    /// Values in order.
    L(Vec<Self>),
    /// A set of texts.
    Ss(Vec<String>),
    /// A set of numbers.
    Ns(Vec<String>),
    /// A set of bytes.
    Bs(Vec<Vec<u8>>),
}

impl AttributeValue {
    /// The text, if it is one.
    #[must_use]
    pub fn as_s(&self) -> Option<&str> {
        if let Self::S(text) = self { Some(text) } else { None }
    }

    /// The number as it is written, if it is one.
    #[must_use]
    pub fn as_n(&self) -> Option<&str> {
        if let Self::N(number) = self { Some(number) } else { None }
    }

    /// The answer, if it is one.
    #[must_use]
    pub fn as_bool(&self) -> Option<bool> {
        if let Self::Bool(answer) = self { Some(*answer) } else { None }
    }

    /// The values by name, if it is such.
    #[must_use]
    pub fn as_m(&self) -> Option<&HashMap<String, Self>> {
        if let Self::M(values) = self { Some(values) } else { None }
    }

    /// The values in order, if it is such.
    #[must_use]
    pub fn as_l(&self) -> Option<&[Self]> {
        if let Self::L(values) = self { Some(values) } else { None }
    }

    /// The set of texts, if it is one.
    #[must_use]
    pub fn as_ss(&self) -> Option<&[String]> {
        if let Self::Ss(texts) = self { Some(texts) } else { None }
    }
}

/// As the protocol has it: `{"S": "text"}`.
pub(super) fn value_to_json(value: AttributeValue) -> Value {
    let bytes = |bytes: &Vec<u8>| STANDARD.encode(bytes);
    match value {
        AttributeValue::S(text) => json!({ "S": text }),
        AttributeValue::N(number) => json!({ "N": number }),
        AttributeValue::B(value) => json!({ "B": bytes(&value) }),
        AttributeValue::Bool(answer) => json!({ "BOOL": answer }),
        AttributeValue::Null(nothing) => json!({ "NULL": nothing }),
        AttributeValue::M(values) => json!({ "M": item_to_json(values) }),
        AttributeValue::L(values) => {
            json!({ "L": values.into_iter().map(value_to_json).collect::<Vec<_>>() })
        }
        AttributeValue::Ss(texts) => json!({ "SS": texts }),
        AttributeValue::Ns(numbers) => json!({ "NS": numbers }),
        AttributeValue::Bs(values) => json!({ "BS": values.iter().map(bytes).collect::<Vec<_>>() }),
    }
}

/// The value that it stands for; `None` where it is none.
pub(super) fn value_from_json(value: Value) -> Option<AttributeValue> {
    let (kind, value) = entries(value)?.next()?;
    Some(match kind.as_str() {
        "S" => AttributeValue::S(text(value)?),
        "N" => AttributeValue::N(text(value)?),
        "B" => AttributeValue::B(bytes(value)?),
        "BOOL" => AttributeValue::Bool(value.as_bool()?),
        "NULL" => AttributeValue::Null(value.as_bool()?),
        "M" => AttributeValue::M(item_from_json(value)?),
        "L" => AttributeValue::L(list(value, value_from_json)?),
        "SS" => AttributeValue::Ss(list(value, text)?),
        "NS" => AttributeValue::Ns(list(value, text)?),
        "BS" => AttributeValue::Bs(list(value, bytes)?),
        _ => return None,
    })
}

fn bytes(value: Value) -> Option<Vec<u8>> {
    STANDARD.decode(text(value)?).ok()
}

/// The item as the protocol has it.
pub(super) fn item_to_json(item: Item) -> Value {
    Value::Object(item.into_iter().map(|(name, value)| (name, value_to_json(value))).collect())
}

/// The item that it stands for; `None` where it is none.
pub(super) fn item_from_json(value: Value) -> Option<Item> {
    object(value, value_from_json)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_type_is_written_as_the_protocol_has_it_and_read_again() {
        let text = |text: &str| AttributeValue::S(text.to_owned());
        for (value, expected) in [
            (text("Grüße \u{1F44B}\n"), json!({ "S": "Grüße \u{1F44B}\n" })),
            (AttributeValue::N("-1.5e3".to_owned()), json!({ "N": "-1.5e3" })),
            (AttributeValue::B(vec![0, 255, 16]), json!({ "B": "AP8Q" })),
            (AttributeValue::Bool(false), json!({ "BOOL": false })),
            (AttributeValue::Null(true), json!({ "NULL": true })),
            (
                AttributeValue::M([("a".to_owned(), AttributeValue::L(vec![text("b")]))].into()),
                json!({ "M": { "a": { "L": [{ "S": "b" }] } } }),
            ),
            (AttributeValue::Ss(vec!["a".to_owned(), "b".to_owned()]), json!({ "SS": ["a", "b"] })),
            (AttributeValue::Ns(vec!["1".to_owned()]), json!({ "NS": ["1"] })),
            (AttributeValue::Bs(vec![vec![], vec![1]]), json!({ "BS": ["", "AQ=="] })),
        ] {
            assert_eq!(value_to_json(value.clone()), expected);
            assert_eq!(value_from_json(expected), Some(value));
        }
    }

    #[test]
    fn what_is_no_value_is_none() {
        for value in [
            json!(null),
            json!("a"),
            json!({}),
            json!({ "S": 1 }),
            json!({ "N": 1 }),
            json!({ "B": "?" }),
            json!({ "L": [{ "X": "a" }] }),
            json!({ "M": { "a": 1 } }),
            json!({ "SS": ["a", 1] }),
        ] {
            assert_eq!(value_from_json(value.clone()), None, "{value}");
        }
    }
}
