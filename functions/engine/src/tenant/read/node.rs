//! A value of the tree, together with its path.

use core::ops::Range;

use jsonc_parser::ast::{ObjectProp, Value};
use jsonc_parser::common::Ranged as _;

/// A value of the file and where it stands. What is not of the shape asked for is as good as absent: `shape` tells of it.
pub(super) struct Node<'a> {
    pub(super) value: &'a Value<'a>,
    pub(super) path: String,
}

/// A key of an object and its value.
pub(super) struct Entry<'a> {
    pub(super) key: &'a str,
    pub(super) key_span: Range<usize>,
    pub(super) node: Node<'a>,
}

impl<'a> Node<'a> {
    pub(super) const fn root(value: &'a Value<'a>) -> Self {
        Self { value, path: String::new() }
    }

    pub(super) fn span(&self) -> Range<usize> {
        self.value.start()..self.value.end()
    }

    /// The path of a key in this object.
    pub(super) fn path_of(&self, key: &str) -> String {
        if self.path.is_empty() { key.to_owned() } else { format!("{}.{key}", self.path) }
    }

    pub(super) fn entries(&self) -> Vec<Entry<'a>> {
        let properties: &'a [ObjectProp<'a>] =
            self.value.as_object().map(|object| object.properties.as_slice()).unwrap_or_default();
        let entry = |property: &'a ObjectProp<'a>| {
            let key = property.name.as_str();
            let key_span = property.name.start()..property.name.end();
            Entry { key, key_span, node: Node { value: &property.value, path: self.path_of(key) } }
        };
        properties.iter().map(entry).collect()
    }

    /// The value under a key; the last one, as for every reader of JSON.
    pub(super) fn get(&self, key: &str) -> Option<Node<'a>> {
        self.entries().into_iter().rev().find(|entry| entry.key == key).map(|entry| entry.node)
    }

    pub(super) fn items(&self) -> Vec<Node<'a>> {
        let elements = self.value.as_array().map(|array| array.elements.as_slice()).unwrap_or_default();
        let node = |(index, value)| Node { value, path: format!("{}[{index}]", self.path) };
        elements.iter().enumerate().map(node).collect()
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
