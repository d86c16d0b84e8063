//! The tenant's side: what signs users' tokens, rightly and wrongly.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use jiff::SignedDuration;
use ring::hmac;
use ring::rand::SystemRandom;
use ring::signature::{
    ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, Ed25519KeyPair, KeyPair as _, RSA_PKCS1_SHA256, RsaKeyPair,
};
use serde_json::{Value as Json, json};

use crate::world::World;

/// The secret that the studio shares with the server, and its name.
pub(crate) const SECRET: &str = "the studio signs its users' tokens with this";
pub(crate) const SECRET_NAME: &str = "STUDIO_USERS";

/// The studio's RSA key.
pub(crate) const RSA_PEM: &str = include_str!("keys/rsa-2048.pem");
const RSA_PRIVATE: &[u8] = include_bytes!("keys/rsa-2048.der");

/// What signs.
pub(crate) enum Signer {
    Hs256(Vec<u8>),
    Rs256(Box<RsaKeyPair>),
    Es256(EcdsaKeyPair),
    Ed25519(Ed25519KeyPair),
}

impl Signer {
    pub(crate) fn hs256(secret: &str) -> Self {
        Self::Hs256(secret.as_bytes().to_vec())
    }

    pub(crate) fn rs256() -> Self {
        Self::Rs256(Box::new(RsaKeyPair::from_der(RSA_PRIVATE).unwrap()))
    }

    /// A new key.
    pub(crate) fn es256() -> Self {
        let random = SystemRandom::new();
        let key = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &random).unwrap();
        let key = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, key.as_ref(), &random);
        Self::Es256(key.unwrap())
    }

    /// A new key.
    pub(crate) fn ed25519() -> Self {
        let key = Ed25519KeyPair::generate_pkcs8(&SystemRandom::new()).unwrap();
        Self::Ed25519(Ed25519KeyPair::from_pkcs8(key.as_ref()).unwrap())
    }

    pub(crate) fn algorithm(&self) -> &'static str {
        match self {
            Self::Hs256(_) => "HS256",
            Self::Rs256(_) => "RS256",
            Self::Es256(_) => "ES256",
            Self::Ed25519(_) => "EdDSA",
        }
    }

    pub(crate) fn signature(&self, message: &[u8]) -> Vec<u8> {
        let random = SystemRandom::new();
        match self {
            Self::Hs256(secret) => {
                hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, secret), message).as_ref().to_vec()
            }
            Self::Rs256(key) => {
                let mut signature = vec![0; key.public().modulus_len()];
                key.sign(&RSA_PKCS1_SHA256, &random, message, &mut signature).unwrap();
                signature
            }
            Self::Es256(key) => key.sign(&random, message).unwrap().as_ref().to_vec(),
            Self::Ed25519(key) => key.sign(message).as_ref().to_vec(),
        }
    }

    /// A token with this header and payload, whatever they are.
    pub(crate) fn sign(&self, header: &Json, payload: &Json) -> String {
        self.sign_text(&header.to_string(), &payload.to_string())
    }

    pub(crate) fn sign_text(&self, header: &str, payload: &str) -> String {
        let message = format!("{}.{}", base64(header.as_bytes()), base64(payload.as_bytes()));
        let signature = base64(&self.signature(message.as_bytes()));
        format!("{message}.{signature}")
    }

    /// A good token of these claims.
    pub(crate) fn token(&self, key_id: &str, claims: &Json) -> String {
        self.sign(&json!({ "alg": self.algorithm(), "typ": "JWT", "kid": key_id }), claims)
    }

    /// The public key as a tenant file has it.
    pub(crate) fn pem(&self) -> String {
        let (prefix, key): (&[u8], Vec<u8>) = match self {
            Self::Rs256(_) => return RSA_PEM.to_owned(),
            Self::Hs256(_) => panic!("a shared secret has no public key"),
            Self::Es256(key) => (
                b"\x30\x59\x30\x13\x06\x07\x2a\x86\x48\xce\x3d\x02\x01\x06\x08\x2a\x86\x48\xce\x3d\x03\x01\x07\x03\x42\x00",
                key.public_key().as_ref().to_vec(),
            ),
            Self::Ed25519(key) => {
                (b"\x30\x2a\x30\x05\x06\x03\x2b\x65\x70\x03\x21\x00", key.public_key().as_ref().to_vec())
            }
        };
        pem(&[prefix, &key].concat())
    }

    /// The public key as a key set has it.
    pub(crate) fn jwk(&self, id: &str) -> Json {
        match self {
            Self::Hs256(secret) => json!({ "kty": "oct", "kid": id, "k": base64(secret), "alg": "HS256" }),
            Self::Rs256(key) => {
                let parts: ring::rsa::PublicKeyComponents<Vec<u8>> = key.public().into();
                json!({ "kty": "RSA", "kid": id, "n": base64(&parts.n), "e": base64(&parts.e), "use": "sig" })
            }
            Self::Es256(key) => {
                let point = key.public_key().as_ref();
                json!({ "kty": "EC", "crv": "P-256", "kid": id, "x": base64(&point[1..33]), "y": base64(&point[33..]) })
            }
            Self::Ed25519(key) => {
                json!({ "kty": "OKP", "crv": "Ed25519", "kid": id, "x": base64(key.public_key().as_ref()) })
            }
        }
    }
}

pub(crate) fn pem(der: &[u8]) -> String {
    format!("-----BEGIN PUBLIC KEY-----\n{}\n-----END PUBLIC KEY-----\n", STANDARD.encode(der))
}

pub(crate) fn base64(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

/// The claims of a good token of this user, good for ten minutes.
pub(crate) fn claims(world: &World, user: &str) -> Json {
    let now = world.app.clock.now();
    let exp = now + SignedDuration::from_mins(10);
    json!({ "sub": user, "aud": "anteroom", "iat": now.as_second(), "exp": exp.as_second() })
}

/// The same with this in place of what is there.
pub(crate) fn with(claims: &Json, name: &str, value: Json) -> Json {
    let mut changed = claims.clone();
    changed[name] = value;
    changed
}

pub(crate) fn without(claims: &Json, name: &str) -> Json {
    let mut changed = claims.clone();
    changed.as_object_mut().unwrap().remove(name);
    changed
}

/// A token of this user, as the studio signs it with its only key.
pub(crate) fn token_of(world: &World, user: &str) -> String {
    let signer = Signer::hs256(SECRET);
    signer.sign(&json!({ "alg": "HS256", "typ": "JWT" }), &claims(world, user))
}
