//! `POST /api/v1/chat/stop/{turn}`: the visitor wants no more of an answer.
//!
//! The wish is kept in the log and nowhere else, so any process can take it and any process can be the one that
//! answers. Letting go of the stream is no such wish: a turn goes on without its listener. After this call it is what
//! makes whoever answers look.

use axum::extract::State;
use axum::http::StatusCode;
use axum::{Extension, Json};
use engine::ports::LeaseError;
use shared::wire::TurnStatus;

use crate::address::Named;
use crate::app::App;
use crate::conversation::{Conversation, place_of, state_of, status};
use crate::problem::ApiError;
use crate::request_id::RequestId;
use crate::session::Session;

/// 202 while the turn is open, 200 with its answer where it is closed already.
pub(crate) async fn stop_turn(
    State(app): State<App>,
    Extension(RequestId(request_id)): Extension<RequestId>,
    session: Session,
    Named(turn_id): Named,
) -> Result<(StatusCode, Json<TurnStatus>), ApiError> {
    let seq = place_of(&session, &turn_id)?;
    let mut logged = Conversation::find_turn(&app, &session, seq).await?;
    if logged.outcome().is_none() {
        match app.turn_log.request_stop(&session.conversation, seq).await {
            Ok(()) => {
                app.stops.ask(&turn_id);
                let state = state_of(&app, &logged, app.clock.now());
                return Ok((StatusCode::ACCEPTED, Json(TurnStatus { turn_id, state, reply: None })));
            }
            // It was closed in between, or forgotten.
            Err(LeaseError::Lost) => logged = Conversation::find_turn(&app, &session, seq).await?,
            Err(LeaseError::Store(error)) => return Err(error.into()),
        }
    }
    Ok((StatusCode::OK, Json(status(&app, &session, &logged, &request_id)?)))
}
