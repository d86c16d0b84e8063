//! What is looked for, and which records may be seen at all.

use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use shared::wire::Record;

/// Records of one type that are looked for.
#[derive(Debug, Clone, PartialEq)]
pub struct RecordQuery {
    /// The tenant.
    pub tenant: String,
    /// The type.
    pub record_type: String,
    /// Which may be seen: part of the store's query, never checked after it alone.
    pub access: RowAccess,
    /// What they must be like; all of it.
    pub filters: Vec<Condition>,
    /// The most that are returned; 1 to 1,000.
    pub limit: u16,
    /// Where the page before ended.
    pub after: Option<String>,
}

/// Some of the records that were looked for, by id; deleted ones are not among them.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct RecordPage {
    /// The records.
    pub records: Vec<Record>,
    /// To be asked with for those after these; absent where there are none. Where very many do not match, a store may stop looking
    /// for a while: a page with fewer records than asked for, or none, and with this, is not the last.
    pub after: Option<String>,
}

/// Which records may be reached: those that keep every condition of at least one list. No list: none at all; an empty list:
/// all.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct RowAccess(pub Vec<Vec<Condition>>);

impl RowAccess {
    /// All of the type: for admins, and in tests.
    #[must_use]
    pub fn all() -> Self {
        Self(vec![Vec::new()])
    }

    /// Whether nothing may be reached.
    #[must_use]
    pub fn is_none(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether nothing is kept back.
    #[must_use]
    pub fn is_all(&self) -> bool {
        self.0.iter().any(Vec::is_empty)
    }
}

/// What a record must be like.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Condition {
    /// A field, or `id`, `status`, `created_by`, `created_at` or `changed_at`.
    pub field: String,
    /// What is asked of it.
    pub test: Test,
}

/// What is asked of a field. A field that is not known keeps no test but `Not` and `Known(false)`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Test {
    /// It is this; of a list, it contains this. Texts are compared as they are.
    Is(Json),
    /// It is one of these; of a list, it contains one of these. A store takes about 100 of them at once.
    In(Vec<Json>),
    /// It is none of these, or not known.
    NotIn(Vec<Json>),
    /// At least this: numbers, the lower end of money, days and times as they sort.
    AtLeast(Json),
    /// At most this: numbers, the upper end of money, days and times as they sort.
    AtMost(Json),
    /// Whether it is known at all.
    Known(bool),
}
