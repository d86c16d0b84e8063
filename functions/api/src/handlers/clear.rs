//! `POST /api/v1/chat/clear` and `DELETE /api/v1/chat/session/{session}`: forgetting what was said.
//!
//! Both put a marker at the next place and then delete what stands before it. The marker alone is enough for readers;
//! it also keeps places from being used twice, so a message sent at the same time loses the race and reads again.

use axum::extract::State;
use axum::http::StatusCode;
use engine::log::{Entry, EntryBody};
use engine::ports::AppendError;
use engine::webhooks::EndReason;
use shared::wire::ClearRequest;

use crate::address::Named;
use crate::app::App;
use crate::body::JsonBody;
use crate::conversation::{Conversation, RACES_AT_MOST, expires_at, tells_of_ends, told_of_end};
use crate::data::forget_log;
use crate::problem::ApiError;
use crate::session::Session;

pub(crate) async fn clear_conversation(
    State(app): State<App>,
    session: Session,
    JsonBody(request): JsonBody<ClearRequest>,
) -> Result<StatusCode, ApiError> {
    if let Some(named) = &request.session_id {
        session.must_be(named)?;
    }
    forget(&app, &session, &EntryBody::Cleared).await
}

pub(crate) async fn end_session(
    State(app): State<App>,
    session: Session,
    Named(named): Named,
) -> Result<StatusCode, ApiError> {
    session.must_be(&named)?;
    forget(&app, &session, &EntryBody::Ended).await
}

async fn forget(app: &App, session: &Session, marker: &EntryBody) -> Result<StatusCode, ApiError> {
    let tenant = session.tenant(app)?;
    for _ in 0..RACES_AT_MOST {
        let is_end = *marker == EntryBody::Ended;
        // Whoever wants to hear of the end is told what was known.
        let conversation = if is_end && tells_of_ends(tenant) {
            Conversation::read_newest(app, &session.conversation).await?
        } else {
            Conversation::read(app, &session.conversation, None, 1).await?
        };
        conversation.must_be_of(session.claims.user_id())?;
        // What is over stays over, and asking twice is no error: what the first call could not delete, the second does.
        if conversation.is_ended && !conversation.is_lapsed {
            forget_log(app, &session.conversation, conversation.next_seq - 1).await?;
            return Ok(StatusCode::NO_CONTENT);
        }
        let now = app.clock.now();
        let told = if is_end && !conversation.is_lapsed {
            told_of_end(tenant, &session.claims.locale, &conversation, EndReason::Visitor, now)
        } else {
            Vec::new()
        };
        // What is over by its time can be forgotten, but does not begin anew.
        let body = if conversation.is_lapsed { EntryBody::Ended } else { marker.clone() };
        let entry = Entry {
            conversation: session.conversation.clone(),
            seq: conversation.next_seq,
            at: now,
            expires_at: expires_at(tenant, now),
            body,
        };
        match app.turn_log.append(&entry, &told).await {
            Ok(()) => {
                if !told.is_empty() {
                    app.wake.call();
                }
                forget_log(app, &session.conversation, entry.seq).await?;
                return Ok(StatusCode::NO_CONTENT);
            }
            Err(AppendError::Taken) => {}
            Err(AppendError::Store(error)) => return Err(error.into()),
        }
    }
    Err(ApiError::crowded())
}
