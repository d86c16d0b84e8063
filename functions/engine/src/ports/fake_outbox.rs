//! The outbox in memory: what the fake log of turns was given.

use std::collections::BTreeMap;
use std::sync::{MutexGuard, PoisonError};

use async_trait::async_trait;
use jiff::Timestamp;

use super::{Delivery, DeliveryState, FakeTurnLog, Outbox, StoreError};
use crate::log::ConversationId;

/// By tenant and id: the delivery, and until when somebody has taken it.
pub(super) type Deliveries = BTreeMap<(String, String), (Delivery, Option<Timestamp>)>;

impl FakeTurnLog {
    /// Everything in the outbox, by tenant and id.
    pub fn deliveries(&self) -> Vec<Delivery> {
        self.outbox().values().map(|(delivery, _)| delivery.clone()).collect()
    }

    pub(super) fn send(&self, deliveries: &[Delivery]) {
        let mut outbox = self.outbox();
        for delivery in deliveries {
            outbox.insert(key(delivery), (delivery.clone(), None));
        }
    }

    fn outbox(&self) -> MutexGuard<'_, Deliveries> {
        self.deliveries.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Those of the tenant that are in this state and not past their time.
    fn in_state(&self, tenant: &str, state: DeliveryState) -> Vec<(Delivery, Option<Timestamp>)> {
        let now = self.clock.now();
        let outbox = self.outbox();
        let there = outbox.values().filter(|(delivery, _)| {
            delivery.conversation.tenant == tenant && delivery.state == state && delivery.expires_at > now
        });
        there.cloned().collect()
    }
}

#[async_trait]
impl Outbox for FakeTurnLog {
    async fn due(
        &self,
        tenant: &str,
        state: DeliveryState,
        now: Timestamp,
        limit: u16,
    ) -> Result<Vec<Delivery>, StoreError> {
        let mut due: Vec<Delivery> = self
            .in_state(tenant, state)
            .into_iter()
            .filter(|(delivery, taken)| delivery.next_at <= now && taken.is_none_or(|until| until <= now))
            .map(|(delivery, _)| delivery)
            .collect();
        due.sort_by_key(|delivery| delivery.next_at);
        due.truncate(limit.into());
        Ok(due)
    }

    async fn claim(&self, delivery: &Delivery, now: Timestamp, until: Timestamp) -> Result<bool, StoreError> {
        Ok(match self.outbox().get_mut(&key(delivery)) {
            Some((there, taken)) if is_as_read(there, delivery) && taken.is_none_or(|until| until <= now) => {
                *taken = Some(until);
                true
            }
            _ => false,
        })
    }

    async fn replace(&self, old: &Delivery, new: &Delivery) -> Result<bool, StoreError> {
        Ok(match self.outbox().get_mut(&key(old)) {
            Some(there) if is_as_read(&there.0, old) || there.0 == *new => {
                *there = (new.clone(), None);
                true
            }
            _ => false,
        })
    }

    async fn remove(&self, delivery: &Delivery) -> Result<(), StoreError> {
        let mut outbox = self.outbox();
        if outbox.get(&key(delivery)).is_some_and(|(there, _)| is_as_read(there, delivery)) {
            outbox.remove(&key(delivery));
        }
        Ok(())
    }

    async fn list(
        &self,
        tenant: &str,
        state: DeliveryState,
        limit: u16,
    ) -> Result<Vec<Delivery>, StoreError> {
        let there = self.in_state(tenant, state);
        let mut there: Vec<Delivery> = there.into_iter().map(|(delivery, _)| delivery).collect();
        there.reverse();
        if matches!(state, DeliveryState::Pending | DeliveryState::Waiting) {
            there.sort_by_key(|delivery| core::cmp::Reverse(delivery.next_at));
        }
        there.truncate(limit.into());
        Ok(there)
    }

    async fn find(&self, tenant: &str, id: &str) -> Result<Option<Delivery>, StoreError> {
        let now = self.clock.now();
        let outbox = self.outbox();
        let there = outbox.get(&(tenant.to_owned(), id.to_owned())).map(|(delivery, _)| delivery.clone());
        Ok(there.filter(|delivery| delivery.expires_at > now))
    }

    async fn forget(&self, conversation: &ConversationId) -> Result<(), StoreError> {
        self.outbox().retain(|_, (delivery, _)| delivery.conversation != *conversation);
        Ok(())
    }
}

/// Whether nobody has changed it since: every attempt changes the state or the time.
fn is_as_read(there: &Delivery, read: &Delivery) -> bool {
    there.state == read.state && there.next_at == read.next_at
}

fn key(delivery: &Delivery) -> (String, String) {
    (delivery.conversation.tenant.clone(), delivery.id.clone())
}
