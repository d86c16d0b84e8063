//! What a schema cannot say of `users`: that there is something to check tokens with, and that every key has what its
//! algorithm needs and can be told from the others.

use super::mistake::Mistakes;
use super::node::Node;

/// How a public key begins, as tools write it.
const PEM: &str = "-----BEGIN PUBLIC KEY-----";

/// The most attributes of a user.
const ATTRIBUTES_MAX: usize = 20;

pub(super) fn check(root: &Node<'_>, mistakes: &mut Mistakes<'_>) {
    let Some(users) = root.get("users") else { return };
    let keys = users.list("keys");
    let url = users.get("jwks_url");
    if keys.is_empty() && url.is_none() {
        add(mistakes, &users, "needs `keys` or `jwks_url`: without them no token can be checked");
    }
    if let Some(url) = &url
        && url.text().is_some_and(|text| !text.starts_with("https://"))
    {
        add(mistakes, url, "must begin with `https://`: whoever is between could put their own keys there");
    }
    let mut seen = Vec::new();
    for key in &keys {
        one(key, mistakes);
        match (key.get("id"), key.text_of("id")) {
            (Some(node), Some(id)) if seen.contains(&id) => {
                add(mistakes, &node, format!("`{id}` is the id of another key"));
            }
            (_, Some(id)) => seen.push(id),
            _ if keys.len() > 1 || url.is_some() => {
                add(mistakes, key, "needs an `id` (the tokens' `kid`), as there are other keys");
            }
            _ => {}
        }
    }
    let attributes = users.get("claims").and_then(|claims| claims.get("attributes"));
    if let Some(attributes) = attributes.filter(|node| node.entries().len() > ATTRIBUTES_MAX) {
        add(mistakes, &attributes, format!("takes at most {ATTRIBUTES_MAX}"));
    }
}

fn one(key: &Node<'_>, mistakes: &mut Mistakes<'_>) {
    let is_shared = match key.text_of("algorithm") {
        Some("HS256") => true,
        Some(_) => false,
        None => return,
    };
    let (needed, foreign) = if is_shared { ("secret", "public_key") } else { ("public_key", "secret") };
    if key.get(needed).is_none() {
        add(mistakes, key, format!("needs `{needed}` for its algorithm"));
    }
    if let Some(node) = key.get(foreign) {
        add(mistakes, &node, format!("does not belong to the algorithm, which takes `{needed}`"));
    }
    if let Some(node) = key.get("public_key")
        && node.text().is_some_and(|text| !text.trim_start().starts_with(PEM))
    {
        add(mistakes, &node, format!("must be a public key in PEM, beginning with `{PEM}`"));
    }
}

fn add(mistakes: &mut Mistakes<'_>, node: &Node<'_>, reason: impl Into<String>) {
    mistakes.add(node.span(), &node.path(), reason);
}

#[cfg(test)]
mod tests {
    use serde_json::{Value as Json, json};

    /// The first mistake in a tenant file with these users.
    fn mistake(users: &Json) -> Option<(String, String)> {
        let file = json!({
            "version": 1, "id": "candles", "name": "Candles", "origins": ["self"], "locale": "en-GB", "country": "DE",
            "greeting": "Hello!", "users": users,
            "scope": { "attributes": [{ "key": "pieces", "kind": "number", "question": "How many?" }] },
        });
        let found = crate::tenant::read(&file.to_string()).err()?;
        found.into_iter().next().map(|mistake| (mistake.path, mistake.reason))
    }

    #[test]
    fn every_key_can_check_and_be_told_from_the_others() {
        let pem = "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEA\n-----END PUBLIC KEY-----\n";
        let shared = json!({ "algorithm": "HS256", "secret": "CANDLES_USERS" });
        let public = json!({ "id": "a", "algorithm": "EdDSA", "public_key": pem });
        for good in [
            json!({ "keys": [shared] }),
            json!({ "keys": [public] }),
            json!({ "jwks_url": "https://candles.example/jwks.json", "required": true }),
            json!({ "jwks_url": "https://candles.example/jwks.json", "keys": [public] }),
        ] {
            assert_eq!(mistake(&good), None, "{good}");
        }
        for (bad, path) in [
            (json!({}), "users"),
            (json!({ "jwks_url": "http://candles.example/jwks.json" }), "users.jwks_url"),
            (json!({ "keys": [public, public] }), "users.keys[1].id"),
            (json!({ "keys": [public, shared] }), "users.keys[1]"),
            (json!({ "keys": [shared], "jwks_url": "https://candles.example/" }), "users.keys[0]"),
            (json!({ "keys": [{ "algorithm": "HS256" }] }), "users.keys[0]"),
            (json!({ "keys": [{ "algorithm": "RS256", "secret": "S" }] }), "users.keys[0]"),
            (
                json!({ "keys": [{ "algorithm": "HS256", "secret": "S", "public_key": pem }] }),
                "users.keys[0].public_key",
            ),
            (
                json!({ "keys": [{ "algorithm": "ES256", "public_key": "MCowBQYDK2VwAyEA" }] }),
                "users.keys[0].public_key",
            ),
        ] {
            let (found, reason) = mistake(&bad).unwrap_or_default();
            assert_eq!(found, path, "{bad}: {reason}");
        }
    }
}
