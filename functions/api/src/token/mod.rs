//! The tokens that this server makes for itself: JWTs (RFC 7519) signed with HS256. Of sessions, and of admins.
//!
//! A session's token is bound to tenant, session, origin and, where the visitor is identified, user. Whoever the request is
//! for is taken from it alone. A new one is made long before the old one is over; the old one stays good for its hour, since
//! nothing is kept of either.

mod admin;
mod claims;
pub(crate) mod crypto;
mod keys;
mod tag;

pub use admin::{ADMIN_LIFETIME_AT_MOST, AdminClaims};
pub use claims::Claims;
pub use keys::{KeyError, TokenKeys};

use jiff::{SignedDuration, Timestamp};

/// How long a token is good for. The session outlives it: `resume` brings a new one.
pub(crate) const TOKEN_LIFETIME: SignedDuration = SignedDuration::from_hours(1);

/// How far the clocks of two machines of ours may be apart.
const LEEWAY: SignedDuration = SignedDuration::from_secs(5);

/// Why a token is not good.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TokenError {
    /// There is none.
    #[error("Send the session's token: `Authorization: Bearer …`.")]
    Missing,
    /// It is not one of ours, or has been changed.
    #[error("The token is not one of this server's. Begin a session with POST /api/v1/chat/sessions.")]
    Invalid,
    /// It is over.
    #[error("The token is over. Ask for a new one: POST /api/v1/chat/sessions with `resume`.")]
    Expired,
    /// It is not good yet.
    #[error("The token is not good yet.")]
    NotYetValid,
}

impl TokenError {
    /// The stable word for it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Missing => "token_missing",
            Self::Invalid => "token_invalid",
            Self::Expired => "token_expired",
            Self::NotYetValid => "token_not_yet_valid",
        }
    }
}

impl TokenKeys {
    /// The claims of a good token.
    pub fn verify(&self, token: &str, now: Timestamp) -> Result<Claims, TokenError> {
        let claims = self.verify_past_its_time(token, now)?;
        if now.as_second() - LEEWAY.as_secs() >= claims.exp { Err(TokenError::Expired) } else { Ok(claims) }
    }

    /// The claims of a token that is good but for its time being over: enough to ask for a new one, and for
    /// nothing else.
    pub fn verify_past_its_time(&self, token: &str, now: Timestamp) -> Result<Claims, TokenError> {
        let claims: Claims = self.read(token, claims::ISSUER)?;
        if claims.nbf > now.as_second() + LEEWAY.as_secs() {
            return Err(TokenError::NotYetValid);
        }
        Ok(claims)
    }
}

#[cfg(test)]
mod tests;
