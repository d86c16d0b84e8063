//! From a user's token to the user.

use jiff::Timestamp;
use shared::tenant::{TenantFile, UserKey, Users};

use super::failure::Refusal;
use super::keys::Key;
use super::unverified::Unverified;
use super::{User, UserTokenError, claims};
use crate::app::App;
use crate::problem::ApiError;

/// Who a visitor is, and until when the tenant says so.
#[derive(Debug)]
pub(crate) struct Identified {
    pub(crate) user: User,
    /// Seconds since 1970.
    pub(crate) until: i64,
}

/// Whom the token names, if the tenant has signed it.
pub(crate) async fn identify(
    app: &App,
    tenant: &TenantFile,
    token: &str,
    now: Timestamp,
) -> Result<Identified, ApiError> {
    let Some(users) = &tenant.users else {
        return Err(ApiError::invalid("/user_token", "the tenant's file says nothing of `users`"));
    };
    match read(app, users, token, now).await {
        Ok((user, until)) => Ok(Identified { user, until }),
        Err(refusal) => {
            tracing::info!(tenant = tenant.id, reason = refusal.reason(), "a user's token is refused");
            Err(UserTokenError::from(refusal).into())
        }
    }
}

async fn read(app: &App, users: &Users, token: &str, now: Timestamp) -> Result<(User, i64), Refusal> {
    let unverified = Unverified::read(token)?;
    let key = key(app, users, unverified.key_id(), now).await?;
    claims::read(users, unverified.verified(&key)?, now)
}

/// The tenant's key of that id; without an id, the only key there is.
async fn key(app: &App, users: &Users, id: Option<&str>, now: Timestamp) -> Result<Key, Refusal> {
    let own = match id {
        Some(id) => users.keys.iter().find(|key| key.id.as_deref() == Some(id)),
        None => only(&users.keys).filter(|_| users.jwks_url.is_none()),
    };
    match (own, &users.jwks_url) {
        (Some(own), _) => Key::of_tenant(own, &*app.secrets).await,
        (None, Some(url)) if id.is_some() || users.keys.is_empty() => {
            app.key_sets.key(url, id, now).await?.ok_or(Refusal::UnknownKey)
        }
        _ => Err(Refusal::UnknownKey),
    }
}

fn only(keys: &[UserKey]) -> Option<&UserKey> {
    match keys {
        [key] => Some(key),
        _ => None,
    }
}
