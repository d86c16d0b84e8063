//! A user's token before its signature was checked. Nothing that it says may be believed: all it tells is which key it wants
//! to be checked with. What it claims comes out through [`Unverified::verified`] alone.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jsonwebtoken::{Validation, decode};
use serde::de::IgnoredAny;
use serde_json::{Map, Value as Json};

use super::failure::Refusal;
use super::keys::Key;
use super::strict_json::StrictObject;

/// The largest token that is looked at.
const TOKEN_MAX_BYTES: usize = 8 * 1024;

/// The longest `kid` that is looked at.
const KEY_ID_MAX_BYTES: usize = 200;

/// What a header must not have: keys of its own and where to fetch them, extensions that must be understood, content that
/// is encoded in another way, compressed, encrypted, or another token.
const REFUSED_HEADERS: [&str; 13] =
    ["crit", "jku", "jwk", "x5u", "x5c", "b64", "zip", "enc", "cty", "epk", "apu", "apv", "p2c"];

/// A token whose signature was not checked.
pub(super) struct Unverified<'a> {
    token: &'a str,
    key_id: Option<String>,
    payload: Map<String, Json>,
}

/// What a token claims whose signature is the key's.
pub(super) struct Verified(pub(super) Map<String, Json>);

impl<'a> Unverified<'a> {
    /// Takes the token apart.
    pub(super) fn read(token: &'a str) -> Result<Self, Refusal> {
        if token.len() > TOKEN_MAX_BYTES {
            return Err(Refusal::TooLarge);
        }
        let parts: Vec<&str> = token.split('.').collect();
        let [header, payload, signature] = parts[..] else { return Err(Refusal::NotThreeParts) };
        let decoded = |part| URL_SAFE_NO_PAD.decode(part).map_err(|_| Refusal::NotThreeParts);
        if decoded(signature)?.is_empty() {
            return Err(Refusal::NotThreeParts);
        }
        let header = StrictObject::read(&decoded(header)?).ok_or(Refusal::NotJson)?.0;
        let payload = StrictObject::read(&decoded(payload)?).ok_or(Refusal::NotJson)?.0;
        if REFUSED_HEADERS.iter().any(|name| header.contains_key(*name)) {
            return Err(Refusal::Header);
        }
        // Other tokens of the tenant's, such as access tokens, say by their type that they are not for this.
        match header.get("typ") {
            None => {}
            Some(Json::String(kind)) if kind.eq_ignore_ascii_case("jwt") => {}
            Some(_) => return Err(Refusal::Header),
        }
        let key_id = match header.get("kid") {
            None => None,
            Some(Json::String(id)) if !id.is_empty() && id.len() <= KEY_ID_MAX_BYTES => Some(id.clone()),
            Some(_) => return Err(Refusal::Header),
        };
        Ok(Self { token, key_id, payload })
    }

    /// The key that it wants to be checked with. It only ever chooses among the tenant's own.
    pub(super) fn key_id(&self) -> Option<&str> {
        self.key_id.as_deref()
    }

    /// What it claims, if the key has signed it with the key's own algorithm.
    pub(super) fn verified(self, key: &Key) -> Result<Verified, Refusal> {
        let mut validation = Validation::new(key.algorithm());
        // Times and addressees are looked at afterwards, more strictly, and by the process's clock.
        validation.validate_exp = false;
        validation.validate_aud = false;
        validation.required_spec_claims.clear();
        match decode::<IgnoredAny>(self.token, key.decoding(), &validation) {
            Ok(_) => Ok(Verified(self.payload)),
            Err(_) => Err(Refusal::Signature),
        }
    }
}
