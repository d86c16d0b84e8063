//! What the end of a conversation tells.

use jiff::Timestamp;
use shared::tenant::{TenantFile, WebhookEvent};

use super::body::{Data, EndReason, deliveries};
use crate::log::{ConversationId, Turn};
use crate::ports::Delivery;
use crate::scope::{Scope, view};

/// A conversation that is about to be over.
#[derive(Debug, Clone, Copy)]
pub struct EndedConversation<'a> {
    /// The tenant.
    pub tenant: &'a TenantFile,
    /// The language in which values are displayed.
    pub locale: &'a str,
    /// The conversation.
    pub conversation: &'a ConversationId,
    /// Its newest turn and that one's place, unless it was cleared.
    pub newest: Option<(u64, &'a Turn)>,
    /// What is known.
    pub scope: &'a Scope,
    /// Why it is over.
    pub reason: EndReason,
    /// When.
    pub at: Timestamp,
}

/// The deliveries of `conversation.ended`, which go with the write of the marker after which nothing may follow. There is one
/// such write, so each address is told once.
#[must_use]
pub fn of_ended(ended: &EndedConversation<'_>) -> Vec<Delivery> {
    let EndedConversation { tenant, newest, .. } = *ended;
    let session = &ended.conversation.session;
    let data = Data {
        tenant: &tenant.id,
        conversation_id: session,
        turn_id: newest.map(|(seq, _)| format!("{session}.{seq}")),
        user_id: newest.and_then(|(_, turn)| turn.user.as_deref()),
        page: newest.and_then(|(_, turn)| turn.page.as_ref()),
        reason: Some(ended.reason),
        scope: view(tenant, ended.locale, ended.scope),
        transcript: &[],
    };
    let id = format!("evt_{session}_ended");
    deliveries(tenant, WebhookEvent::ConversationEnded, &id, &data, ended.at)
}
