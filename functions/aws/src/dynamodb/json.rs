//! JSON taken apart, piece by piece and without copies; `None` where it is something else.

use std::collections::HashMap;

use serde_json::{Value, map};

/// A text.
pub(super) fn text(value: Value) -> Option<String> {
    if let Value::String(text) = value { Some(text) } else { None }
}

/// What an object holds.
pub(super) fn entries(value: Value) -> Option<map::IntoIter> {
    if let Value::Object(object) = value { Some(object.into_iter()) } else { None }
}

/// An object of such values.
pub(super) fn object<T>(value: Value, read: fn(Value) -> Option<T>) -> Option<HashMap<String, T>> {
    entries(value)?.map(|(name, value)| Some((name, read(value)?))).collect()
}

/// A list of such values.
pub(super) fn list<T>(value: Value, read: fn(Value) -> Option<T>) -> Option<Vec<T>> {
    if let Value::Array(values) = value { values.into_iter().map(read).collect() } else { None }
}
