//! Names for what must not be kept itself: the same for the same thing, and telling nothing to who has not the key.

use serde::Serialize;

use super::TokenKeys;

/// What is named. No token: it has none of the claims that every token must have, and never leaves this module.
#[derive(Serialize)]
struct Named<'a> {
    purpose: &'a str,
    thing: &'a str,
}

impl TokenKeys {
    /// A keyed hash of the thing (HMAC-SHA256 in base64), for one purpose. Another after a change of the keys.
    pub(crate) fn tag(&self, purpose: &str, thing: &str) -> Result<String, jsonwebtoken::errors::Error> {
        let signed = self.write(&Named { purpose, thing })?;
        Ok(signed.rsplit('.').next().unwrap_or_default().to_owned())
    }
}
