//! The signature of Standard Webhooks: `v1,` and the HMAC-SHA256 of `id.timestamp.body`, in base64.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use engine::ports::Secret;
use ring::hmac;

/// What stands before the key in a secret.
const PREFIX: &str = "whsec_";

/// The least and the most bytes of a key, as the standard has it.
const KEY_BYTES: core::ops::RangeInclusive<usize> = 24..=64;

/// The secret cannot sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the secret is not `whsec_` and 24 to 64 bytes in base64")]
pub struct NoKey;

/// What the header `webhook-signature` says.
///
/// # Errors
///
/// The secret is none of the standard.
pub fn sign(secret: &Secret, id: &str, timestamp: i64, body: &str) -> Result<String, NoKey> {
    let key = secret.expose().strip_prefix(PREFIX).ok_or(NoKey)?;
    let key = STANDARD.decode(key).map_err(|_| NoKey)?;
    if !KEY_BYTES.contains(&key.len()) {
        return Err(NoKey);
    }
    let mut signed = hmac::Context::with_key(&hmac::Key::new(hmac::HMAC_SHA256, &key));
    signed.update(format!("{id}.{timestamp}.").as_bytes());
    signed.update(body.as_bytes());
    Ok(format!("v1,{}", STANDARD.encode(signed.sign())))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn secret(text: &str) -> Secret {
        Secret::new(text.to_owned())
    }

    /// The example that the standard's own libraries are tested with.
    #[test]
    fn the_standards_example_is_signed_the_same() {
        let signed = sign(
            &secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"),
            "msg_p5jXN8AQM9LWM0D4loKWxJek",
            1_614_265_330,
            r#"{"test": 2432232314}"#,
        );
        assert_eq!(signed.as_deref(), Ok("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="));
    }

    #[test]
    fn the_standards_library_signs_the_same() {
        let key = format!("whsec_{}", STANDARD.encode([9; 64]));
        let theirs = standardwebhooks::Webhook::new(&key).unwrap();
        for body in ["", "{}", "{\"text\":\"Grüße \u{1F44B}\"}", &"x".repeat(100_000)] {
            let expected = theirs.sign("evt_1", 1_795_262_400, body.as_bytes()).unwrap();
            assert_eq!(sign(&secret(&key), "evt_1", 1_795_262_400, body), Ok(expected));
        }
    }

    #[test]
    fn what_is_no_secret_signs_nothing() {
        let short = format!("whsec_{}", STANDARD.encode([9; 23]));
        let long = format!("whsec_{}", STANDARD.encode([9; 65]));
        for text in ["", "whsec_", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_no base64!", &short, &long] {
            assert_eq!(sign(&secret(text), "evt_1", 0, "{}"), Err(NoKey), "{text}");
        }
    }
}
