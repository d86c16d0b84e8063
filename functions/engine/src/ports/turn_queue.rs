//! Turns that are answered in the background.

use async_trait::async_trait;
use serde::{Deserialize, Serialize};

use super::StoreError;
use crate::log::{ConversationId, Lease};

/// Takes turns to whoever answers them. Each is taken there at least once.
#[async_trait]
pub trait TurnQueue: Send + Sync {
    /// Puts an open turn in. Once this returns, somebody will answer it, whatever becomes of this process.
    async fn enqueue(&self, turn: &QueuedTurn) -> Result<(), QueueError>;

    /// The tenant's turns that were tried too often and given up: at most 100, or where they are to be looked for.
    async fn given_up(&self, tenant: &str) -> Result<GivenUp, StoreError>;

    /// Puts a turn that was given up into the queue again. False where it is not among them any more.
    async fn take_up_again(&self, turn: &QueuedTurn) -> Result<bool, StoreError>;
}

/// Turns that were given up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GivenUp {
    /// These.
    Turns(Vec<QueuedTurn>),
    /// They are nothing that this queue can show: whoever operates it finds them there, all tenants' together.
    Elsewhere(&'static str),
}

/// An open turn in the log, and what answering it needs besides the log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct QueuedTurn {
    /// The conversation.
    pub conversation: ConversationId,
    /// The turn's place.
    pub seq: u64,
    /// The lease on which it was opened: whoever gets the turn first from the queue takes it over from this one.
    pub lease: Lease,
    /// BCP 47: the visitor's language.
    pub locale: String,
    /// The visitor's time zone by its IANA name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time_zone: Option<String>,
    /// The request that brought it.
    pub request_id: String,
}

/// The queue did not take it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the queue is not available: {0}")]
pub struct QueueError(pub String);
