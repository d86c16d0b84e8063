//! What the claims of a verified token come to: who, until when, and whether it is meant for us at all.

use jiff::Timestamp;
use serde_json::{Map, Value as Json};
use shared::tenant::Users;

use super::failure::Refusal;
use super::unverified::Verified;
use super::{User, UserAttribute};

/// How far ahead `exp` may be: a day.
const LIFETIME_MAX_SECONDS: i64 = 24 * 60 * 60;
/// How far the tenant's clock may be ahead of ours.
const LEEWAY_SECONDS: i64 = 60;

const ID_MAX_BYTES: usize = 200;
const ROLE_MAX_BYTES: usize = 100;
const TEXT_MAX_BYTES: usize = 500;
const TEXTS_MAX: usize = 20;
const TEXTS_MAX_BYTES: usize = 200;
/// All of a user as JSON: it travels in every request, in the session's token.
const USER_MAX_BYTES: usize = 2 * 1024;

/// The user, and when the token is over.
pub(super) fn read(users: &Users, verified: Verified, now: Timestamp) -> Result<(User, i64), Refusal> {
    let Verified(claims) = verified;
    let until = times(&claims, now.as_second())?;
    if !is_for(&users.audience, claims.get("aud")) {
        return Err(Refusal::Audience);
    }
    if let Some(issuer) = &users.issuer
        && claims.get("iss").and_then(Json::as_str) != Some(issuer)
    {
        return Err(Refusal::Issuer);
    }
    let user = User {
        id: short(claims.get(&users.claims.id), ID_MAX_BYTES).ok_or(Refusal::Id)?,
        role: match claims.get(&users.claims.role) {
            None | Some(Json::Null) => None,
            role => Some(short(role, ROLE_MAX_BYTES).ok_or(Refusal::Role)?),
        },
        attributes: attributes(users, &claims)?,
    };
    match serde_json::to_string(&user) {
        Ok(json) if json.len() <= USER_MAX_BYTES => Ok((user, until)),
        _ => Err(Refusal::Attributes),
    }
}

/// When it is over. Times are whole seconds: anything else is not what a signer's library writes.
fn times(claims: &Map<String, Json>, now: i64) -> Result<i64, Refusal> {
    let exp = claims.get("exp").and_then(Json::as_i64).ok_or(Refusal::Lifetime)?;
    for name in ["iat", "nbf"] {
        match claims.get(name).map(Json::as_i64) {
            None => {}
            Some(Some(from)) if from <= now + LEEWAY_SECONDS => {}
            Some(Some(_)) => return Err(Refusal::NotYetValid),
            Some(None) => return Err(Refusal::Lifetime),
        }
    }
    if exp > now + LIFETIME_MAX_SECONDS + LEEWAY_SECONDS {
        return Err(Refusal::Lifetime);
    }
    if exp <= now { Err(Refusal::Expired) } else { Ok(exp) }
}

/// Whether it is for us, and for nobody else: another addressee could use it here in the user's name.
fn is_for(audience: &str, said: Option<&Json>) -> bool {
    match said {
        Some(Json::String(one)) => one == audience,
        Some(Json::Array(several)) => {
            !several.is_empty() && several.iter().all(|one| one.as_str() == Some(audience))
        }
        _ => false,
    }
}

/// A text that says something and has no signs that are not to be seen.
fn short(value: Option<&Json>, most: usize) -> Option<String> {
    let text = value?.as_str()?;
    let is_good = !text.trim().is_empty() && text.len() <= most && !text.chars().any(char::is_control);
    is_good.then(|| text.to_owned())
}

fn attributes(
    users: &Users,
    claims: &Map<String, Json>,
) -> Result<std::collections::BTreeMap<String, UserAttribute>, Refusal> {
    let named = users.claims.attributes.iter();
    named
        .filter_map(|(name, claim)| {
            let value = claims.get(claim).filter(|value| !value.is_null())?;
            Some(attribute(value).map(|value| (name.clone(), value)).ok_or(Refusal::Attributes))
        })
        .collect()
}

fn attribute(value: &Json) -> Option<UserAttribute> {
    match value {
        Json::Bool(flag) => Some(UserAttribute::Flag(*flag)),
        Json::Number(number) => Some(UserAttribute::Number(number.clone())),
        Json::String(text) => (text.len() <= TEXT_MAX_BYTES).then(|| UserAttribute::Text(text.clone())),
        Json::Array(items) if items.len() <= TEXTS_MAX => {
            let texts = items.iter().map(|item| item.as_str().filter(|text| text.len() <= TEXTS_MAX_BYTES));
            texts.map(|text| text.map(str::to_owned)).collect::<Option<Vec<_>>>().map(UserAttribute::Texts)
        }
        _ => None,
    }
}
