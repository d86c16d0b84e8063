//! The log of turns in memory, for the tests of the crates above. Knows no size and no way to fail.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use async_trait::async_trait;
use jiff::Timestamp;

use super::fake_outbox::Deliveries;
use super::{AppendError, Clock, Closed, Delivery, LeaseError, OpinionError, StoreError, TurnLog};
use crate::log::{ConversationId, Entry, EntryBody, Lease, Opinion, Outcome, Progress, Turn};

/// The log of turns in memory, and the outbox with it. It keeps every promise of [`TurnLog`] and of [`super::Outbox`]; the
/// store's tests run over both.
pub struct FakeTurnLog {
    pub(super) clock: Arc<dyn Clock>,
    conversations: Mutex<BTreeMap<(String, String), BTreeMap<u64, Entry>>>,
    pub(super) deliveries: Mutex<Deliveries>,
}

impl FakeTurnLog {
    /// An empty log.
    #[must_use]
    pub fn new(clock: Arc<dyn Clock>) -> Self {
        Self { clock, conversations: Mutex::default(), deliveries: Mutex::default() }
    }

    fn conversations(&self) -> MutexGuard<'_, BTreeMap<(String, String), BTreeMap<u64, Entry>>> {
        self.conversations.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Changes the turn, if there is one.
    fn change<T>(
        &self,
        conversation: &ConversationId,
        seq: u64,
        change: impl FnOnce(&mut Turn) -> Option<T>,
    ) -> Option<T> {
        let now = self.clock.now();
        match self.conversations().get_mut(&key(conversation)).and_then(|entries| entries.get_mut(&seq)) {
            Some(Entry { body: EntryBody::Turn(turn), expires_at, .. }) if *expires_at > now => change(turn),
            _ => None,
        }
    }
}

#[async_trait]
impl TurnLog for FakeTurnLog {
    async fn newest(
        &self,
        conversation: &ConversationId,
        before: Option<u64>,
        limit: u16,
    ) -> Result<Vec<Entry>, StoreError> {
        let now = self.clock.now();
        let conversations = self.conversations();
        let Some(entries) = conversations.get(&key(conversation)) else { return Ok(Vec::new()) };
        Ok(entries
            .values()
            .rev()
            .filter(|entry| before.is_none_or(|before| entry.seq < before) && entry.expires_at > now)
            .take(limit.into())
            .cloned()
            .collect())
    }

    async fn append(&self, entry: &Entry, deliveries: &[Delivery]) -> Result<(), AppendError> {
        let now = self.clock.now();
        let mut entry = entry.clone();
        entry.expires_at = whole_second(entry.expires_at);
        let mut conversations = self.conversations();
        let entries = conversations.entry(key(&entry.conversation)).or_default();
        match entries.get(&entry.seq) {
            Some(there) if *there == entry => Ok(()),
            Some(there) if there.expires_at > now => Err(AppendError::Taken),
            _ => {
                entries.insert(entry.seq, entry);
                self.send(deliveries);
                Ok(())
            }
        }
    }

    async fn take_over(
        &self,
        conversation: &ConversationId,
        seq: u64,
        old: &Lease,
        new: &Lease,
    ) -> Result<(), LeaseError> {
        let changed = self.change(conversation, seq, |turn| match &mut turn.progress {
            Progress::Open(lease) if lease == old || lease == new => {
                *lease = new.clone();
                Some(())
            }
            _ => None,
        });
        changed.ok_or(LeaseError::Lost)
    }

    async fn close(
        &self,
        conversation: &ConversationId,
        seq: u64,
        lease: &Lease,
        outcome: &Outcome,
        deliveries: &[Delivery],
    ) -> Result<Closed, LeaseError> {
        let closed = self.change(conversation, seq, |turn| {
            let is_ours = match &turn.progress {
                Progress::Open(there) => there == lease,
                Progress::Closed(there) => **there == *outcome,
            };
            is_ours.then(|| {
                turn.progress = Progress::Closed(Box::new(outcome.clone()));
                Closed { stop_requested: turn.stop_requested }
            })
        });
        if closed.is_some() {
            self.send(deliveries);
        }
        closed.ok_or(LeaseError::Lost)
    }

    async fn request_stop(&self, conversation: &ConversationId, seq: u64) -> Result<(), LeaseError> {
        let asked = self.change(conversation, seq, |turn| {
            let is_open = matches!(turn.progress, Progress::Open(_));
            turn.stop_requested |= is_open;
            is_open.then_some(())
        });
        asked.ok_or(LeaseError::Lost)
    }

    async fn keep_opinion(
        &self,
        conversation: &ConversationId,
        seq: u64,
        opinion: &Opinion,
    ) -> Result<(), OpinionError> {
        let kept = self.change(conversation, seq, |turn| {
            let Progress::Closed(_) = turn.progress else { return None };
            match opinion {
                Opinion::Thumb(thumb) => turn.thumb = *thumb,
                Opinion::Rating(rating) => turn.rating = Some(rating.clone()),
            }
            Some(())
        });
        kept.ok_or(OpinionError::NotClosed)
    }

    async fn forget_before(&self, conversation: &ConversationId, seq: u64) -> Result<(), StoreError> {
        if let Some(entries) = self.conversations().get_mut(&key(conversation)) {
            entries.retain(|place, _| *place >= seq);
        }
        Ok(())
    }
}

fn key(conversation: &ConversationId) -> (String, String) {
    (conversation.tenant.clone(), conversation.session.clone())
}

fn whole_second(time: Timestamp) -> Timestamp {
    Timestamp::from_second(time.as_second()).unwrap_or(time)
}
