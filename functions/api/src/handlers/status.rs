//! `GET /api/v1/chat/status/{turn}`: how far a turn is, and its answer.

use axum::extract::State;
use axum::{Extension, Json};
use shared::wire::TurnStatus;

use crate::address::Named;
use crate::app::App;
use crate::conversation::{Conversation, place_of, status};
use crate::problem::ApiError;
use crate::request_id::RequestId;
use crate::session::Session;

pub(crate) async fn show_turn(
    State(app): State<App>,
    Extension(RequestId(request_id)): Extension<RequestId>,
    session: Session,
    Named(turn_id): Named,
) -> Result<Json<TurnStatus>, ApiError> {
    let seq = place_of(&session, &turn_id)?;
    let logged = Conversation::own_turn(&app, &session, seq).await?;
    Ok(Json(status(&app, &session, &logged, &request_id)?))
}
