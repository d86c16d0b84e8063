//! The log of a conversation's turns: the only state there is.

use async_trait::async_trait;

use super::Delivery;
use crate::log::{ConversationId, Entry, Lease, Opinion, Outcome};

/// The log of turns. An entry's place in its conversation is its `seq`; places are never used twice.
///
/// An entry that is past its `expires_at` is as if it were not there, for every method, whether it has been deleted
/// yet or not. `expires_at` is kept to the second, rounded down.
///
/// A write whose answer was lost is tried again by the implementation. It then finds its own work, and says so: the
/// same entry appended again, the same lease taken or the same outcome closed with again is no error.
#[async_trait]
pub trait TurnLog: Send + Sync {
    /// The newest entries, newest first, of those before `before` where that is given; at most `limit`.
    async fn newest(
        &self,
        conversation: &ConversationId,
        before: Option<u64>,
        limit: u16,
    ) -> Result<Vec<Entry>, StoreError>;

    /// Puts the entry at its `seq`, if that place is free, and `deliveries` into the outbox: all of it or nothing.
    async fn append(&self, entry: &Entry, deliveries: &[Delivery]) -> Result<(), AppendError>;

    /// Replaces the lease of an open turn, if it still is `old`.
    async fn take_over(
        &self,
        conversation: &ConversationId,
        seq: u64,
        old: &Lease,
        new: &Lease,
    ) -> Result<(), LeaseError>;

    /// Closes an open turn, if its lease still is `lease`, and puts `deliveries` into the outbox: all of it or nothing.
    /// Tells whether a stop had been asked for until then; that stays on the turn.
    async fn close(
        &self,
        conversation: &ConversationId,
        seq: u64,
        lease: &Lease,
        outcome: &Outcome,
        deliveries: &[Delivery],
    ) -> Result<Closed, LeaseError>;

    /// Asks whoever answers an open turn to stop, whoever that is and will be: [`crate::log::Turn::stop_requested`].
    /// Asking twice is no error; [`LeaseError::Lost`] where the turn is not open.
    async fn request_stop(&self, conversation: &ConversationId, seq: u64) -> Result<(), LeaseError>;

    /// Keeps what the visitor thinks on a closed turn, in place of what they thought before. Nothing else of the turn
    /// changes, and what was forgotten does not come back.
    async fn keep_opinion(
        &self,
        conversation: &ConversationId,
        seq: u64,
        opinion: &Opinion,
    ) -> Result<(), OpinionError>;

    /// Deletes every entry before `seq`.
    async fn forget_before(&self, conversation: &ConversationId, seq: u64) -> Result<(), StoreError>;
}

/// Why the store did not do it.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// It cannot be reached, or failed; the same call may succeed later.
    #[error("the store is not available: {0}")]
    Unavailable(String),
    /// It asks to slow down.
    #[error("the store is throttling")]
    Throttled,
    /// What it holds cannot be read.
    #[error("the store holds an entry that cannot be read: {0}")]
    Corrupt(String),
    /// The entry is larger than it takes (DynamoDB: 400 KB): the same call never succeeds, a smaller one does.
    #[error("the entry is larger than the store takes")]
    TooLarge,
}

/// Why an entry was not put.
#[derive(Debug, thiserror::Error)]
pub enum AppendError {
    /// Another entry stands there: read the log again.
    #[error("the place is taken")]
    Taken,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What was found when a turn was closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Closed {
    /// Whether a stop had been asked for.
    pub stop_requested: bool,
}

/// Why an opinion was not kept.
#[derive(Debug, thiserror::Error)]
pub enum OpinionError {
    /// There is no such turn, or it is not closed.
    #[error("there is no closed turn")]
    NotClosed,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Why an open turn was not changed.
#[derive(Debug, thiserror::Error)]
pub enum LeaseError {
    /// The turn is closed, gone, or somebody else's: the result must be thrown away.
    #[error("the lease is lost")]
    Lost,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}
