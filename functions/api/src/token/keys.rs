//! The keys that sign tokens.

use core::fmt;

use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation, decode, encode};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::{Claims, TokenError, crypto};

/// A shorter key could be guessed (RFC 7518, section 3.2).
const KEY_MIN_BYTES: usize = 32;

/// The longest token that is looked at: 2 KB of what the tenant told of a user, and the rest, in base64.
const TOKEN_MAX_BYTES: usize = 6 * 1024;

/// The keys that sign tokens: the first signs, each verifies. To rotate, put the new key last, until every process knows it;
/// then first; and drop the old one once no conversation that its tokens take up again can still go on.
pub struct TokenKeys {
    signing: EncodingKey,
    verifying: Vec<DecodingKey>,
    validation: Validation,
}

/// Why there are no keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// None given.
    #[error("there is no key to sign tokens with")]
    None,
    /// Too short.
    #[error("a key that signs tokens needs at least {KEY_MIN_BYTES} bytes")]
    TooShort,
}

impl TokenKeys {
    /// These secrets, each of at least 32 bytes.
    pub fn new(secrets: &[Vec<u8>]) -> Result<Self, KeyError> {
        let first = secrets.first().ok_or(KeyError::None)?;
        if secrets.iter().any(|secret| secret.len() < KEY_MIN_BYTES) {
            return Err(KeyError::TooShort);
        }
        crypto::install();
        // One algorithm, whatever the token's header says. Times are compared by `verify`, with the process's clock.
        let mut validation = Validation::new(Algorithm::HS256);
        validation.validate_exp = false;
        validation.validate_nbf = false;
        validation.validate_aud = false;
        validation.set_required_spec_claims(&["exp", "nbf", "iss"]);
        Ok(Self {
            signing: EncodingKey::from_secret(first),
            verifying: secrets.iter().map(|secret| DecodingKey::from_secret(secret)).collect(),
            validation,
        })
    }

    /// A token that says so.
    pub fn sign(&self, claims: &Claims) -> Result<String, jsonwebtoken::errors::Error> {
        self.write(claims)
    }

    /// Any claims, signed.
    pub(super) fn write(&self, claims: &impl Serialize) -> Result<String, jsonwebtoken::errors::Error> {
        encode(&Header::new(Algorithm::HS256), claims, &self.signing)
    }

    /// What a token of this issuer says, if one of these keys has signed it; its times are not looked at.
    pub(super) fn read<T: DeserializeOwned>(&self, token: &str, issuer: &str) -> Result<T, TokenError> {
        if token.len() > TOKEN_MAX_BYTES {
            return Err(TokenError::Invalid);
        }
        let mut validation = self.validation.clone();
        validation.set_issuer(&[issuer]);
        let good = self.verifying.iter().find_map(|key| decode::<T>(token, key, &validation).ok());
        good.map(|data| data.claims).ok_or(TokenError::Invalid)
    }
}

impl fmt::Debug for TokenKeys {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("TokenKeys").field("keys", &self.verifying.len()).finish_non_exhaustive()
    }
}
