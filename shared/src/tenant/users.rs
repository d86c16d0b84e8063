//! Who a visitor is, where the tenant's own site knows: by a token (JWT) that the tenant signs.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

#[cfg(feature = "schema")]
use super::schema;

/// How tokens of the tenant's users are read. At least one key, or an address of keys, is needed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Users {
    /// Whether a conversation begins only with a token. Default false: whoever has none is anonymous.
    pub required: bool,
    /// `iss` that a token must name; not looked at where absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<schema::Text<200>>"))]
    pub issuer: Option<String>,
    /// `aud` that a token must name. Default `anteroom`.
    #[cfg_attr(feature = "schema", schemars(with = "schema::Text<200>"))]
    pub audience: String,
    /// The keys that tokens are checked with; at most 10. To rotate, add the new one, sign with it, drop the old one.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", schemars(length(max = 10)))]
    pub keys: Vec<UserKey>,
    /// Where a JSON Web Key Set with further keys is: `https://…`. Kept for 10 minutes, and for an hour where it cannot be
    /// reached.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<schema::WebhookUrl>"))]
    pub jwks_url: Option<String>,
    /// Which claims tell what.
    pub claims: UserClaims,
}

impl Default for Users {
    fn default() -> Self {
        Self {
            required: false,
            issuer: None,
            audience: "anteroom".to_owned(),
            keys: Vec::new(),
            jwks_url: None,
            claims: UserClaims::default(),
        }
    }
}

/// A key that tokens are checked with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct UserKey {
    /// `kid` of the tokens that it has signed; needed where there is more than one key.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<schema::Text<200>>"))]
    pub id: Option<String>,
    /// How it signs. A token that names another algorithm is refused.
    pub algorithm: UserAlgorithm,
    /// For `HS256`: the name of the shared secret, of at least 32 bytes; the server's operator keeps it under this name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<schema::SecretName>"))]
    pub secret: Option<String>,
    /// For the others: the public key in PEM.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<schema::Text<4_000>>"))]
    pub public_key: Option<String>,
}

/// How a token is signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum UserAlgorithm {
    /// HMAC with SHA-256: tenant and server share the secret.
    HS256,
    /// RSA (PKCS #1 v1.5) with SHA-256, of at least 2,048 bits.
    RS256,
    /// ECDSA on P-256 with SHA-256.
    ES256,
    /// Ed25519.
    EdDSA,
}

/// Which claims of a user's token tell what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct UserClaims {
    /// The user's id: a text of at most 200 bytes. Default `sub`.
    #[cfg_attr(feature = "schema", schemars(with = "schema::Text<200>"))]
    pub id: String,
    /// The user's role; a user without it has none. Default `role`.
    #[cfg_attr(feature = "schema", schemars(with = "schema::Text<200>"))]
    pub role: String,
    /// What else is known of the user: the name here, and the claim that tells it (a text, a number, yes/no, or a list of
    /// texts). At most 20.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub attributes: BTreeMap<String, String>,
}

impl Default for UserClaims {
    fn default() -> Self {
        Self { id: "sub".to_owned(), role: "role".to_owned(), attributes: BTreeMap::new() }
    }
}
