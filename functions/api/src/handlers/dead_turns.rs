//! `/api/v1/admin/dead-turns`: background turns that were tried too often, and trying them again.

use axum::Json;
use axum::extract::State;
use engine::ports::{GivenUp, QueuedTurn};
use shared::wire::{DeadTurn, DeadTurnList};

use crate::address::Named;
use crate::admin::Admin;
use crate::app::App;
use crate::conversation::turn_id;
use crate::problem::ApiError;

pub(crate) async fn list_dead_turns(
    State(app): State<App>,
    admin: Admin,
) -> Result<Json<DeadTurnList>, ApiError> {
    let tenant = &admin.tenant(&app)?.id;
    Ok(Json(match app.turn_queue.given_up(tenant).await? {
        GivenUp::Turns(turns) => {
            DeadTurnList { turns: turns.iter().map(shown).collect(), dead_letter_queue: None }
        }
        GivenUp::Elsewhere(queue) => {
            DeadTurnList { turns: Vec::new(), dead_letter_queue: Some(queue.to_owned()) }
        }
    }))
}

/// Tried at once, and as often as one that was never tried.
pub(crate) async fn revive_dead_turn(
    State(app): State<App>,
    admin: Admin,
    Named(id): Named,
) -> Result<Json<DeadTurn>, ApiError> {
    let tenant = &admin.tenant(&app)?.id;
    let GivenUp::Turns(turns) = app.turn_queue.given_up(tenant).await? else {
        return Err(ApiError::Unknown("turn"));
    };
    let turn = turns.iter().find(|turn| turn_id(&turn.conversation, turn.seq) == id);
    let turn = turn.ok_or(ApiError::Unknown("turn"))?;
    if !app.turn_queue.take_up_again(turn).await? {
        return Err(ApiError::Unknown("turn"));
    }
    app.wake.call();
    Ok(Json(shown(turn)))
}

fn shown(turn: &QueuedTurn) -> DeadTurn {
    DeadTurn {
        turn_id: turn_id(&turn.conversation, turn.seq),
        session_id: turn.conversation.session.clone(),
        request_id: turn.request_id.clone(),
    }
}
