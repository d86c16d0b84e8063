//! A turn of the log, as the wire shows it.

use engine::log::{ConversationId, Lease, Outcome};
use engine::scope;
use jiff::Timestamp;
use shared::tenant::TenantFile;
use shared::wire::{Author, Message, MessageState, Reply, TurnState};

use super::read::LoggedTurn;
use crate::app::App;

/// The name of a turn: its session and its place.
pub(crate) fn turn_id(conversation: &ConversationId, seq: u64) -> String {
    format!("{}.{seq}", conversation.session)
}

/// The answer of a closed turn.
pub(crate) fn reply(
    tenant: &TenantFile,
    locale: &str,
    turn_id: String,
    message_id: &str,
    outcome: &Outcome,
    request_id: &str,
) -> Reply {
    let view = scope::view(tenant, locale, &outcome.scope);
    Reply {
        turn_id,
        message_id: message_id.to_owned(),
        bot_message: outcome.reply.clone(),
        extracted_attributes: view.extracted_attributes,
        ready_for_estimate: view.ready_for_estimate,
        confidence: view.confidence,
        missing_attributes: view.missing_attributes,
        intent: outcome.intent.clone(),
        tool_calls: outcome.tool_calls.clone(),
        blocks: outcome.blocks.clone(),
        confirmed: view.confirmed,
        rejected: Vec::new(),
        stopped: false,
        degraded: outcome.degraded.is_some(),
        at: outcome.closed_at.to_string(),
        request_id: request_id.to_owned(),
    }
}

/// The messages of these turns, oldest first.
pub(crate) fn messages(conversation: &ConversationId, turns: &[LoggedTurn]) -> Vec<Message> {
    turns.iter().flat_map(|logged| both_messages(conversation, logged)).collect()
}

fn both_messages(conversation: &ConversationId, logged: &LoggedTurn) -> impl Iterator<Item = Message> {
    let outcome = logged.outcome();
    let asked = Message {
        turn_id: turn_id(conversation, logged.seq),
        message_id: logged.turn.message_id.clone(),
        author: Author::User,
        text: logged.turn.message.clone(),
        at: logged.at.to_string(),
        state: if outcome.is_some() { MessageState::Done } else { MessageState::Pending },
        degraded: false,
        edit: false,
        blocks: Vec::new(),
        stopped: false,
        thumb: None,
    };
    let answer = outcome.map(|outcome| Message {
        author: Author::Assistant,
        text: outcome.reply.clone(),
        at: outcome.closed_at.to_string(),
        degraded: outcome.degraded.is_some(),
        blocks: outcome.blocks.clone(),
        ..asked.clone()
    });
    [Some(asked), answer].into_iter().flatten()
}

/// How far a turn is.
pub(crate) fn state_of(app: &App, logged: &LoggedTurn, now: Timestamp) -> TurnState {
    match logged.lease() {
        None => TurnState::Done,
        Some(lease) if is_held(app, lease, now) => TurnState::Running,
        Some(_) => TurnState::Interrupted,
    }
}

/// Whether somebody is still answering: the lease has time left, and its process can still be there.
pub(super) fn is_held(app: &App, lease: &Lease, now: Timestamp) -> bool {
    let is_ours = lease.holder.starts_with(&*app.process);
    lease.until > now && (is_ours || !app.is_only_process)
}
