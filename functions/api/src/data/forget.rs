//! Deleting what is kept.
//!
//! A conversation is ended by a marker before anything is deleted: a turn that is being answered finds its place gone when it
//! is closed, and a message that is being sent loses the race for the next place and then finds the end. The marker says
//! nothing of what was there, and goes with its time. Whatever fails in between, the same call goes on: the list of a user's
//! conversations loses each only when nothing of it is left.

use engine::log::{ConversationId, Entry, EntryBody, Progress};
use engine::ports::{AppendError, QuestionKey, StoreError, UserId};
use shared::tenant::TenantFile;

use crate::app::App;
use crate::conversation::{Conversation, NEWEST_TURNS, RACES_AT_MOST, expires_at};
use crate::problem::ApiError;

/// Sessions that are looked up at once.
const AT_ONCE: u16 = 25;

/// Ends the conversation and deletes everything of it.
pub(crate) async fn forget_conversation(
    app: &App,
    tenant: &TenantFile,
    id: &ConversationId,
) -> Result<(), ApiError> {
    let end = end(app, tenant, id).await?;
    forget_log(app, id, end).await?;
    app.outbox.forget(id).await?;
    Ok(())
}

/// Deletes what stands before the marker at this place, and the answers that its turns have left for others: those first, since
/// only the turns tell of them. Where it fails in between, the same call goes on.
pub(crate) async fn forget_log(app: &App, id: &ConversationId, marker: u64) -> Result<(), ApiError> {
    let mut before = marker;
    loop {
        let entries = match app.turn_log.newest(id, Some(before), NEWEST_TURNS).await {
            Ok(entries) => entries,
            // What cannot be read is deleted all the same; an answer that it may have left goes by its time.
            Err(StoreError::Corrupt(_)) => break,
            Err(error) => return Err(error.into()),
        };
        for hash in entries.iter().filter_map(kept_as) {
            app.answers.forget(&QuestionKey { tenant: id.tenant.clone(), hash: hash.to_owned() }).await?;
        }
        match entries.last() {
            Some(oldest) if entries.len() >= usize::from(NEWEST_TURNS) => before = oldest.seq,
            _ => break,
        }
    }
    app.turn_log.forget_before(id, marker).await?;
    Ok(())
}

fn kept_as(entry: &Entry) -> Option<&str> {
    let EntryBody::Turn(turn) = &entry.body else { return None };
    let Progress::Closed(outcome) = &turn.progress else { return None };
    outcome.kept_as.as_deref()
}

/// The place of the marker, which is put there where there is none.
async fn end(app: &App, tenant: &TenantFile, id: &ConversationId) -> Result<u64, ApiError> {
    for _ in 0..RACES_AT_MOST {
        let conversation = Conversation::read(app, id, None, 1).await?;
        if conversation.is_ended && !conversation.is_lapsed {
            return Ok(conversation.next_seq - 1);
        }
        let now = app.clock.now();
        let entry = Entry {
            conversation: id.clone(),
            seq: conversation.next_seq,
            at: now,
            expires_at: expires_at(tenant, now),
            body: EntryBody::Ended,
        };
        match app.turn_log.append(&entry, &[]).await {
            Ok(()) => return Ok(entry.seq),
            Err(AppendError::Taken) => {}
            Err(AppendError::Store(error)) => return Err(error.into()),
        }
    }
    Err(ApiError::crowded())
}

/// Ends every conversation of the user and deletes everything of them and under their id.
pub(crate) async fn forget_user(app: &App, tenant: &TenantFile, user: &UserId) -> Result<(), ApiError> {
    let mut after: Option<String> = None;
    loop {
        let sessions = app.people.sessions(user, after.as_deref(), AT_ONCE).await?;
        let Some(last) = sessions.last().cloned() else { break };
        for session in sessions {
            let id = ConversationId { tenant: user.tenant.clone(), session };
            let newest = Conversation::read(app, &id, None, 1).await?;
            let is_theirs = newest.owner() == Some(user.user.as_str());
            // After it was cleared it may have become another's.
            if is_theirs || newest.turns.is_empty() {
                forget_conversation(app, tenant, &id).await?;
            } else if newest.owner().is_none() {
                continue;
            }
            app.people.forget_session(user, &id.session).await?;
        }
        after = Some(last);
    }
    // What they made and changed stays the tenant's; who did it is told no more.
    app.records.forget_author(&user.tenant, &user.user).await?;
    app.people.forget(user).await?;
    Ok(())
}
