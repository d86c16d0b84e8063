//! `GET /api/v1/chat/status/{turn}`: how far a turn is, and its answer.

use axum::extract::{Path, State};
use axum::{Extension, Json};
use shared::wire::TurnStatus;

use crate::app::App;
use crate::conversation::{Conversation, reply, state_of};
use crate::problem::ApiError;
use crate::request_id::RequestId;
use crate::session::Session;

pub(crate) async fn show_turn(
    State(app): State<App>,
    Extension(RequestId(request_id)): Extension<RequestId>,
    session: Session,
    Path(turn_id): Path<String>,
) -> Result<Json<TurnStatus>, ApiError> {
    let tenant = session.tenant(&app)?;
    let unknown = ApiError::Unknown("turn");
    let Some((named, seq)) = turn_id.rsplit_once('.') else { return Err(unknown) };
    session.must_be(named)?;
    let Some(after) = seq.parse::<u64>().ok().and_then(|seq| seq.checked_add(1)) else { return Err(unknown) };
    let conversation = Conversation::read(&app, &session.conversation, Some(after), 1).await?;
    let Some(logged) = conversation.turn_at(after - 1) else { return Err(unknown) };
    let answer = logged.outcome().map(|outcome| {
        let message_id = &logged.turn.message_id;
        reply(tenant, &session.claims.locale, turn_id.clone(), message_id, outcome, &request_id)
    });
    let state = state_of(&app, logged, app.clock.now());
    Ok(Json(TurnStatus { turn_id, state, reply: answer }))
}
