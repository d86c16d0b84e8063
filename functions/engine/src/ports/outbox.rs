//! Webhooks on their way.

use async_trait::async_trait;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use shared::tenant::WebhookEvent;

use super::StoreError;
use crate::log::ConversationId;

/// What a tenant's own systems are still to be told. It is written with the turn that it tells of, in one write
/// ([`super::TurnLog::append`], [`super::TurnLog::close`]): there is neither a turn without its deliveries nor a delivery
/// without its turn.
#[async_trait]
pub trait Outbox: Send + Sync {
    /// Deliveries of the tenant that are due and that nobody has taken, those first that have been due longest; at most
    /// `limit`. They are pending or waiting: of others nothing is due.
    async fn due(
        &self,
        tenant: &str,
        state: DeliveryState,
        now: Timestamp,
        limit: u16,
    ) -> Result<Vec<Delivery>, StoreError>;

    /// Takes the delivery for one attempt: nobody else gets it before `until`. False where somebody else was quicker, or it
    /// is not any more as it was read.
    async fn claim(&self, delivery: &Delivery, now: Timestamp, until: Timestamp) -> Result<bool, StoreError>;

    /// Keeps the delivery as `new` in place of `old`, and lets go of it. False where it is not any more as `old` was read;
    /// then nothing is changed. The same again is no error.
    async fn replace(&self, old: &Delivery, new: &Delivery) -> Result<bool, StoreError>;

    /// Deletes the delivery. One that is not there is no error.
    async fn remove(&self, delivery: &Delivery) -> Result<(), StoreError>;

    /// Deliveries of the tenant in this state; at most `limit`. For the admin. Those of the newest conversations come first;
    /// of what is pending or waiting, what is due last.
    async fn list(&self, tenant: &str, state: DeliveryState, limit: u16)
    -> Result<Vec<Delivery>, StoreError>;

    /// One delivery, whatever its state.
    async fn find(&self, tenant: &str, id: &str) -> Result<Option<Delivery>, StoreError>;

    /// Deletes every delivery that tells of the conversation.
    async fn forget(&self, conversation: &ConversationId) -> Result<(), StoreError>;
}

/// One event on its way to one address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delivery {
    /// `webhook-id`: the same at every attempt, made of the turn and the event, so that no turn makes two.
    pub id: String,
    /// What it tells of.
    pub conversation: ConversationId,
    /// The event.
    pub event: WebhookEvent,
    /// Where to.
    pub url: String,
    /// The name of the secret that signs.
    pub secret: String,
    /// The body as it is sent, every time the same: JSON.
    pub body: String,
    /// How far it is.
    pub state: DeliveryState,
    /// When it was written.
    pub created_at: Timestamp,
    /// From when on it may be tried (again); once it is delivered or dead, when that was. Kept to the millisecond.
    pub next_at: Timestamp,
    /// How often it was tried.
    pub attempts: u32,
    /// What the last attempt failed with, in a few words without the address's answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_error: Option<String>,
    /// When the store may delete it; what is past it is never shown. Kept to the second.
    pub expires_at: Timestamp,
}

impl Delivery {
    /// The delivery begun anew: due at once, with every attempt before it and under the same id.
    #[must_use]
    pub fn replayed(&self, now: Timestamp) -> Self {
        let (state, last_error) = (DeliveryState::Pending, None);
        Self { state, next_at: now, attempts: 0, last_error, ..self.clone() }
    }
}

/// How far a delivery is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeliveryState {
    /// Nothing to be sent yet: at `next_at` it is looked whether the conversation is over by its time, and only then there is
    /// something to tell. It has neither address nor body.
    Waiting,
    /// To be tried.
    Pending,
    /// Taken by the other side.
    Delivered,
    /// Given up: it can be replayed by the admin.
    Dead,
}
