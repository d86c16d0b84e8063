//! What a session's token says.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::TOKEN_LIFETIME;
use crate::users::User;

/// What a session's token says. Unknown claims are refused: nobody but this server makes them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Claims {
    /// Who made it: `anteroom`.
    pub iss: String,
    /// This token's own id: no two have the same.
    pub jti: String,
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
    /// Who the visitor is, where the tenant told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user: Option<User>,
    /// When the tenant's own token of the user is over, seconds since 1970: this one never is good for longer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user_until: Option<i64>,
    /// When it was made: seconds since 1970.
    pub iat: i64,
    /// From when it is good.
    pub nbf: i64,
    /// When it is over.
    pub exp: i64,
}

/// Who makes the tokens of sessions.
pub(super) const ISSUER: &str = "anteroom";

impl Claims {
    /// The claims of a token made now, of somebody who is not identified.
    #[must_use]
    pub fn new(tenant: &str, session: &str, origin: &str, locale: &str, now: Timestamp) -> Self {
        let now = now.as_second();
        Self {
            iss: ISSUER.to_owned(),
            jti: new_id(),
            tenant: tenant.to_owned(),
            session: session.to_owned(),
            origin: origin.to_owned(),
            locale: locale.to_owned(),
            time_zone: None,
            user: None,
            user_until: None,
            iat: now,
            nbf: now,
            exp: now + TOKEN_LIFETIME.as_secs(),
        }
    }

    /// The same for the user, until the tenant's token of them is over.
    #[must_use]
    pub fn of_user(self, user: User, until: i64) -> Self {
        Self { exp: self.exp.min(until), user: Some(user), user_until: Some(until), ..self }
    }

    /// The same in a token made now.
    #[must_use]
    pub fn renewed(&self, now: Timestamp) -> Self {
        let now = now.as_second();
        let lasts = now + TOKEN_LIFETIME.as_secs();
        let exp = self.user_until.map_or(lasts, |until| lasts.min(until));
        Self { jti: new_id(), iat: now, nbf: now, exp, ..self.clone() }
    }

    /// Whether more than half of its time is over, and a new one would be good for longer.
    #[must_use]
    pub fn is_aging(&self, now: Timestamp) -> bool {
        let now = now.as_second();
        now - self.iat > self.exp - now && self.user_until != Some(self.exp)
    }

    /// The id of the user, where the visitor is identified.
    #[must_use]
    pub fn user_id(&self) -> Option<&str> {
        self.user.as_ref().map(|user| user.id.as_str())
    }
}

fn new_id() -> String {
    uuid::Uuid::now_v7().simple().to_string()
}
