//! A log that cannot be reached, or holds what cannot be read.

use std::sync::Arc;

use async_trait::async_trait;
use engine::log::{ConversationId, Entry, Lease, Opinion, Outcome};
use engine::ports::{AppendError, Closed, Delivery, LeaseError, OpinionError, StoreError, TurnLog};

/// A log that answers everything with one error.
pub(super) struct FailingLog(fn() -> StoreError);

impl FailingLog {
    pub(super) fn away() -> Arc<Self> {
        Arc::new(Self(|| StoreError::Unavailable("away".to_owned())))
    }

    pub(super) fn corrupt() -> Arc<Self> {
        Arc::new(Self(|| StoreError::Corrupt("unreadable".to_owned())))
    }
}

#[async_trait]
impl TurnLog for FailingLog {
    async fn newest(&self, _: &ConversationId, _: Option<u64>, _: u16) -> Result<Vec<Entry>, StoreError> {
        Err((self.0)())
    }

    async fn append(&self, _: &Entry, _: &[Delivery]) -> Result<(), AppendError> {
        Err((self.0)().into())
    }

    async fn take_over(&self, _: &ConversationId, _: u64, _: &Lease, _: &Lease) -> Result<(), LeaseError> {
        Err((self.0)().into())
    }

    async fn close(
        &self,
        _: &ConversationId,
        _: u64,
        _: &Lease,
        _: &Outcome,
        _: &[Delivery],
    ) -> Result<Closed, LeaseError> {
        Err((self.0)().into())
    }

    async fn request_stop(&self, _: &ConversationId, _: u64) -> Result<(), LeaseError> {
        Err((self.0)().into())
    }

    async fn keep_opinion(&self, _: &ConversationId, _: u64, _: &Opinion) -> Result<(), OpinionError> {
        Err((self.0)().into())
    }

    async fn forget_before(&self, _: &ConversationId, _: u64) -> Result<(), StoreError> {
        Err((self.0)())
    }
}
