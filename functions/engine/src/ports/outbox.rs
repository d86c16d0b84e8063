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
    /// Pending deliveries of the tenant that are due, oldest first; at most `limit`.
    async fn due(&self, tenant: &str, now: Timestamp, limit: u16) -> Result<Vec<Delivery>, StoreError>;

    /// Takes the delivery for one attempt: nobody else gets it before `until`. False where somebody else was quicker, or it
    /// is not pending any more.
    async fn claim(&self, delivery: &Delivery, until: Timestamp) -> Result<bool, StoreError>;

    /// Keeps what came of an attempt: the delivery as it is now.
    async fn keep(&self, delivery: &Delivery) -> Result<(), StoreError>;

    /// Deliveries of the tenant in this state, newest first; at most `limit`. For the admin.
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
    /// From when on it may be tried (again).
    pub next_at: Timestamp,
    /// How often it was tried.
    pub attempts: u32,
    /// What the last attempt failed with, in a few words without the address's answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_error: Option<String>,
    /// When the store may delete it.
    pub expires_at: Timestamp,
}

/// How far a delivery is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeliveryState {
    /// To be tried.
    Pending,
    /// Taken by the other side.
    Delivered,
    /// Given up: it can be replayed by the admin.
    Dead,
}
