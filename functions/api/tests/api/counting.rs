//! A log that keeps count of what it is asked, and can be small.

use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use engine::log::{ConversationId, Entry, Lease, Opinion, Outcome};
use engine::ports::{AppendError, Closed, LeaseError, OpinionError, StoreError, TurnLog};

/// A log that keeps count of what it is asked: the names of the calls, in order.
pub(crate) struct CountingLog {
    log: Arc<dyn TurnLog>,
    calls: Mutex<Vec<&'static str>>,
    /// The most values that a scope may have to fit in.
    values_at_most: usize,
}

impl CountingLog {
    pub(crate) fn new(log: Arc<dyn TurnLog>) -> Arc<Self> {
        Self::small(log, usize::MAX)
    }

    /// One into which no turn fits that leaves more values than this.
    pub(crate) fn small(log: Arc<dyn TurnLog>, values_at_most: usize) -> Arc<Self> {
        Arc::new(Self { log, calls: Mutex::default(), values_at_most })
    }

    pub(crate) fn calls(&self) -> Vec<&'static str> {
        self.calls.lock().unwrap().clone()
    }

    fn count(&self, call: &'static str) -> &dyn TurnLog {
        self.calls.lock().unwrap().push(call);
        &*self.log
    }
}

#[async_trait]
impl TurnLog for CountingLog {
    async fn newest(
        &self,
        conversation: &ConversationId,
        before: Option<u64>,
        limit: u16,
    ) -> Result<Vec<Entry>, StoreError> {
        self.count("newest").newest(conversation, before, limit).await
    }

    async fn append(&self, entry: &Entry) -> Result<(), AppendError> {
        self.count("append").append(entry).await
    }

    async fn take_over(
        &self,
        conversation: &ConversationId,
        seq: u64,
        old: &Lease,
        new: &Lease,
    ) -> Result<(), LeaseError> {
        self.count("take_over").take_over(conversation, seq, old, new).await
    }

    async fn close(
        &self,
        conversation: &ConversationId,
        seq: u64,
        lease: &Lease,
        outcome: &Outcome,
    ) -> Result<Closed, LeaseError> {
        if outcome.scope.known.len() > self.values_at_most {
            return Err(StoreError::TooLarge.into());
        }
        self.count("close").close(conversation, seq, lease, outcome).await
    }

    async fn request_stop(&self, conversation: &ConversationId, seq: u64) -> Result<(), LeaseError> {
        self.count("request_stop").request_stop(conversation, seq).await
    }

    async fn keep_opinion(
        &self,
        conversation: &ConversationId,
        seq: u64,
        opinion: &Opinion,
    ) -> Result<(), OpinionError> {
        self.count("keep_opinion").keep_opinion(conversation, seq, opinion).await
    }

    async fn forget_before(&self, conversation: &ConversationId, seq: u64) -> Result<(), StoreError> {
        self.count("forget_before").forget_before(conversation, seq).await
    }
}
