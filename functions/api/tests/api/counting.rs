//! A log that keeps count of what it is asked, and can refuse to close turns.

use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use engine::log::{ConversationId, Entry, Lease, Opinion, Outcome};
use engine::ports::{AppendError, Closed, Delivery, LeaseError, OpinionError, StoreError, TurnLog};

/// Why a turn cannot be closed with an outcome, if it cannot.
type Refuses = dyn Fn(&Outcome) -> Option<StoreError> + Send + Sync;

/// A log that keeps count of what it is asked: the names of the calls, in order.
pub(crate) struct CountingLog {
    log: Arc<dyn TurnLog>,
    calls: Mutex<Vec<&'static str>>,
    refuses: Box<Refuses>,
}

impl CountingLog {
    pub(crate) fn new(log: Arc<dyn TurnLog>) -> Arc<Self> {
        Self::refusing(log, |_| None)
    }

    /// One that does not close a turn where `refuses` gives a reason.
    pub(crate) fn refusing(
        log: Arc<dyn TurnLog>,
        refuses: impl Fn(&Outcome) -> Option<StoreError> + Send + Sync + 'static,
    ) -> Arc<Self> {
        Arc::new(Self { log, calls: Mutex::default(), refuses: Box::new(refuses) })
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

    async fn append(&self, entry: &Entry, deliveries: &[Delivery]) -> Result<(), AppendError> {
        self.count("append").append(entry, deliveries).await
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
        deliveries: &[Delivery],
    ) -> Result<Closed, LeaseError> {
        let log = self.count("close");
        if let Some(reason) = (self.refuses)(outcome) {
            return Err(reason.into());
        }
        log.close(conversation, seq, lease, outcome, deliveries).await
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
