//! What a tenant's own systems are told of a conversation: which deliveries go with which write.

use engine::log::{Entry, EntryBody, Outcome};
use engine::ports::{AppendError, Delivery};
use engine::webhooks::{ClosedTurn, EndReason, EndedConversation, Said, of_closed_turn, of_ended};
use jiff::Timestamp;
use shared::tenant::{TenantFile, WebhookEvent};
use shared::wire::Author;

use super::open::{LEASE, RACES_AT_MOST, expires_at};
use super::read::{Conversation, LoggedTurn};
use super::run::Task;
use crate::app::App;
use crate::problem::ApiError;

/// What is told with the write that closes the turn.
pub(super) fn told_of_close(
    task: &Task,
    logged: &LoggedTurn,
    read: &Conversation,
    outcome: &Outcome,
) -> Vec<Delivery> {
    // Most tenants have no webhook: then the scope is not copied.
    if task.tenant.webhooks.is_empty() {
        return Vec::new();
    }
    of_closed_turn(&ClosedTurn {
        tenant: &task.tenant,
        locale: &task.locale,
        conversation: &task.conversation,
        seq: logged.seq,
        turn: &logged.turn,
        before: &read.scope_before(logged.seq),
        outcome,
        is_first: read.turns.iter().all(|one| one.outcome().is_none()),
        transcript: &if outcome.handed_over { transcript(logged, read, outcome) } else { Vec::new() },
    })
}

/// What was said so far, this turn included, oldest first.
fn transcript<'a>(logged: &'a LoggedTurn, read: &'a Conversation, outcome: &'a Outcome) -> Vec<Said<'a>> {
    let before = read.turns.iter().filter(|one| one.seq < logged.seq);
    let turns = before.filter_map(|one| Some((one, one.outcome()?))).chain([(logged, outcome)]);
    let both = turns.flat_map(|(one, outcome)| {
        [
            Said { author: Author::User, text: &one.turn.message, at: one.at },
            Said { author: Author::Assistant, text: &outcome.reply, at: outcome.closed_at },
        ]
    });
    both.filter(|said| !said.text.is_empty()).collect()
}

/// Whether somebody wants to hear when conversations of the tenant are over.
pub(crate) fn tells_of_ends(tenant: &TenantFile) -> bool {
    tenant.webhooks.iter().any(|webhook| webhook.events.contains(&WebhookEvent::ConversationEnded))
}

/// What is told with the write after which nothing may follow.
pub(crate) fn told_of_end(
    tenant: &TenantFile,
    locale: &str,
    read: &Conversation,
    reason: EndReason,
    at: Timestamp,
) -> Vec<Delivery> {
    if read.is_unspoken() || !tells_of_ends(tenant) {
        return Vec::new();
    }
    of_ended(&EndedConversation {
        tenant,
        locale,
        conversation: &read.id,
        newest: read.turns.last().map(|logged| (logged.seq, &logged.turn)),
        scope: &read.scope(),
        reason,
        at,
    })
}

/// What became of a wait for the end of a conversation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Waited {
    /// There is nothing to wait for any more: the conversation is over, and whoever wants to hear of it is being told.
    Over,
    /// The conversation goes on; it may be over then.
    Until(Timestamp),
}

/// Ends the conversation that the delivery waits for, if its time is over.
///
/// # Errors
///
/// The store fails; the wait goes on.
pub async fn end_if_idle(app: &App, waiting: &Delivery) -> Result<Waited, ApiError> {
    let Some(tenant) = app.tenants.get(&waiting.conversation.tenant) else { return Ok(Waited::Over) };
    for _ in 0..RACES_AT_MOST {
        let read = Conversation::read_newest(app, &waiting.conversation).await?;
        let Some(idle_at) = read.idle_at(tenant).filter(|_| !read.is_ended) else { return Ok(Waited::Over) };
        let now = app.clock.now();
        if now < idle_at {
            return Ok(Waited::Until(idle_at));
        }
        // What somebody is still answering is told before the end.
        if read.turns.iter().filter_map(LoggedTurn::lease).any(|lease| lease.until > now) {
            return Ok(Waited::Until(now + LEASE));
        }
        let told = told_of_end(tenant, &tenant.locale, &read, EndReason::Idle, now);
        if told.is_empty() {
            return Ok(Waited::Over);
        }
        let entry = Entry {
            conversation: waiting.conversation.clone(),
            seq: read.next_seq,
            at: now,
            expires_at: expires_at(tenant, now),
            body: EntryBody::Lapsed,
        };
        match app.turn_log.append(&entry, &told).await {
            Ok(()) => {
                app.wake.call();
                return Ok(Waited::Over);
            }
            Err(AppendError::Taken) => {}
            Err(AppendError::Store(error)) => return Err(error.into()),
        }
    }
    Err(ApiError::crowded())
}
