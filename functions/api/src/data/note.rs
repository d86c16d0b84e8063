//! The list of a user's conversations: so that all of them can be found again.

use engine::ports::UserId;
use jiff::{SignedDuration, Timestamp};
use shared::tenant::TenantFile;

use crate::app::App;
use crate::conversation::{Conversation, expires_at};
use crate::problem::ApiError;
use crate::session::Session;

/// How long an entry of the list outlives the turn before which it was written: no later turn of the same day writes it again.
const A_DAY: SignedDuration = SignedDuration::from_hours(24);

/// Notes that the session's user is about to speak, before they do: with their first turn, and with the first of every day, so
/// that the entry is there for as long as any turn. Anonymous turns and all others cost nothing.
pub(crate) async fn note_user(
    app: &App,
    tenant: &TenantFile,
    session: &Session,
    conversation: &Conversation,
    now: Timestamp,
) -> Result<(), ApiError> {
    let Some(user) = session.claims.user_id() else { return Ok(()) };
    let day = |at: Timestamp| at.as_second().div_euclid(A_DAY.as_secs());
    let is_noted = conversation
        .turns
        .last()
        .is_some_and(|newest| newest.turn.user.as_deref() == Some(user) && day(newest.at) == day(now));
    if is_noted {
        return Ok(());
    }
    let user = UserId { tenant: tenant.id.clone(), user: user.to_owned() };
    let until = expires_at(tenant, now) + A_DAY;
    app.people.note(&user, &session.claims.session, until).await?;
    Ok(())
}
