//! The demo users of a tenant: `site/users.json`, which the pages read too.

use std::io::ErrorKind;
use std::path::Path;

use engine::user::{User, UserAttribute};
use jiff::Timestamp;
use serde::Deserialize;
use serde_json::{Map, Value as Json};
use shared::tenant::TenantFile;

/// Why the users of a tenant cannot be known.
#[derive(Debug, thiserror::Error)]
pub(crate) enum UsersError {
    /// The file cannot be read.
    #[error("{0}: {1}")]
    File(String, std::io::Error),
    /// It is no list of users.
    #[error("{0}: {1}")]
    Json(String, serde_json::Error),
}

/// One user.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DemoUser {
    /// Its id.
    pub(super) id: String,
    /// What people read.
    pub(super) name: String,
    /// Who that is, for people.
    #[serde(rename = "about")]
    _about: String,
    /// What its token tells, besides who it is and until when.
    claims: Map<String, Json>,
}

/// The users of the tenant in this folder, the one first who one is until one says otherwise; `None` where it has no such file.
pub(super) fn read_users(folder: &Path, tenant: &TenantFile) -> Result<Option<Vec<DemoUser>>, UsersError> {
    let path = folder.join("site/users.json");
    let name = || path.display().to_string();
    let text = match std::fs::read_to_string(&path) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        text => text.map_err(|error| UsersError::File(name(), error))?,
    };
    if tenant.users.is_none() {
        return Ok(None);
    }
    serde_json::from_str(&text).map(Some).map_err(|error| UsersError::Json(name(), error))
}

impl DemoUser {
    /// The claims of a token.
    pub(super) fn token(&self, tenant: &TenantFile, now: Timestamp, until: Timestamp) -> Map<String, Json> {
        let mut claims = self.claims.clone();
        if let Some(users) = &tenant.users {
            claims.insert(users.claims.id.clone(), self.id.as_str().into());
            claims.insert("aud".to_owned(), users.audience.as_str().into());
            claims.extend(users.issuer.iter().map(|issuer| ("iss".to_owned(), issuer.as_str().into())));
        }
        claims.insert("iat".to_owned(), now.as_second().into());
        claims.insert("exp".to_owned(), until.as_second().into());
        claims
    }

    /// The user that such a token makes.
    pub(super) fn user(&self, tenant: &TenantFile) -> User {
        let names = tenant.users.as_ref().map(|users| &users.claims);
        let role = names.and_then(|names| self.claims.get(&names.role));
        let told = names.into_iter().flat_map(|names| &names.attributes);
        let attributes = told.filter_map(|(name, claim)| {
            let value: UserAttribute = serde_json::from_value(self.claims.get(claim)?.clone()).ok()?;
            Some((name.clone(), value))
        });
        User {
            id: self.id.clone(),
            role: role.and_then(Json::as_str).map(ToOwned::to_owned),
            attributes: attributes.collect(),
        }
    }
}
