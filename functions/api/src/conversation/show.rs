//! A turn of the log, as the wire shows it.

use engine::log::{ConversationId, Lease, Outcome};
use engine::rules::edit_words;
use engine::scope::{self, Applied, Operation};
use jiff::Timestamp;
use shared::tenant::TenantFile;
use shared::wire::{
    Author, Extracted, Message, MessageState, Reply, ToolCall, TurnState, TurnStatus, Understood,
};

use super::read::{Conversation, LoggedTurn};
use crate::app::App;
use crate::problem::ApiError;
use crate::session::Session;

/// The name of a turn: its session and its place.
pub(crate) fn turn_id(conversation: &ConversationId, seq: u64) -> String {
    format!("{}.{seq}", conversation.session)
}

/// The place that the name of a turn of this session stands for.
pub(crate) fn place_of(session: &Session, turn_id: &str) -> Result<u64, ApiError> {
    let unknown = ApiError::Unknown("turn");
    let Some((named, seq)) = turn_id.rsplit_once('.') else { return Err(unknown) };
    session.must_be(named)?;
    seq.parse().map_err(|_| unknown)
}

/// A turn as its status is told.
pub(crate) fn status(
    app: &App,
    session: &Session,
    logged: &LoggedTurn,
    request_id: &str,
) -> Result<TurnStatus, ApiError> {
    let tenant = session.tenant(app)?;
    let answer = logged.outcome().map(|outcome| {
        let stopped = logged.turn.stop_requested;
        reply(tenant, &session.claims.locale, &session.conversation, logged, outcome, stopped, request_id)
    });
    let turn_id = turn_id(&session.conversation, logged.seq);
    Ok(TurnStatus { turn_id, state: state_of(app, logged, app.clock.now()), reply: answer })
}

/// The answer of a closed turn. `stopped` is whether the visitor wanted no more of it.
pub(crate) fn reply(
    tenant: &TenantFile,
    locale: &str,
    conversation: &ConversationId,
    logged: &LoggedTurn,
    outcome: &Outcome,
    stopped: bool,
    request_id: &str,
) -> Reply {
    let view = scope::view(tenant, locale, &outcome.scope);
    Reply {
        turn_id: turn_id(conversation, logged.seq),
        message_id: logged.turn.message_id.clone(),
        bot_message: outcome.reply.clone(),
        extracted_attributes: view.extracted_attributes,
        ready_for_estimate: view.ready_for_estimate,
        confidence: view.confidence,
        missing_attributes: view.missing_attributes,
        intent: outcome.intent.clone(),
        intent_confidence: outcome.intent_confidence,
        tool_calls: outcome.tool_calls.clone(),
        actions: outcome.actions.clone(),
        handed_over: outcome.handed_over,
        blocks: outcome.blocks.clone(),
        confirmed: view.confirmed,
        rejected: outcome.rejected.clone(),
        stopped,
        degraded: outcome.degraded.is_some(),
        at: outcome.closed_at.to_string(),
        request_id: request_id.to_owned(),
    }
}

/// The messages of a conversation, oldest first.
pub(crate) fn messages(tenant: &TenantFile, locale: &str, conversation: &Conversation) -> Vec<Message> {
    let turns = conversation.turns.iter();
    turns.flat_map(|logged| both_messages(tenant, locale, &conversation.id, logged)).collect()
}

fn both_messages(
    tenant: &TenantFile,
    locale: &str,
    conversation: &ConversationId,
    logged: &LoggedTurn,
) -> impl Iterator<Item = Message> + use<> {
    let outcome = logged.outcome();
    let asked = Message {
        turn_id: turn_id(conversation, logged.seq),
        message_id: logged.turn.message_id.clone(),
        author: Author::User,
        text: said(tenant, locale, logged),
        at: logged.at.to_string(),
        state: if outcome.is_some() { MessageState::Done } else { MessageState::Pending },
        degraded: false,
        edit: logged.turn.edit.is_some(),
        understood: outcome.map(|outcome| understood(tenant, locale, outcome)).unwrap_or_default(),
        blocks: Vec::new(),
        tool_calls: Vec::new(),
        stopped: false,
        thumb: None,
    };
    let answer = outcome.map(|outcome| Message {
        author: Author::Assistant,
        text: outcome.reply.clone(),
        at: outcome.closed_at.to_string(),
        degraded: outcome.degraded.is_some(),
        edit: false,
        understood: Vec::new(),
        blocks: outcome.blocks.clone(),
        tool_calls: called(outcome),
        stopped: logged.turn.stop_requested,
        thumb: logged.turn.thumb,
        ..asked.clone()
    });
    [Some(asked), answer].into_iter().flatten()
}

/// The tools that were called: what was understood is told with the message.
fn called(outcome: &Outcome) -> Vec<ToolCall> {
    outcome.tool_calls.iter().filter(|call| !Operation::is_in(call)).cloned().collect()
}

/// What a turn put into the scope: the values that its calls name, as they stood when it was closed.
fn understood(tenant: &TenantFile, locale: &str, outcome: &Outcome) -> Vec<Understood> {
    let is_named = |key: &String| {
        outcome
            .tool_calls
            .iter()
            .any(|call| call.outcome == Applied::Added.code() && call.arguments.get("key") == Some(key))
    };
    let mut known = scope::view(tenant, locale, &outcome.scope).extracted_attributes;
    let attributes = tenant.scope.attributes.iter().filter(|attribute| is_named(&attribute.key));
    attributes
        .filter_map(|attribute| {
            let Extracted { label, display, .. } = known.remove(&attribute.key)?;
            Some(Understood { key: attribute.key.clone(), label, display })
        })
        .collect()
}

/// What the visitor said; of a change made by hand, what it comes to in words.
pub(super) fn said(tenant: &TenantFile, locale: &str, logged: &LoggedTurn) -> String {
    match &logged.turn.edit {
        Some(edit) => edit_words(tenant, locale, edit, logged.outcome().map(|outcome| &outcome.scope)),
        None => logged.turn.message.clone(),
    }
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
    // What is in the queue outlives the process that put it there.
    let is_ours = lease.holder.starts_with(&*app.process) || is_queued(lease);
    lease.until > now && (is_ours || !app.is_only_process)
}

/// What leads the holder of a turn that waits in the queue.
pub(super) const QUEUE: &str = "queue/";

/// Whether the turn waits in the queue for somebody to take it over.
pub(super) fn is_queued(lease: &Lease) -> bool {
    lease.holder.starts_with(QUEUE)
}
