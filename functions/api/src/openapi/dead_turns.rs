//! The routes of background turns that were given up, told.

use axum::http::Method;
use shared::wire::{DeadTurn, DeadTurnList};

use super::operation::Operation;
use crate::problem::ProblemKind;

/// Every one of them.
pub(super) fn operations() -> Vec<Operation> {
    let of = |method, path, id| {
        Operation::new(method, path, id, "background").uses_the_store().can_fail(&[ProblemKind::NOT_FOUND])
    };
    vec![
        of(Method::GET, "/api/v1/admin/dead-turns", "listDeadTurns")
            .says(
                "Background turns that were given up",
                "Those that could not be answered however often they were tried; or the name of the queue that keeps them.",
            )
            .answers::<DeadTurnList>(200, "Those that were given up."),
        of(Method::POST, "/api/v1/admin/dead-turns/{turn}/revive", "reviveDeadTurn")
            .says("Try a background turn again", "At once, and as often as one that was never tried.")
            .answers::<DeadTurn>(200, "The turn, which is in the queue again."),
    ]
}
