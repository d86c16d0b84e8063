//! `GET /api/v1/chat/history/{session}`: the messages, by pages from the newest back.

use axum::Json;
use axum::extract::State;
use serde::Deserialize;
use shared::wire::HistoryPage;

use crate::address::{Asked, Named};
use crate::app::App;
use crate::conversation::{Conversation, messages};
use crate::problem::ApiError;
use crate::session::Session;

/// Turns on a page; each is up to two messages.
const PAGE_TURNS: u16 = 25;

/// Which page.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PageQuery {
    /// What the page before said; the newest page where absent.
    before: Option<u64>,
}

pub(crate) async fn list_messages(
    State(app): State<App>,
    session: Session,
    Named(named): Named,
    Asked(PageQuery { before }): Asked<PageQuery>,
) -> Result<Json<HistoryPage>, ApiError> {
    session.must_be(&named)?;
    if before.is_some_and(|before| i64::try_from(before).is_err()) {
        return Err(ApiError::Query("`before` is no number of an earlier page".to_owned()));
    }
    let tenant = session.tenant(&app)?;
    let conversation = Conversation::read(&app, &session.conversation, before, PAGE_TURNS).await?;
    let user = session.claims.user_id();
    if before.is_none() {
        conversation.must_be_of(user)?;
        conversation.must_go_on(tenant, app.clock.now())?;
    } else if conversation.owner().is_none() {
        // What was said before the user was identified is theirs as well: only the newest turn tells.
        Conversation::read(&app, &session.conversation, None, 1).await?.must_be_of(user)?;
    } else {
        conversation.must_be_of(user)?;
    }
    let messages = messages(tenant, &session.claims.locale, &conversation);
    Ok(Json(HistoryPage { messages, before: conversation.before }))
}
