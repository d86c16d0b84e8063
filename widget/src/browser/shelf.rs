//! What is kept over a reload: the browser's storage, or memory where the browser refuses it.

use std::cell::RefCell;

use crate::conversation::text::Joined;

/// The widget's part of the storage: every key begins with the same words.
pub struct Shelf {
    prefix: String,
    storage: Option<web_sys::Storage>,
    memory: RefCell<Vec<(String, String)>>,
}

impl Shelf {
    /// The shelf of one tenant at one API, for all tabs.
    #[must_use]
    pub fn new(prefix: &str) -> Self {
        let storage = web_sys::window().and_then(|window| window.local_storage().ok().flatten());
        Self { prefix: prefix.to_owned(), storage, memory: RefCell::default() }
    }

    /// The same for this tab alone.
    #[must_use]
    pub fn of_tab(prefix: &str) -> Self {
        let storage = web_sys::window().and_then(|window| window.session_storage().ok().flatten());
        Self { storage, ..Self::new(prefix) }
    }

    fn full(&self, key: &str) -> String {
        [self.prefix.as_str(), key].joined()
    }

    /// What is kept under a key.
    pub fn get(&self, key: &str) -> Option<String> {
        if let Some((_, kept)) = self.memory.borrow().iter().find(|(kept, _)| kept == key) {
            return Some(kept.clone());
        }
        self.storage.as_ref()?.get_item(&self.full(key)).ok().flatten()
    }

    /// Keeps it: in memory where the storage is refused or full.
    pub fn set(&self, key: &str, value: &str) {
        let stored =
            self.storage.as_ref().is_some_and(|storage| storage.set_item(&self.full(key), value).is_ok());
        if !stored {
            self.forget(key);
            self.memory.borrow_mut().push((key.to_owned(), value.to_owned()));
        }
    }

    /// Forgets it.
    pub fn remove(&self, key: &str) {
        self.forget(key);
        if let Some(storage) = &self.storage {
            // Refused: then nothing was kept there either.
            let _ = storage.remove_item(&self.full(key));
        }
    }

    fn forget(&self, key: &str) {
        self.memory.borrow_mut().retain(|(kept, _)| kept != key);
    }

    /// What is kept under the keys that begin so, each with the rest of its key.
    pub fn all(&self, beginning: &str) -> Vec<(String, String)> {
        let full = self.full(beginning);
        let mut all = Vec::new();
        if let Some(storage) = &self.storage {
            for place in 0..storage.length().unwrap_or(0) {
                let Ok(Some(key)) = storage.key(place) else { continue };
                if let (Some(rest), Ok(Some(value))) = (key.strip_prefix(&full), storage.get_item(&key)) {
                    all.push((rest.to_owned(), value));
                }
            }
        }
        all
    }
}
