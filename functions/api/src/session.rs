//! Whose request it is: from the verified token, and from nothing else.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::HeaderMap;
use axum::http::header::{AUTHORIZATION, ORIGIN};
use axum::http::request::Parts;
use engine::log::ConversationId;
use engine::tenant::allows_origin;
use shared::tenant::TenantFile;

use crate::app::App;
use crate::problem::ApiError;
use crate::renewal::Seen;
use crate::token::{Claims, TokenError};

/// Whose request it is.
pub(crate) struct Session {
    /// What the token says.
    pub(crate) claims: Claims,
    /// The conversation.
    pub(crate) conversation: ConversationId,
}

impl Session {
    /// The tenant, in the words that it has for the conversation's language.
    pub(crate) fn tenant<'a>(&self, app: &'a App) -> Result<&'a Arc<TenantFile>, ApiError> {
        let Claims { tenant, locale, .. } = &self.claims;
        app.tenants.in_language(tenant, locale).ok_or(ApiError::Unknown("tenant"))
    }

    /// Refuses a request that names another session than the token does.
    pub(crate) fn must_be(&self, session: &str) -> Result<(), ApiError> {
        if session == self.claims.session { Ok(()) } else { Err(ApiError::OtherSession) }
    }
}

impl From<Claims> for Session {
    fn from(claims: Claims) -> Self {
        let conversation = ConversationId { tenant: claims.tenant.clone(), session: claims.session.clone() };
        Self { claims, conversation }
    }
}

impl FromRequestParts<App> for Session {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, ApiError> {
        let token = bearer(&parts.headers).ok_or(TokenError::Missing)?;
        let claims = app.keys.verify(token, app.clock.now())?;
        telemetry::Tally::name_tenant(&claims.tenant);
        // A browser sends no `Origin` with a GET of the same origin; where there is one, it must be the token's.
        if let Some(origin) = origin(&parts.headers).filter(|origin| *origin != claims.origin) {
            return Err(ApiError::Origin(format!(
                "The token was made for {}, not for {origin}.",
                claims.origin
            )));
        }
        if let Some(seen) = parts.extensions.get::<Seen>() {
            seen.keep(&claims);
        }
        Ok(claims.into())
    }
}

/// The page's origin, if it is one of the tenant's.
pub(crate) fn tenants_origin<'a>(
    app: &App,
    tenant: &TenantFile,
    headers: &'a HeaderMap,
) -> Result<&'a str, ApiError> {
    let origin = origin(headers).ok_or_else(|| {
        ApiError::Origin("The header `Origin` is missing: it says which page the widget is on.".to_owned())
    })?;
    if is_own(app, origin) || allows_origin(tenant, origin, &app.own_origins) {
        return Ok(origin);
    }
    let tenant = &tenant.id;
    Err(ApiError::Origin(format!("{origin} is not one of `origins` in the tenant file of `{tenant}`.")))
}

/// Whether the page is one that this server serves. Such a page may speak for every tenant, whatever the tenant's
/// `origins` are: the chat in a frame is a page of ours, and which pages may show that frame is settled where it is
/// served (its `frame-ancestors` are the tenant's origins). Nobody else can put a page at our address.
pub(crate) fn is_own(app: &App, origin: &str) -> bool {
    app.own_origins.iter().any(|own| own == origin)
}

/// What the header `Origin` says.
pub(crate) fn origin(headers: &HeaderMap) -> Option<&str> {
    headers.get(ORIGIN).map(|value| value.to_str().unwrap_or("an origin that is not ASCII"))
}

pub(crate) fn bearer(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}
