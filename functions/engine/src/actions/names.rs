//! What records that others refer to are called: found out where they may be seen, and only there.

use std::collections::BTreeMap;

/// Titles of records, by type and id.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Names(BTreeMap<(String, String), String>);

impl Names {
    /// Remembers what a record is called.
    pub fn put(&mut self, record_type: &str, id: &str, title: &str) {
        self.0.insert((record_type.to_owned(), id.to_owned()), title.to_owned());
    }

    /// What a record is called, where that is known.
    #[must_use]
    pub fn get(&self, record_type: &str, id: &str) -> Option<&str> {
        self.0.get(&(record_type.to_owned(), id.to_owned())).map(String::as_str)
    }
}
