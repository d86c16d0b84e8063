//! A key that checks users' tokens, made of what the tenant file or its key set says. A key that is too weak is none.

use engine::ports::{SecretError, Secrets};
use jsonwebtoken::{Algorithm, DecodingKey};
use shared::tenant::{UserAlgorithm, UserKey};

use super::failure::Refusal;
use super::spki::PublicKey;
use crate::token::crypto;

/// A shorter secret could be guessed (RFC 7518, section 3.2).
const SECRET_MIN_BYTES: usize = 32;

/// The smallest and the largest RSA modulus, in bits.
const RSA_BITS: core::ops::RangeInclusive<usize> = 2_048..=8_192;

/// Ed25519 keys with which anybody can sign anything: the points of small order, without their sign.
const SMALL_ORDER: [[u8; 32]; 7] = [
    ends(0x00, 0x00, 0x00),
    ends(0x01, 0x00, 0x00),
    [
        0x26, 0xe8, 0x95, 0x8f, 0xc2, 0xb2, 0x27, 0xb0, 0x45, 0xc3, 0xf4, 0x89, 0xf2, 0xef, 0x98, 0xf0, 0xd5,
        0xdf, 0xac, 0x05, 0xd3, 0xc6, 0x33, 0x39, 0xb1, 0x38, 0x02, 0x88, 0x6d, 0x53, 0xfc, 0x05,
    ],
    [
        0xc7, 0x17, 0x6a, 0x70, 0x3d, 0x4d, 0xd8, 0x4f, 0xba, 0x3c, 0x0b, 0x76, 0x0d, 0x10, 0x67, 0x0f, 0x2a,
        0x20, 0x53, 0xfa, 0x2c, 0x39, 0xcc, 0xc6, 0x4e, 0xc7, 0xfd, 0x77, 0x92, 0xac, 0x03, 0x7a,
    ],
    ends(0xec, 0xff, 0x7f),
    ends(0xed, 0xff, 0x7f),
    ends(0xee, 0xff, 0x7f),
];

const fn ends(first: u8, between: u8, last: u8) -> [u8; 32] {
    let mut key = [between; 32];
    key[0] = first;
    key[31] = last;
    key
}

/// A key, and the one algorithm that it is for.
#[derive(Clone)]
pub(super) struct Key {
    algorithm: Algorithm,
    decoding: DecodingKey,
}

impl Key {
    /// The key of the tenant file. What is wrong with it is a mistake of the operator's, and logged.
    pub(super) async fn of_tenant(key: &UserKey, secrets: &dyn Secrets) -> Result<Self, Refusal> {
        let made = match (key.algorithm, &key.secret, &key.public_key) {
            (UserAlgorithm::HS256, Some(name), None) => {
                let secret = secrets.secret(name).await.map_err(|error| {
                    tracing::error!(cause = %error, "the secret that checks users' tokens");
                    match error {
                        SecretError::Unknown(_) | SecretError::Unavailable(_) => Refusal::KeysUnavailable,
                    }
                })?;
                Self::hs256(secret.expose().as_bytes())
            }
            (algorithm, None, Some(pem)) => PublicKey::from_pem(pem)
                .filter(|_| algorithm != UserAlgorithm::HS256)
                .and_then(|public| Self::public(&public))
                .filter(|made| made.algorithm == named(algorithm)),
            _ => None,
        };
        made.ok_or_else(|| {
            tracing::error!(
                key = key.id.as_deref(),
                "a key in the tenant file's `users` is too weak or is none"
            );
            Refusal::WeakKey
        })
    }

    fn hs256(secret: &[u8]) -> Option<Self> {
        (secret.len() >= SECRET_MIN_BYTES)
            .then(|| Self::new(Algorithm::HS256, DecodingKey::from_secret(secret)))
    }

    /// The key, if it is strong enough. Which algorithm it is for follows from its kind.
    pub(super) fn public(key: &PublicKey) -> Option<Self> {
        match key {
            PublicKey::Rsa { n, e } => {
                let leading = n.first().filter(|first| **first != 0)?.leading_zeros();
                let bits = n.len() * 8 - usize::try_from(leading).ok()?;
                // An exponent of 1 signs nothing; the usual one is 65,537.
                let exponent = e
                    .iter()
                    .try_fold(0_u64, |sum, byte| sum.checked_mul(256)?.checked_add((*byte).into()))?;
                let is_strong = RSA_BITS.contains(&bits) && exponent >= 3 && exponent % 2 == 1;
                is_strong.then(|| Self::new(Algorithm::RS256, DecodingKey::from_rsa_raw_components(n, e)))
            }
            PublicKey::P256(point) => Some(Self::new(Algorithm::ES256, DecodingKey::from_ec_der(point))),
            PublicKey::Ed25519(key) => {
                let mut unsigned: [u8; 32] = key.as_slice().try_into().ok()?;
                unsigned[31] &= 0x7f;
                (!SMALL_ORDER.contains(&unsigned))
                    .then(|| Self::new(Algorithm::EdDSA, DecodingKey::from_ed_der(key)))
            }
        }
    }

    fn new(algorithm: Algorithm, decoding: DecodingKey) -> Self {
        crypto::install();
        Self { algorithm, decoding }
    }

    /// The one algorithm that it is for.
    pub(super) const fn algorithm(&self) -> Algorithm {
        self.algorithm
    }

    pub(super) const fn decoding(&self) -> &DecodingKey {
        &self.decoding
    }
}

const fn named(algorithm: UserAlgorithm) -> Algorithm {
    match algorithm {
        UserAlgorithm::HS256 => Algorithm::HS256,
        UserAlgorithm::RS256 => Algorithm::RS256,
        UserAlgorithm::ES256 => Algorithm::ES256,
        UserAlgorithm::EdDSA => Algorithm::EdDSA,
    }
}
