//! One key set: of its keys those that may check tokens here. The others are as if they were not there, a shared secret
//! above all: a set is public.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Deserialize;

use super::super::keys::Key;
use super::super::spki::PublicKey;

/// The largest set that is read.
pub(super) const SET_MAX_BYTES: usize = 64 * 1024;
/// The most keys of a set.
const KEYS_MAX: usize = 100;

/// The keys that may check tokens, by id.
pub(super) struct KeySet(Vec<(Option<String>, Key)>);

#[derive(Deserialize)]
struct Written {
    keys: Vec<serde_json::Value>,
}

#[derive(Deserialize)]
struct WrittenKey {
    kty: String,
    kid: Option<String>,
    alg: Option<String>,
    #[serde(rename = "use")]
    purpose: Option<String>,
    key_ops: Option<Vec<String>>,
    crv: Option<String>,
    n: Option<String>,
    e: Option<String>,
    x: Option<String>,
    y: Option<String>,
}

impl KeySet {
    /// Reads it; `None` for what is no key set.
    pub(super) fn read(body: &[u8]) -> Option<Self> {
        if body.len() > SET_MAX_BYTES {
            return None;
        }
        let written: Written = serde_json::from_slice(body).ok()?;
        let keys = written.keys.into_iter().take(KEYS_MAX).filter_map(read);
        Some(Self(keys.collect()))
    }

    /// The key of this id; without an id, the only one. An id that is there twice names none.
    pub(super) fn key(&self, id: Option<&str>) -> Option<&Key> {
        let mut keys = self.0.iter().filter(|(found, _)| id.is_none() || found.as_deref() == id);
        match (keys.next(), keys.next()) {
            (Some((_, key)), None) => Some(key),
            _ => None,
        }
    }
}

fn read(key: serde_json::Value) -> Option<(Option<String>, Key)> {
    let key: WrittenKey = serde_json::from_value(key).ok()?;
    let checks = key.key_ops.as_ref().is_none_or(|allowed| allowed.iter().any(|one| one == "verify"));
    if key.purpose.as_deref().is_some_and(|purpose| purpose != "sig") || !checks {
        return None;
    }
    let bytes = |part: &Option<String>| URL_SAFE_NO_PAD.decode(part.as_deref()?).ok();
    let (algorithm, public) = match (key.kty.as_str(), key.crv.as_deref()) {
        ("RSA", None) => ("RS256", PublicKey::Rsa { n: bytes(&key.n)?, e: bytes(&key.e)? }),
        ("EC", Some("P-256")) => {
            let (x, y) = (bytes(&key.x)?, bytes(&key.y)?);
            let point = [&[4], x.as_slice(), y.as_slice()].concat();
            ("ES256", (x.len() == 32 && y.len() == 32).then_some(PublicKey::P256(point))?)
        }
        ("OKP", Some("Ed25519")) => ("EdDSA", PublicKey::Ed25519(bytes(&key.x)?)),
        _ => return None,
    };
    if key.alg.as_deref().is_some_and(|named| named != algorithm) {
        return None;
    }
    Some((key.kid, Key::public(&public)?))
}
