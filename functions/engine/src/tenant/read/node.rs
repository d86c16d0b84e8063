//! A value of the tree, together with its path.

use core::ops::Range;

use jsonc_parser::ast::{ObjectProp, Value};
use jsonc_parser::common::Ranged as _;

/// A value of the file and where it stands. What is not of the shape asked for is as good as absent: `shape` tells of it.
///
/// Most are looked at and found good, so it knows its path only when asked.
#[derive(Clone, Copy)]
pub(super) struct Node<'a> {
    pub(super) value: &'a Value<'a>,
    root: &'a Value<'a>,
}

/// A key of an object and its value.
pub(super) struct Entry<'a> {
    pub(super) key: &'a str,
    pub(super) key_span: Range<usize>,
    pub(super) node: Node<'a>,
}

impl<'a> Node<'a> {
    pub(super) const fn root(value: &'a Value<'a>) -> Self {
        Self { value, root: value }
    }

    const fn below(self, value: &'a Value<'a>) -> Self {
        Self { value, root: self.root }
    }

    pub(super) fn span(&self) -> Range<usize> {
        self.value.start()..self.value.end()
    }

    /// Where it stands: `scope.attributes[2].kind`.
    pub(super) fn path(&self) -> String {
        path_from(self.root, self.value).unwrap_or_default()
    }

    /// The path of a key in this object.
    pub(super) fn path_of(&self, key: &str) -> String {
        joined(self.path(), key)
    }

    pub(super) fn entries(&self) -> Vec<Entry<'a>> {
        let entry = |property: &'a ObjectProp<'a>| {
            let key_span = property.name.start()..property.name.end();
            Entry { key: property.name.as_str(), key_span, node: self.below(&property.value) }
        };
        properties(self.value).iter().map(entry).collect()
    }

    /// The value under a key; the last one, as for every reader of JSON.
    pub(super) fn get(&self, key: &str) -> Option<Node<'a>> {
        let named = properties(self.value).iter().rev().find(|property| property.name.as_str() == key)?;
        Some(self.below(&named.value))
    }

    pub(super) fn items(&self) -> Vec<Node<'a>> {
        elements(self.value).iter().map(|value| self.below(value)).collect()
    }

    /// The items under a key.
    pub(super) fn list(&self, key: &str) -> Vec<Node<'a>> {
        self.get(key).map(|list| list.items()).unwrap_or_default()
    }

    pub(super) fn text(&self) -> Option<&'a str> {
        self.value.as_string_lit().map(|text| text.value.as_ref())
    }

    /// The text under a key.
    pub(super) fn text_of(&self, key: &str) -> Option<&'a str> {
        self.get(key).and_then(|node| node.text())
    }

    /// A number and whether it is written as a whole one.
    pub(super) fn number(&self) -> Option<(f64, bool)> {
        let written = self.value.as_number_lit()?.value;
        Some((written.parse().ok()?, !written.contains(['.', 'e', 'E'])))
    }
}

fn properties<'a>(value: &'a Value<'a>) -> &'a [ObjectProp<'a>] {
    value.as_object().map(|object| object.properties.as_slice()).unwrap_or_default()
}

fn elements<'a>(value: &'a Value<'a>) -> &'a [Value<'a>] {
    value.as_array().map(|array| array.elements.as_slice()).unwrap_or_default()
}

/// The way from one value down to another; `None` where it does not lead there.
fn path_from(from: &Value<'_>, to: &Value<'_>) -> Option<String> {
    if core::ptr::eq(from, to) {
        return Some(String::new());
    }
    let named = properties(from).iter().find_map(|property| {
        path_from(&property.value, to).map(|rest| below(property.name.as_str().to_owned(), &rest))
    });
    let counted = || {
        let mut items = elements(from).iter().enumerate();
        items.find_map(|(index, item)| path_from(item, to).map(|rest| below(format!("[{index}]"), &rest)))
    };
    named.or_else(counted)
}

fn below(first: String, rest: &str) -> String {
    if rest.is_empty() || rest.starts_with('[') { first + rest } else { joined(first, rest) }
}

fn joined(path: String, key: &str) -> String {
    if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") }
}
