//! What a token says.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::TOKEN_LIFETIME;

/// What a token says. Unknown claims are refused: nobody but this server makes them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Claims {
    /// Who made it: `anteroom`.
    pub iss: String,
    /// The tenant.
    pub tenant: String,
    /// The session.
    pub session: String,
    /// The origin of the page that the session was begun on.
    pub origin: String,
    /// BCP 47: the visitor's language.
    pub locale: String,
    /// The visitor's time zone, by its IANA name; absent where the browser did not tell one that we know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time_zone: Option<String>,
    /// When it was made: seconds since 1970.
    pub iat: i64,
    /// From when it is good.
    pub nbf: i64,
    /// When it is over.
    pub exp: i64,
}

/// Who makes tokens.
pub(super) const ISSUER: &str = "anteroom";

impl Claims {
    /// The claims of a token made now.
    #[must_use]
    pub fn new(tenant: &str, session: &str, origin: &str, locale: &str, now: Timestamp) -> Self {
        let now = now.as_second();
        Self {
            iss: ISSUER.to_owned(),
            tenant: tenant.to_owned(),
            session: session.to_owned(),
            origin: origin.to_owned(),
            locale: locale.to_owned(),
            time_zone: None,
            iat: now,
            nbf: now,
            exp: now + TOKEN_LIFETIME.as_secs(),
        }
    }
}
