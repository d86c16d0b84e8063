//! `POST /mcp/{tenant}`: the tenant's records and knowledge for the agents of its users.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use engine::records::Actor;

use crate::address::Named;
use crate::app::App;
use crate::body::JsonBody;
use crate::limits::ask_for_call;
use crate::mcp::{self, Asker, McpMessage};
use crate::problem::ApiError;
use crate::session::{bearer, origin, tenants_origin};
use crate::token::TokenError;
use crate::users::identify;

/// Where a user is spoken of who has no session.
const NO_SESSION: &str = "mcp";

pub(crate) async fn answer_agent(
    State(app): State<App>,
    Named(tenant): Named,
    headers: HeaderMap,
    body: Result<JsonBody<McpMessage>, ApiError>,
) -> Result<Response, ApiError> {
    let tenant =
        app.tenants.get(&tenant).filter(|tenant| tenant.tools.offer_mcp).ok_or(ApiError::NotFound)?;
    telemetry::Tally::name_tenant(&tenant.id);
    // A page that has this server's name lead somewhere else names itself here.
    if origin(&headers).is_some() {
        tenants_origin(&app, tenant, &headers)?;
    }
    let token = bearer(&headers).ok_or(TokenError::Missing)?;
    let identified = identify(&app, tenant, token, app.clock.now()).await?;
    let JsonBody(message) = body?;
    ask_for_call(&app, tenant, &identified.user.id).await?;
    let actor = Actor { user: Some(identified.user), session: NO_SESSION.to_owned() };
    mcp::answer(&Asker { app: &app, tenant, actor: &actor }, &headers, &message).await
}
