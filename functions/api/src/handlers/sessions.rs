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
use engine::tenant::for_role;
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
use crate::users::{Identified, UserTokenError, identify};

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
    let identified = match &request.user_token {
        Some(token) => Some(identify(&app, tenant, token, now).await?),
        None => None,
    };
    let mut resumed = Resumed::Not(identified);
    if let Some(token) = &request.resume {
        resumed = resume(&app, tenant, origin, token, resumed, now).await?;
    }
    let identified = match resumed {
        Resumed::GoesOn(both) => {
            let (mut claims, conversation) = *both;
            // Whoever travels takes the conversation along.
            claims.time_zone = time_zone.or(claims.time_zone);
            let response = response(&app, tenant, &claims, &conversation, true)?;
            return Ok((StatusCode::OK, Json(response)).into_response());
        }
        Resumed::Not(identified) => identified,
    };
    if identified.is_none() && wants_users(tenant) {
        return Err(UserTokenError::Required.into());
    }
    ask_for_conversation(&app, tenant, address.map(|Extension(address)| address)).await?;
    let session = uuid::Uuid::now_v7().simple().to_string();
    let mut claims = Claims::new(&tenant.id, &session, origin, &locale(&request, tenant), now);
    claims.time_zone = time_zone;
    if let Some(Identified { user, until }) = identified {
        claims = claims.of_user(user, until);
    }
    let conversation = Conversation::nothing_said(ConversationId { tenant: tenant.id.clone(), session });
    let response = response(&app, tenant, &claims, &conversation, false)?;
    Ok((StatusCode::CREATED, Json(response)).into_response())
}

/// What comes of an earlier token.
enum Resumed {
    /// Its conversation goes on.
    GoesOn(Box<(Claims, Conversation)>),
    /// A new one begins, for this user where there is one.
    Not(Option<Identified>),
}

/// The conversation of an earlier token, if it goes on. A token that is not good, or not for this page, is an error; one
/// whose conversation is over, or another user's, is not: a new one begins.
///
/// Without a new token of the user, the user of the earlier token stays, for as long as the tenant said. An anonymous
/// conversation becomes the user's with the first turn after they are identified.
async fn resume(
    app: &App,
    tenant: &TenantFile,
    origin: &str,
    token: &str,
    resumed: Resumed,
    now: Timestamp,
) -> Result<Resumed, ApiError> {
    let Resumed::Not(identified) = resumed else { return Ok(resumed) };
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
    let is_anothers = match (&earlier.user, &identified) {
        (Some(before), Some(Identified { user, .. })) => before.id != user.id,
        _ => false,
    };
    let identified = identified.map_or_else(|| still_identified(&earlier, now), |user| Ok(Some(user)))?;
    if identified.is_none() && wants_users(tenant) {
        return Err(UserTokenError::Required.into());
    }
    if is_anothers {
        return Ok(Resumed::Not(identified));
    }
    let id = ConversationId { tenant: earlier.tenant.clone(), session: earlier.session.clone() };
    let conversation = Conversation::read_newest(app, &id).await?;
    let user_id = identified.as_ref().map(|identified| identified.user.id.as_str());
    let is_over = conversation.must_be_of(user_id).is_err()
        || conversation.must_go_on(tenant, now).is_err()
        || (conversation.is_unspoken()
            && now.as_second() - earlier.exp > i64::from(tenant.session.idle_minutes) * 60);
    if is_over {
        return Ok(Resumed::Not(identified));
    }
    let mut claims = Claims::new(&earlier.tenant, &earlier.session, origin, &earlier.locale, now);
    claims.time_zone = earlier.time_zone;
    if let Some(Identified { user, until }) = identified {
        claims = claims.of_user(user, until);
    }
    Ok(Resumed::GoesOn(Box::new((claims, conversation))))
}

/// The user of an earlier token, for as long as the tenant said who it is.
fn still_identified(earlier: &Claims, now: Timestamp) -> Result<Option<Identified>, UserTokenError> {
    match (&earlier.user, earlier.user_until) {
        (None, _) => Ok(None),
        (Some(user), Some(until)) if until > now.as_second() => {
            Ok(Some(Identified { user: user.clone(), until }))
        }
        (Some(_), _) => Err(UserTokenError::Expired),
    }
}

fn wants_users(tenant: &TenantFile) -> bool {
    tenant.users.as_ref().is_some_and(|users| users.required)
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
    let role = claims.user.as_ref().and_then(|user| user.role.as_deref());
    let (greeting, suggestions) = for_role(tenant, role, &claims.locale);
    let tenant = app.tenants.in_language(&claims.tenant, &claims.locale).map_or(tenant, |spoken| &**spoken);
    Ok(SessionResponse {
        session_id: claims.session.clone(),
        token,
        expires_at: expires_at.to_string(),
        user: claims.user_id().map(str::to_owned),
        greeting,
        suggestions,
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
