//! `POST /api/v1/chat/clear` and `DELETE /api/v1/chat/session/{session}`: forgetting what was said.
//!
//! Both put a marker at the next place and then delete what stands before it. The marker alone is enough for readers;
//! it also keeps places from being used twice, so a message sent at the same time loses the race and reads again.

use axum::extract::State;
use axum::http::StatusCode;
use engine::log::{Entry, EntryBody};
use engine::ports::AppendError;
use shared::wire::ClearRequest;

use crate::address::Named;
use crate::app::App;
use crate::body::JsonBody;
use crate::conversation::{Conversation, RACES_AT_MOST, expires_at};
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
        let conversation = Conversation::read(app, &session.conversation, None, 1).await?;
        conversation.must_be_of(session.claims.user_id())?;
        // What is over stays over, and asking twice is no error.
        if conversation.is_ended {
            return Ok(StatusCode::NO_CONTENT);
        }
        let now = app.clock.now();
        let entry = Entry {
            conversation: session.conversation.clone(),
            seq: conversation.next_seq,
            at: now,
            expires_at: expires_at(tenant, now),
            body: marker.clone(),
        };
        match app.turn_log.append(&entry, &[]).await {
            Ok(()) => {
                app.turn_log.forget_before(&session.conversation, entry.seq).await?;
                return Ok(StatusCode::NO_CONTENT);
            }
            Err(AppendError::Taken) => {}
            Err(AppendError::Store(error)) => return Err(error.into()),
        }
    }
    Err(ApiError::crowded())
}
