//! The body of an event, as Standard Webhooks has it: `type`, `timestamp`, `data`.

use jiff::{SignedDuration, Timestamp};
use serde::Serialize;
use shared::tenant::{TenantFile, Webhook, WebhookEvent};
use shared::wire::{Author, Page, ScopeView};

use crate::log::ConversationId;
use crate::ports::{Delivery, DeliveryState};

/// For how long a delivery is kept, unless the tenant's conversations are kept for less.
const KEPT: SignedDuration = SignedDuration::from_hours(24 * 30);

/// Why a conversation is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum EndReason {
    /// The visitor ended it.
    Visitor,
    /// Nothing was said for as long as the tenant's sessions last.
    Idle,
}

/// What every event tells.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Data<'a> {
    /// The tenant's id.
    pub(super) tenant: &'a str,
    /// The session's id.
    pub(super) conversation_id: &'a str,
    /// The turn that made the event; of an end, the newest turn, where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) turn_id: Option<String>,
    /// The identified user, by the tenant's id of them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) user_id: Option<&'a str>,
    /// The page of that turn.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) page: Option<&'a Page>,
    /// Of an end: why.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) reason: Option<EndReason>,
    /// Everything that is known.
    pub(super) scope: ScopeView,
    /// Of a hand-over: what was said, oldest first.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    pub(super) transcript: &'a [Said<'a>],
}

/// One message of a transcript.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Said<'a> {
    /// Who: `user` or `assistant`.
    pub author: Author,
    /// What; of the assistant, Markdown.
    pub text: &'a str,
    /// When.
    pub at: Timestamp,
}

#[derive(Serialize)]
struct Body<'a> {
    r#type: &'static str,
    timestamp: String,
    data: &'a Data<'a>,
}

/// One delivery for each of the tenant's addresses that want to hear of the event. `id` is what makes the event the only one
/// of its kind; the address's place in the file is added to it.
pub(super) fn deliveries(
    tenant: &TenantFile,
    event: WebhookEvent,
    id: &str,
    data: &Data<'_>,
    now: Timestamp,
) -> Vec<Delivery> {
    let wanted = tenant.webhooks.iter().enumerate().filter(|(_, webhook)| webhook.events.contains(&event));
    let mut wanted = wanted.peekable();
    if wanted.peek().is_none() {
        return Vec::new();
    }
    let body = Body { r#type: event.name(), timestamp: now.to_string(), data };
    // Nothing in it is without a JSON form: texts, finite numbers and maps of them.
    let body = serde_json::to_string(&body).unwrap_or_default();
    wanted
        .map(|(place, Webhook { url, secret, .. })| Delivery {
            id: format!("{id}_{place}"),
            conversation: ConversationId {
                tenant: tenant.id.clone(),
                session: data.conversation_id.to_owned(),
            },
            event,
            url: url.clone(),
            secret: secret.clone(),
            body: body.clone(),
            state: DeliveryState::Pending,
            created_at: now,
            next_at: now,
            attempts: 0,
            last_error: None,
            expires_at: kept_until(tenant, now),
        })
        .collect()
}

/// When a delivery of now may be deleted: never later than what it tells of.
pub(super) fn kept_until(tenant: &TenantFile, now: Timestamp) -> Timestamp {
    now + KEPT.min(SignedDuration::from_hours(24 * i64::from(tenant.retention.days)))
}
