//! What a closed turn tells.

use jiff::SignedDuration;
use shared::tenant::{TenantFile, WebhookEvent};

use super::body::{Data, Said, deliveries, kept_until};
use crate::log::{ConversationId, Outcome, Turn};
use crate::ports::{Delivery, DeliveryState};
use crate::scope::{Scope, is_ready, view};

/// The most text of a transcript, in bytes: with the turn it must fit into an item of 400 KB.
const TRANSCRIPT_MAX_BYTES: usize = 100_000;

/// A turn that is about to be closed.
#[derive(Debug, Clone, Copy)]
pub struct ClosedTurn<'a> {
    /// The tenant.
    pub tenant: &'a TenantFile,
    /// The visitor's language, in which values are displayed.
    pub locale: &'a str,
    /// The conversation.
    pub conversation: &'a ConversationId,
    /// The turn's place.
    pub seq: u64,
    /// The turn.
    pub turn: &'a Turn,
    /// What was known before it.
    pub before: &'a Scope,
    /// How it ends.
    pub outcome: &'a Outcome,
    /// Whether no turn of the conversation was closed before.
    pub is_first: bool,
    /// What was said up to and with this turn, oldest first: for the people that it hands over to.
    pub transcript: &'a [Said<'a>],
}

/// The deliveries that go with the write that closes the turn: `scope.updated` where a value changed, `scope.ready` where it
/// is enough now and was not before, `scope.confirmed` where the visitor has confirmed it now and had not before. With the
/// first turn of a conversation goes one that waits for its end, where somebody wants to hear of that.
#[must_use]
pub fn of_closed_turn(closed: &ClosedTurn<'_>) -> Vec<Delivery> {
    let ClosedTurn { tenant, before, outcome, .. } = *closed;
    if tenant.webhooks.is_empty() {
        return Vec::new();
    }
    let after = &outcome.scope;
    let happened = [
        (WebhookEvent::ScopeUpdated, is_changed(before, after)),
        (WebhookEvent::ScopeReady, is_ready(&tenant.scope, after) && !is_ready(&tenant.scope, before)),
        (WebhookEvent::ScopeConfirmed, after.confirmed && !before.confirmed),
        (WebhookEvent::ConversationHandedOver, outcome.handed_over),
    ];
    let session = &closed.conversation.session;
    let data = Data {
        tenant: &tenant.id,
        conversation_id: session,
        turn_id: Some(format!("{session}.{}", closed.seq)),
        user_id: closed.turn.user.as_deref(),
        page: closed.turn.page.as_ref(),
        reason: None,
        scope: view(tenant, closed.locale, after),
        transcript: &[],
    };
    let told = happened.into_iter().filter(|(_, has_happened)| *has_happened).flat_map(|(event, _)| {
        let id = format!("evt_{session}_{}_{}", closed.seq, event.name().replace('.', "_"));
        let is_hand_over = event == WebhookEvent::ConversationHandedOver;
        let data =
            Data { transcript: if is_hand_over { newest(closed.transcript) } else { &[] }, ..data.clone() };
        deliveries(tenant, event, &id, &data, outcome.closed_at)
    });
    told.chain(waiting(closed)).collect()
}

/// The newest part that fits beside the turn in one write.
fn newest<'a, 'b>(transcript: &'a [Said<'b>]) -> &'a [Said<'b>] {
    let mut room = TRANSCRIPT_MAX_BYTES;
    let fits = |said: &&Said<'_>| {
        let left = room.checked_sub(said.text.len());
        room = left.unwrap_or(0);
        left.is_some()
    };
    let kept = transcript.iter().rev().take_while(fits).count();
    &transcript[transcript.len() - kept..]
}

fn is_changed(before: &Scope, after: &Scope) -> bool {
    before.known.len() != after.known.len()
        || before
            .known
            .iter()
            .any(|(key, known)| after.known.get(key).is_none_or(|there| there.value != known.value))
}

/// One a conversation is enough: when its time has come, it is looked when the newest turn was.
fn waiting(closed: &ClosedTurn<'_>) -> Option<Delivery> {
    let ClosedTurn { tenant, conversation, outcome, .. } = *closed;
    let event = WebhookEvent::ConversationEnded;
    if !closed.is_first || !tenant.webhooks.iter().any(|webhook| webhook.events.contains(&event)) {
        return None;
    }
    let now = outcome.closed_at;
    let next_at = now + SignedDuration::from_mins(i64::from(tenant.session.idle_minutes));
    Some(Delivery {
        id: format!("wait_{}_{}", conversation.session, closed.seq),
        conversation: conversation.clone(),
        event,
        url: String::new(),
        secret: String::new(),
        body: String::new(),
        state: DeliveryState::Waiting,
        created_at: now,
        next_at,
        attempts: 0,
        last_error: None,
        // A conversation is kept for longer than it may be silent, so the wait is not deleted before it is over; a while
        // more, in case nobody looks for some days.
        expires_at: kept_until(tenant, next_at).max(next_at + SignedDuration::from_hours(24 * 7)),
    })
}
