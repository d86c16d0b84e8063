//! What is remembered from turn to turn: what was spoken of, and what waits for an answer. Kept with the turn's outcome.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::Call;

/// What is remembered.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Thread {
    /// The records that were shown or changed last, in the order in which they were shown; at most 50.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub focus: Vec<RecordRef>,
    /// What waits for the user's word.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub waiting: Option<Waiting>,
}

impl Thread {
    /// Whether there is nothing to be remembered.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// A record that was spoken of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordRef {
    /// Its type.
    pub record_type: String,
    /// Its id.
    pub id: String,
}

/// An action that waits for the user's word. It is confirmed by that user alone, and by the very next message.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Waiting {
    /// The action, with its target by id where that is known.
    pub call: Call,
    /// For what it waits.
    pub on: WaitingFor,
    /// Whose word: the user's id, or nobody's but the session's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user: Option<String>,
    /// After that it is not done any more.
    pub until: Timestamp,
    /// The turn that asked, so that the action keeps its id however often it is confirmed.
    pub turn: String,
}

impl Waiting {
    /// Reads it again from the JSON that it was written as. `None` where it is not as it must be.
    ///
    /// Here, and not where it is needed, so that there is one reader of it in a program: two are 15 KB of the function's zip.
    #[must_use]
    pub fn read(json: &str) -> Option<Self> {
        serde_json::from_str(json).ok()
    }
}

/// For what an action waits.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WaitingFor {
    /// A clear yes. The version that was shown, so that nothing else is deleted than what was seen.
    Yes {
        /// The version; 0 for a tool's call.
        version: u64,
    },
    /// Which of several.
    Which(Vec<RecordRef>),
    /// Whether a new one is to be made, where none was found.
    Create,
    /// A field that must be known.
    Field(String),
}
