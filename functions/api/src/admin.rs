//! A tenant's admin: from a verified token of an admin, and from nothing else.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use shared::tenant::TenantFile;

use crate::app::App;
use crate::problem::ApiError;
use crate::session::bearer;
use crate::token::TokenError;

/// A tenant's admin. What they may see and change is the tenant's, which stands in the token and in no address.
#[derive(Debug)]
pub(crate) struct Admin {
    /// The tenant's id.
    pub(crate) tenant: String,
}

impl Admin {
    /// The tenant, as this process knows it.
    pub(crate) fn tenant<'a>(&self, app: &'a App) -> Result<&'a TenantFile, ApiError> {
        app.tenants.get(&self.tenant).map(AsRef::as_ref).ok_or(ApiError::Unknown("tenant"))
    }
}

impl FromRequestParts<App> for Admin {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, ApiError> {
        let token = bearer(&parts.headers).ok_or(TokenError::Missing)?;
        let claims = app.keys.verify_admin(token, app.clock.now())?;
        Ok(Self { tenant: claims.tenant })
    }
}
