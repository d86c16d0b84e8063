//! Signing a user's token as a tenant's own site would: for trying, never for a request.

use engine::ports::Secret;
use jsonwebtoken::{Algorithm, EncodingKey, Header, encode};
use serde::Serialize;

use crate::token::crypto;

/// A token of these claims, signed with the secret (`HS256`).
///
/// # Errors
///
/// The claims are no JSON.
pub fn sign_user(
    secret: &Secret,
    kid: Option<&str>,
    claims: &impl Serialize,
) -> Result<String, jsonwebtoken::errors::Error> {
    crypto::install();
    let header = Header { kid: kid.map(str::to_owned), ..Header::new(Algorithm::HS256) };
    encode(&header, claims, &EncodingKey::from_secret(secret.expose().as_bytes()))
}
