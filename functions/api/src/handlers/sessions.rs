//! `POST /api/v1/chat/sessions`: begins a conversation, or takes one up again.
//!
//! Beginning writes nothing of the conversation, which is in the store from its first message on; only that this address has
//! begun one more is counted.

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Response};
use axum::{Extension, Json};
use engine::log::ConversationId;
use engine::scope;
use jiff::Timestamp;
use shared::tenant::TenantFile;
use shared::wire::{SessionRequest, SessionResponse};

use crate::app::App;
use crate::body::JsonBody;
use crate::client_address::ClientAddress;
use crate::conversation::{Conversation, messages};
use crate::limits::ask_for_conversation;
use crate::problem::ApiError;
use crate::session::tenants_origin;
use crate::time_zone;
use crate::token::Claims;

/// The longest language tag that is looked at.
const LOCALE_MAX_BYTES: usize = 35;

pub(crate) async fn begin_session(
    State(app): State<App>,
    address: Option<Extension<ClientAddress>>,
    headers: HeaderMap,
    JsonBody(request): JsonBody<SessionRequest>,
) -> Result<Response, ApiError> {
    let tenant = app.tenants.get(&request.tenant).ok_or_else(|| {
        ApiError::invalid("/tenant", format!("there is no tenant `{}`", shortened(&request.tenant)))
    })?;
    telemetry::Tally::name_tenant(&tenant.id);
    let origin = tenants_origin(&app, tenant, &headers)?;
    let time_zone = time_zone::checked(request.time_zone.as_deref())?;
    let now = app.clock.now();
    if let Some(token) = &request.resume
        && let Some((mut claims, conversation)) = resumed(&app, tenant, origin, token, now).await?
    {
        // Whoever travels takes the conversation along.
        claims.time_zone = time_zone.or(claims.time_zone);
        let response = response(&app, tenant, &claims, &conversation, true)?;
        return Ok((StatusCode::OK, Json(response)).into_response());
    }
    ask_for_conversation(&app, tenant, address.map(|Extension(address)| address)).await?;
    let session = uuid::Uuid::now_v7().simple().to_string();
    let mut claims = Claims::new(&tenant.id, &session, origin, &locale(&request, tenant), now);
    claims.time_zone = time_zone;
    let conversation = Conversation::nothing_said(ConversationId { tenant: tenant.id.clone(), session });
    let response = response(&app, tenant, &claims, &conversation, false)?;
    Ok((StatusCode::CREATED, Json(response)).into_response())
}

/// The conversation of an earlier token, if it goes on. A token that is not good, or not for this page, is an error;
/// one whose conversation is over is not: a new one begins.
async fn resumed(
    app: &App,
    tenant: &TenantFile,
    origin: &str,
    token: &str,
    now: Timestamp,
) -> Result<Option<(Claims, Conversation)>, ApiError> {
    let earlier = app.keys.verify_past_its_time(token, now)?;
    if earlier.tenant != tenant.id {
        return Err(ApiError::OtherSession);
    }
    if earlier.origin != origin {
        return Err(ApiError::Origin(format!(
            "The token was made for {}, not for {origin}.",
            earlier.origin
        )));
    }
    let id = ConversationId { tenant: earlier.tenant.clone(), session: earlier.session.clone() };
    let conversation = Conversation::read_newest(app, &id).await?;
    let is_over = conversation.must_go_on(tenant, now).is_err()
        || (conversation.is_unspoken()
            && now.as_second() - earlier.exp > i64::from(tenant.session.idle_minutes) * 60);
    if is_over {
        return Ok(None);
    }
    let mut claims = Claims::new(&earlier.tenant, &earlier.session, origin, &earlier.locale, now);
    claims.time_zone = earlier.time_zone;
    Ok(Some((claims, conversation)))
}

fn response(
    app: &App,
    tenant: &TenantFile,
    claims: &Claims,
    conversation: &Conversation,
    resumed: bool,
) -> Result<SessionResponse, ApiError> {
    telemetry::record::session_begun(&tenant.id);
    let token = app.keys.sign(claims).map_err(|error| ApiError::Internal(error.to_string()))?;
    let expires_at =
        Timestamp::from_second(claims.exp).map_err(|error| ApiError::Internal(error.to_string()))?;
    Ok(SessionResponse {
        session_id: claims.session.clone(),
        token,
        expires_at: expires_at.to_string(),
        resumed,
        messages: messages(tenant, &claims.locale, conversation),
        before: conversation.before,
        scope: scope::view(tenant, &claims.locale, &conversation.scope()),
        rating: conversation.rating().cloned(),
    })
}

/// The visitor's language, if what is said looks like one. A language without a region is written as the tenant
/// writes it, where the tenant speaks it: `en` is `en-GB` to a British tenant.
fn locale(request: &SessionRequest, tenant: &TenantFile) -> String {
    let is_tag = |tag: &&String| {
        tag.len() <= LOCALE_MAX_BYTES
            && tag.starts_with(|first: char| first.is_ascii_alphabetic())
            && tag.bytes().all(|sign| sign.is_ascii_alphanumeric() || sign == b'-')
    };
    let is_the_tenants = |tag: &&String| tenant.locale.split('-').next() == Some(tag.as_str());
    let said = request.locale.as_ref().filter(is_tag).filter(|tag| !is_the_tenants(tag));
    said.unwrap_or(&tenant.locale).clone()
}

fn shortened(text: &str) -> String {
    text.chars().take(40).collect()
}
