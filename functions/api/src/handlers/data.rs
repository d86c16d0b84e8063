//! `/api/v1/chat/data`: everything that is kept of a visitor, for themselves; `/api/v1/admin/…/data`: for the tenant's admins.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use engine::log::ConversationId;
use engine::ports::UserId;
use serde::Deserialize;
use shared::wire::DataPage;

use crate::address::{Asked, Named};
use crate::admin::Admin;
use crate::app::App;
use crate::conversation::Conversation;
use crate::data::{Subject, export, forget_conversation, forget_user, note_user};
use crate::problem::ApiError;
use crate::session::Session;

/// Which page.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DataQuery {
    /// What the page before said; the first page where absent.
    next: Option<String>,
}

pub(crate) async fn export_own(
    State(app): State<App>,
    session: Session,
    Asked(query): Asked<DataQuery>,
) -> Result<Json<DataPage>, ApiError> {
    let tenant = session.tenant(&app)?;
    let subject = own(&app, &session).await?;
    export(&app, tenant, &subject, query.next.as_deref()).await.map(Json)
}

pub(crate) async fn forget_own(State(app): State<App>, session: Session) -> Result<StatusCode, ApiError> {
    let tenant = session.tenant(&app)?;
    // Whatever was said before the user was identified is theirs as well.
    let subject = own(&app, &session).await?;
    forget_conversation(&app, tenant, &session.conversation).await?;
    if let Subject::User(user) = subject {
        forget_user(&app, tenant, &user).await?;
    }
    Ok(StatusCode::NO_CONTENT)
}

/// What is the visitor's own: the conversation; once they have spoken as a user, all the user's.
async fn own(app: &App, session: &Session) -> Result<Subject, ApiError> {
    let newest = Conversation::read(app, &session.conversation, None, 1).await?;
    newest.must_be_of(session.claims.user_id())?;
    match session.claims.user_id() {
        Some(user) => {
            let tenant = session.tenant(app)?;
            note_user(app, tenant, session, &newest, app.clock.now()).await?;
            Ok(Subject::User(UserId { tenant: tenant.id.clone(), user: user.to_owned() }))
        }
        None => Ok(Subject::Conversation(session.conversation.clone())),
    }
}

pub(crate) async fn export_user(
    State(app): State<App>,
    admin: Admin,
    Named(user): Named,
    Asked(query): Asked<DataQuery>,
) -> Result<Json<DataPage>, ApiError> {
    let tenant = admin.tenant(&app)?;
    let subject = Subject::User(UserId { tenant: tenant.id.clone(), user });
    export(&app, tenant, &subject, query.next.as_deref()).await.map(Json)
}

pub(crate) async fn forget_any_user(
    State(app): State<App>,
    admin: Admin,
    Named(user): Named,
) -> Result<StatusCode, ApiError> {
    let tenant = admin.tenant(&app)?;
    forget_user(&app, tenant, &UserId { tenant: tenant.id.clone(), user }).await?;
    Ok(StatusCode::NO_CONTENT)
}

pub(crate) async fn export_conversation(
    State(app): State<App>,
    admin: Admin,
    Named(session): Named,
    Asked(query): Asked<DataQuery>,
) -> Result<Json<DataPage>, ApiError> {
    let tenant = admin.tenant(&app)?;
    let subject = Subject::Conversation(ConversationId { tenant: tenant.id.clone(), session });
    export(&app, tenant, &subject, query.next.as_deref()).await.map(Json)
}

pub(crate) async fn forget_any_conversation(
    State(app): State<App>,
    admin: Admin,
    Named(session): Named,
) -> Result<StatusCode, ApiError> {
    let tenant = admin.tenant(&app)?;
    let id = ConversationId { tenant: tenant.id.clone(), session };
    forget_conversation(&app, tenant, &id).await?;
    Ok(StatusCode::NO_CONTENT)
}
