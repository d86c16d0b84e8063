//! Good tokens are taken; every other is refused, and told why.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::{SignedDuration, Timestamp};
use jsonwebtoken::{Algorithm, EncodingKey, Header, encode};
use serde_json::{Value as Json, json};

use super::{Claims, KeyError, TokenError, TokenKeys};

const SECRET: &[u8] = &[7; 32];

fn keys() -> TokenKeys {
    TokenKeys::new(&[SECRET.to_vec()]).unwrap()
}

fn now() -> Timestamp {
    "2026-11-21T12:00:00Z".parse().unwrap()
}

fn claims() -> Claims {
    Claims::new("studio", "s1", "https://studio.example", "en", now())
}

/// Signed with the right key, in a way that is not ours.
fn hs512(payload: &Json) -> String {
    let message = format!("{}.{}", part(&json!({ "alg": "HS512", "typ": "JWT" })), part(payload));
    let key = ring::hmac::Key::new(ring::hmac::HMAC_SHA512, SECRET);
    format!("{message}.{}", URL_SAFE_NO_PAD.encode(ring::hmac::sign(&key, message.as_bytes())))
}

fn part(json: &Json) -> String {
    URL_SAFE_NO_PAD.encode(json.to_string())
}

#[test]
fn a_token_says_what_was_signed() {
    let claims = claims();
    let token = keys().sign(&claims).unwrap();
    assert_eq!(keys().verify(&token, now()), Ok(claims));
}

#[test]
fn a_token_is_good_for_an_hour_and_a_moment() {
    let token = keys().sign(&claims()).unwrap();
    let after = |seconds| now() + SignedDuration::from_secs(seconds);
    assert!(keys().verify(&token, after(3_604)).is_ok());
    assert_eq!(keys().verify(&token, after(3_605)), Err(TokenError::Expired));
    assert!(keys().verify_past_its_time(&token, after(1_000_000)).is_ok());
}

#[test]
fn a_token_from_the_future_is_refused_even_for_resuming() {
    let token = keys().sign(&Claims { nbf: now().as_second() + 6, ..claims() }).unwrap();
    assert_eq!(keys().verify(&token, now()), Err(TokenError::NotYetValid));
    assert_eq!(keys().verify_past_its_time(&token, now()), Err(TokenError::NotYetValid));
}

#[test]
fn an_old_key_still_verifies_and_the_new_one_signs() {
    let old = keys().sign(&claims()).unwrap();
    let rotated = TokenKeys::new(&[vec![8; 32], SECRET.to_vec()]).unwrap();
    assert!(rotated.verify(&old, now()).is_ok());
    let new = rotated.sign(&claims()).unwrap();
    assert_eq!(keys().verify(&new, now()), Err(TokenError::Invalid));
}

#[test]
fn short_keys_are_refused() {
    assert_eq!(TokenKeys::new(&[]).unwrap_err(), KeyError::None);
    assert_eq!(TokenKeys::new(&[vec![1; 31]]).unwrap_err(), KeyError::TooShort);
}

#[test]
fn forged_tokens_are_refused() {
    let good = keys().sign(&claims()).unwrap();
    let parts: Vec<&str> = good.split('.').collect();
    let payload = serde_json::to_value(claims()).unwrap();
    let with = |key: &str, value: Json| {
        let mut changed = payload.clone();
        changed[key] = value;
        changed
    };
    let without = |key: &str| {
        let mut changed = payload.clone();
        changed.as_object_mut().unwrap().remove(key);
        changed
    };
    let signed = |header: &Header, payload: &Json, secret: &[u8]| {
        encode(header, payload, &EncodingKey::from_secret(secret)).unwrap()
    };
    let hs256 = Header::new(Algorithm::HS256);
    let attacks = [
        ("nothing", String::new()),
        ("no dots", "token".to_owned()),
        ("two parts", format!("{}.{}", parts[0], parts[1])),
        ("four parts", format!("{good}.x")),
        ("no signature", format!("{}.{}.", parts[0], parts[1])),
        ("half a signature", good[..good.len() - 20].to_owned()),
        ("another payload", format!("{}.{}.{}", parts[0], part(&with("tenant", json!("crm"))), parts[2])),
        ("alg none", format!("{}.{}.", part(&json!({ "alg": "none", "typ": "JWT" })), parts[1])),
        ("alg None", format!("{}.{}.{}", part(&json!({ "alg": "None" })), parts[1], parts[2])),
        ("alg none, signed", format!("{}.{}.{}", part(&json!({ "alg": "none" })), parts[1], parts[2])),
        ("alg RS256", format!("{}.{}.{}", part(&json!({ "alg": "RS256" })), parts[1], parts[2])),
        ("no alg", format!("{}.{}.{}", part(&json!({ "typ": "JWT" })), parts[1], parts[2])),
        ("HS512 with the key", hs512(&payload)),
        ("another key", signed(&hs256, &payload, &[9; 32])),
        ("an empty key", signed(&hs256, &payload, b"")),
        ("another issuer", signed(&hs256, &with("iss", json!("elsewhere")), SECRET)),
        ("no issuer", signed(&hs256, &without("iss"), SECRET)),
        ("no end", signed(&hs256, &without("exp"), SECRET)),
        ("no beginning", signed(&hs256, &without("nbf"), SECRET)),
        ("an end that is text", signed(&hs256, &with("exp", json!("9999999999")), SECRET)),
        ("no tenant", signed(&hs256, &without("tenant"), SECRET)),
        ("no session", signed(&hs256, &without("session"), SECRET)),
        ("no origin", signed(&hs256, &without("origin"), SECRET)),
        ("more claims than ours", signed(&hs256, &with("role", json!("admin")), SECRET)),
        ("far too long", signed(&hs256, &with("session", json!("s".repeat(5_000))), SECRET)),
    ];
    for (name, token) in attacks {
        assert_eq!(keys().verify(&token, now()), Err(TokenError::Invalid), "{name}");
        assert_eq!(keys().verify_past_its_time(&token, now()), Err(TokenError::Invalid), "{name}");
    }
}

#[test]
fn keys_are_not_printed() {
    let printed = format!("{:?}", keys());
    assert!(!printed.contains('7'), "{printed}");
}
