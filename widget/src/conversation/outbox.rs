//! The messages that are not yet known to be answered, oldest first. Each is kept under a key of its own, so that two
//! tabs that write at once do not overwrite each other.

use super::text::{digits, number, split};
use crate::conversation::text::Joined;

/// A message on its way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outgoing {
    /// The id under which it is sent, every time: the server never runs one twice.
    pub message_id: String,
    /// What the visitor wrote; of an edit, what the log says of it.
    pub text: String,
    /// A change made in the card or the form, in place of a message: JSON of one line. Empty where there is none.
    pub edit: String,
    /// When, in milliseconds since 1970; the order of sending.
    pub at: u64,
}

impl Outgoing {
    /// As it is stored: the time and, after a space, the edit; a line feed, the text.
    #[must_use]
    pub fn stored(&self) -> String {
        [digits(self.at as i64).as_str(), " ", &self.edit, "\n", &self.text].joined()
    }

    /// From what is stored; `None` where that is not an entry.
    #[must_use]
    pub fn read(message_id: &str, stored: &str) -> Option<Self> {
        let (head, text) = split(stored, "\n")?;
        let (at, edit) = split(head, " ").unwrap_or((head, ""));
        Some(Self {
            message_id: message_id.to_owned(),
            text: text.to_owned(),
            edit: edit.to_owned(),
            at: number(at)?,
        })
    }
}

/// The messages on their way.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outbox(Vec<Outgoing>);

impl Outbox {
    /// Adds a message; false where it is there already.
    pub fn add(&mut self, message: Outgoing) -> bool {
        if self.0.iter().any(|other| other.message_id == message.message_id) {
            return false;
        }
        let place = self.0.partition_point(|other| other.at <= message.at);
        self.0.insert(place, message);
        true
    }

    /// The one to be sent next.
    #[must_use]
    pub fn first(&self) -> Option<&Outgoing> {
        self.0.first()
    }

    /// Removes a message and gives it back.
    pub fn remove(&mut self, message_id: &str) -> Option<Outgoing> {
        let place = self.0.iter().position(|other| other.message_id == message_id)?;
        Some(self.0.remove(place))
    }

    /// All of them, oldest first.
    pub fn iter(&self) -> impl Iterator<Item = &Outgoing> {
        self.0.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(message_id: &str, at: u64) -> Outgoing {
        Outgoing {
            message_id: message_id.to_owned(),
            text: "Hello\nthere".to_owned(),
            edit: String::new(),
            at,
        }
    }

    #[test]
    fn what_is_stored_is_read_back() {
        let hello = message("m-1", 1_795_000_000_000);
        assert_eq!(Outgoing::read("m-1", &hello.stored()), Some(hello.clone()));
        let edit = Outgoing { edit: r#"{"set":{"a b":"c d"}}"#.to_owned(), ..hello.clone() };
        assert_eq!(Outgoing::read("m-1", &edit.stored()), Some(edit));
        assert_eq!(Outgoing::read("m-1", "1795000000000\nHello\nthere"), Some(hello));
    }

    #[test]
    fn what_is_not_an_entry_is_not_read() {
        assert_eq!(Outgoing::read("m-1", ""), None);
        assert_eq!(Outgoing::read("m-1", "soon\nHello"), None);
    }

    #[test]
    fn the_oldest_goes_first_whatever_the_order_of_reading() {
        let mut outbox = Outbox::default();
        for (message_id, at) in [("b", 2), ("a", 1), ("c", 3), ("b2", 2)] {
            assert!(outbox.add(message(message_id, at)));
        }
        let order: Vec<&str> = outbox.iter().map(|entry| entry.message_id.as_str()).collect();
        assert_eq!(order, ["a", "b", "b2", "c"]);
        assert_eq!(outbox.first().map(|entry| entry.at), Some(1));
    }

    #[test]
    fn a_message_is_there_once() {
        let mut outbox = Outbox::default();
        assert!(outbox.add(message("a", 1)));
        assert!(!outbox.add(message("a", 2)));
        assert_eq!(outbox.remove("a"), Some(message("a", 1)));
        assert_eq!(outbox.remove("a"), None);
        assert_eq!(outbox.first(), None);
    }
}
