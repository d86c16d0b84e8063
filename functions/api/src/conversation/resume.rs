//! Answering a turn that was put into the queue, for whoever works on it.

use engine::ports::QueuedTurn;

use super::events::Events;
use super::run::{Task, in_order};
use crate::app::App;
use crate::problem::ApiError;
use crate::time_zone;

/// Sees to it that the turn is answered: takes it over from the lease on which it was queued, or waits for whoever has. A turn
/// that is answered already, or was forgotten, is done with. So the same may come any number of times and at once, and the
/// turn is closed once.
///
/// # Errors
///
/// The turn is not answered: it must come again.
pub async fn answer_queued(app: &App, queued: &QueuedTurn) -> Result<(), ApiError> {
    let QueuedTurn { conversation, seq, lease, locale, time_zone, request_id } = queued.clone();
    let tenant =
        app.tenants.in_language(&conversation.tenant, &locale).ok_or(ApiError::Unknown("tenant"))?.clone();
    let time_zone = time_zone::named(time_zone.as_deref());
    let task = Task { app: app.clone(), tenant, locale, time_zone, user: None, conversation, request_id };
    match in_order(&task, seq, Some(&lease), &Events::nobody()).await {
        Err(ApiError::Unknown(_)) => Ok(()),
        answered => answered,
    }
}
