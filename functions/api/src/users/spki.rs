//! Public keys as tools write them: PEM around a SubjectPublicKeyInfo (RFC 5280) in DER. Only the three kinds that sign
//! tokens here, and only the one way in which each is written.

use rustls_pki_types::SubjectPublicKeyInfoDer;
use rustls_pki_types::pem::PemObject as _;

/// What stands before a point of P-256, uncompressed (65 bytes).
const P256: &[u8] = &[
    0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01, 0x06, 0x08, 0x2a, 0x86,
    0x48, 0xce, 0x3d, 0x03, 0x01, 0x07, 0x03, 0x42, 0x00,
];
/// What stands before an Ed25519 key (32 bytes).
const ED25519: &[u8] = &[0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00];
/// The algorithm of an RSA key.
const RSA: &[u8] =
    &[0x30, 0x0d, 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01, 0x05, 0x00];

const SEQUENCE: u8 = 0x30;
const INTEGER: u8 = 0x02;
const BIT_STRING: u8 = 0x03;

/// A public key.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum PublicKey {
    /// Modulus and exponent, without leading zeros.
    Rsa {
        /// The modulus.
        n: Vec<u8>,
        /// The exponent.
        e: Vec<u8>,
    },
    /// A point of P-256, uncompressed.
    P256(Vec<u8>),
    /// An Ed25519 key.
    Ed25519(Vec<u8>),
}

impl PublicKey {
    /// Of `-----BEGIN PUBLIC KEY-----`.
    pub(super) fn from_pem(pem: &str) -> Option<Self> {
        let der = SubjectPublicKeyInfoDer::from_pem_slice(pem.as_bytes()).ok()?;
        Self::from_der(&der)
    }

    fn from_der(der: &[u8]) -> Option<Self> {
        if let Some(point) = der.strip_prefix(P256) {
            return (point.len() == 65 && point[0] == 4).then(|| Self::P256(point.to_vec()));
        }
        if let Some(key) = der.strip_prefix(ED25519) {
            return (key.len() == 32).then(|| Self::Ed25519(key.to_vec()));
        }
        let content = whole(der, SEQUENCE)?.strip_prefix(RSA)?;
        let key = whole(content, BIT_STRING)?.strip_prefix(&[0])?;
        let numbers = whole(key, SEQUENCE)?;
        let (n, rest) = element(numbers, INTEGER)?;
        let e = whole(rest, INTEGER)?;
        Some(Self::Rsa { n: unsigned(n)?, e: unsigned(e)? })
    }
}

/// The content of the one element that these bytes are.
fn whole(der: &[u8], tag: u8) -> Option<&[u8]> {
    element(der, tag).filter(|(_, rest)| rest.is_empty()).map(|(content, _)| content)
}

/// The content of the first element, which must be of that kind, and what follows it.
fn element(der: &[u8], tag: u8) -> Option<(&[u8], &[u8])> {
    let (&[found, first], rest) = der.split_first_chunk()?;
    if found != tag {
        return None;
    }
    let (length, rest) = match first {
        0..=0x7f => (usize::from(first), rest),
        0x81 => rest.split_first().map(|(length, rest)| (usize::from(*length), rest))?,
        0x82 => {
            rest.split_first_chunk().map(|(bytes, rest)| (usize::from(u16::from_be_bytes(*bytes)), rest))?
        }
        _ => return None,
    };
    rest.split_at_checked(length)
}

/// A positive number without its leading zero.
fn unsigned(integer: &[u8]) -> Option<Vec<u8>> {
    match integer {
        [0, rest @ ..] => Some(rest.to_vec()),
        [first, ..] if *first < 0x80 => Some(integer.to_vec()),
        _ => None,
    }
}
