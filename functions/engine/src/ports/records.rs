//! The records of a tenant.

use std::collections::BTreeMap;

use async_trait::async_trait;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use shared::wire::{ActionDone, Record};

use super::StoreError;
use crate::records::{RecordPage, RecordQuery, RowAccess};

/// The records of tenants. A deleted one is as if it were not there, for every method but `history`.
#[async_trait]
pub trait Records: Send + Sync {
    /// Those that match, by id. Access and filters are in the store's query.
    async fn find(&self, query: &RecordQuery) -> Result<RecordPage, StoreError>;

    /// One, if it may be reached.
    async fn get(
        &self,
        tenant: &str,
        record_type: &str,
        id: &str,
        access: &RowAccess,
    ) -> Result<Option<Record>, StoreError>;

    /// Makes the change, with its entry in the record's history, all of it or nothing. The same change (by its id) again
    /// changes nothing and returns what it did the first time, whatever has happened to the record since.
    async fn apply(&self, change: &Change) -> Result<ActionDone, ChangeError>;

    /// What a turn has done so far, in order: whoever takes it over does none of it again.
    async fn done_by(&self, tenant: &str, turn: &str) -> Result<Vec<ActionDone>, StoreError>;

    /// What happened to a record, newest first, deleted or not; at most `limit`.
    async fn history(
        &self,
        tenant: &str,
        record_type: &str,
        id: &str,
        limit: u16,
    ) -> Result<Vec<HistoryEntry>, StoreError>;

    /// Takes the user's id out of whatever they made or changed: what remains names `deleted user`. Their records stay.
    async fn forget_author(&self, tenant: &str, user: &str) -> Result<(), StoreError>;
}

/// A change of one record.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// Made of the turn and the place of the action in it: `<turn>.<place>`; of an import, of its row.
    pub id: ChangeId,
    /// The tenant.
    pub tenant: String,
    /// The type.
    pub record_type: String,
    /// Who makes it: [`crate::records::Actor::name`], or `admin`.
    pub by: String,
    /// When.
    pub at: Timestamp,
    /// Which records may be changed so: a condition of the write.
    pub access: RowAccess,
    /// The fields of the type that are unique.
    pub unique: Vec<String>,
    /// What is changed.
    pub what: What,
}

/// What makes a change itself: the same id is the same change.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct ChangeId {
    /// The turn, or whatever else led to it: 1 to 200 bytes.
    pub turn: String,
    /// The action's place in it, from 0.
    pub place: u16,
}

/// What is changed.
#[derive(Debug, Clone, PartialEq)]
pub enum What {
    /// A new record. The store gives it the next number.
    Create {
        /// What stands before the number.
        id_prefix: String,
        /// The id, where it is known already (an import).
        id: Option<String>,
        /// Its state.
        status: Option<String>,
        /// What is known of it.
        fields: BTreeMap<String, Json>,
    },
    /// Fields and state, of the version that was read.
    Update {
        /// Which.
        id: String,
        /// The version that was read.
        version: u64,
        /// What is known from now on; `None` is no longer known.
        fields: BTreeMap<String, Option<Json>>,
        /// The state from now on; the same as before where absent.
        status: Option<String>,
    },
    /// A comment: the record itself stays as it is.
    Comment {
        /// On which.
        id: String,
        /// The comment; at most 4,000 characters.
        text: String,
    },
    /// A commit of a repository is linked to it: the record itself stays as it is.
    LinkCommit {
        /// To which.
        id: String,
        /// The commit: 7 to 40 hexadecimal digits.
        commit: String,
    },
    /// It is no longer there. Its history is.
    Delete {
        /// Which.
        id: String,
        /// The version that was read.
        version: u64,
    },
}

/// One thing that happened to a record.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct HistoryEntry {
    /// When.
    pub at: Timestamp,
    /// Who did it.
    pub by: String,
    /// What was done.
    pub action: shared::tenant::RecordAction,
    /// The version that came of it.
    pub version: u64,
    /// Of changed fields and `status`: what they were, and what they became.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub changed: BTreeMap<String, (Option<Json>, Option<Json>)>,
    /// The comment, or the commit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

/// Why a change was not made.
#[derive(Debug, thiserror::Error)]
pub enum ChangeError {
    /// There is no such record, or it may not be reached.
    #[error("there is no such record")]
    NotThere,
    /// Somebody has changed it since it was read.
    #[error("it has been changed since it was read")]
    Stale,
    /// Another record has the same in a unique field.
    #[error("another record has the same {0}")]
    NotUnique(String),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}
