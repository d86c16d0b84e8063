//! Tokens of a tenant's admins: for the routes under `/api/v1/admin`, and for nothing else. They are made by the command
//! line, by whoever has the key, never by a request.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::{LEEWAY, TokenError, TokenKeys};

/// Who makes the tokens of admins. Another name than that of sessions: neither is ever taken for the other.
pub(super) const ADMIN_ISSUER: &str = "anteroom-admin";

/// The longest that a token of an admin may be good for.
pub const ADMIN_LIFETIME_AT_MOST: SignedDuration = SignedDuration::from_hours(24);

/// What an admin's token says. Unknown claims are refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AdminClaims {
    /// Who made it: `anteroom-admin`.
    pub iss: String,
    /// This token's own id.
    pub jti: String,
    /// The tenant: the only one that it is good for.
    pub tenant: String,
    /// When it was made: seconds since 1970.
    pub iat: i64,
    /// From when it is good.
    pub nbf: i64,
    /// When it is over: at most [`ADMIN_LIFETIME_AT_MOST`] after `iat`.
    pub exp: i64,
}

impl AdminClaims {
    /// The claims of a token made now, good for so long, and no longer than [`ADMIN_LIFETIME_AT_MOST`].
    #[must_use]
    pub fn new(tenant: &str, lasts: SignedDuration, now: Timestamp) -> Self {
        let now = now.as_second();
        Self {
            iss: ADMIN_ISSUER.to_owned(),
            jti: uuid::Uuid::now_v7().simple().to_string(),
            tenant: tenant.to_owned(),
            iat: now,
            nbf: now,
            exp: now + lasts.min(ADMIN_LIFETIME_AT_MOST).as_secs(),
        }
    }
}

impl TokenKeys {
    /// A token that says so.
    pub fn sign_admin(&self, claims: &AdminClaims) -> Result<String, jsonwebtoken::errors::Error> {
        self.write(claims)
    }

    /// The claims of a good token of an admin.
    pub fn verify_admin(&self, token: &str, now: Timestamp) -> Result<AdminClaims, TokenError> {
        let claims: AdminClaims = self.read(token, ADMIN_ISSUER)?;
        let now = now.as_second();
        if claims.nbf > now + LEEWAY.as_secs() {
            return Err(TokenError::NotYetValid);
        }
        if claims.exp - claims.iat > ADMIN_LIFETIME_AT_MOST.as_secs() {
            return Err(TokenError::Invalid);
        }
        if now - LEEWAY.as_secs() >= claims.exp { Err(TokenError::Expired) } else { Ok(claims) }
    }
}
