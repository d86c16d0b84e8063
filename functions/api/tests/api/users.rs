//! Identified users: `POST /api/v1/chat/sessions` with `user_token`, and what follows from it.

use axum::http::StatusCode;
use jiff::SignedDuration;
use serde_json::{Value as Json, json};

use crate::signer::{SECRET, SECRET_NAME, Signer, claims, token_of, with};
use crate::world::{Answer, Visitor, World};

const PATH: &str = "/api/v1/chat/sessions";

/// A studio whose users are signed for with one secret.
async fn world() -> World {
    World::new().await.with_users(json!({ "keys": [{ "algorithm": "HS256", "secret": SECRET_NAME }] }))
}

async fn begin(world: &World, body: &Json) -> Answer {
    world.post(PATH, None, body).await
}

fn visitor(world: &World, answer: &Answer) -> Visitor {
    let json = answer.json();
    let field = |name: &str| json[name].as_str().unwrap().to_owned();
    Visitor { world: world.clone(), token: field("token"), session: field("session_id") }
}

async fn identified(world: &World, user: &str) -> Visitor {
    let answer = begin(world, &json!({ "tenant": "studio", "user_token": token_of(world, user) })).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");
    assert_eq!(answer.json()["user"], user);
    visitor(world, &answer)
}

#[tokio::test]
async fn every_algorithm_identifies() {
    let signers = [Signer::hs256(SECRET), Signer::rs256(), Signer::es256(), Signer::ed25519()];
    let keys: Vec<Json> = signers
        .iter()
        .map(|signer| {
            let id = signer.algorithm();
            match signer {
                Signer::Hs256(_) => json!({ "id": id, "algorithm": id, "secret": SECRET_NAME }),
                _ => json!({ "id": id, "algorithm": id, "public_key": signer.pem() }),
            }
        })
        .collect();
    let world = World::new().await.with_users(json!({ "keys": keys }));
    for signer in &signers {
        let token = signer.token(signer.algorithm(), &claims(&world, "ana"));
        let answer = begin(&world, &json!({ "tenant": "studio", "user_token": token })).await;
        assert_eq!(answer.status, StatusCode::CREATED, "{} {answer:?}", signer.algorithm());
        assert_eq!(answer.json()["user"], "ana");
    }
}

#[tokio::test]
async fn role_and_attributes_travel_in_the_sessions_token() {
    let world = World::new().await.with_users(json!({
        "keys": [{ "algorithm": "HS256", "secret": SECRET_NAME }], "issuer": "https://studio.example", "audience": "chat",
        "claims": { "id": "uid", "role": "r", "attributes": { "plan": "https://studio.example/plan", "tags": "tags",
            "seats": "seats", "trial": "trial", "absent": "absent" } },
    }));
    let now = world.app.clock.now().as_second();
    let said = json!({ "uid": "u-7", "sub": "else", "r": "client", "aud": ["chat"], "iss": "https://studio.example",
        "exp": now + 600, "nbf": now + 60, "iat": now + 60, "https://studio.example/plan": "gold", "tags": ["a", "b"],
        "seats": 3, "trial": false, "other": { "deep": 1 } });
    let token = Signer::hs256(SECRET).sign(&json!({ "alg": "HS256" }), &said);
    let answer = begin(&world, &json!({ "tenant": "studio", "user_token": token })).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");
    let visitor = visitor(&world, &answer);
    let claims = world.app.keys.verify(&visitor.token, world.app.clock.now()).unwrap();
    let user = serde_json::to_value(claims.user.unwrap()).unwrap();
    let expected = json!({ "id": "u-7", "role": "client",
        "attributes": { "plan": "gold", "seats": 3, "tags": ["a", "b"], "trial": false } });
    assert_eq!(user, expected);
    assert_eq!(claims.user_until, Some(now + 600));
    assert_eq!(claims.exp, now + 600, "never good for longer than the site's own token");
}

#[tokio::test]
async fn keys_rotate() {
    let (old, new) = (Signer::es256(), Signer::es256());
    let key =
        |id: &str, signer: &Signer| json!({ "id": id, "algorithm": "ES256", "public_key": signer.pem() });
    let world = World::new().await;
    let both = world.clone().with_users(json!({ "keys": [key("new", &new), key("old", &old)] }));
    let newest = world.clone().with_users(json!({ "keys": [key("new", &new)] }));
    let claims = claims(&world, "ana");
    let ask = |token: String| json!({ "tenant": "studio", "user_token": token });
    for (world, signer, id, status) in [
        (&both, &old, "old", 201),
        (&both, &new, "new", 201),
        (&newest, &new, "new", 201),
        (&newest, &old, "old", 401),
        (&newest, &old, "new", 401),
    ] {
        let answer = begin(world, &ask(signer.token(id, &claims))).await;
        assert_eq!(answer.status.as_u16(), status, "{id} {answer:?}");
    }
}

#[tokio::test]
async fn an_anonymous_conversation_becomes_the_users_with_their_first_turn() {
    let world = world().await;
    let anonymous = world.begin().await;
    anonymous.says("message-1", "Our budget is 20k").await;
    let ana = token_of(&world, "ana");
    let body = json!({ "tenant": "studio", "resume": anonymous.token, "user_token": ana });
    let answer = begin(&world, &body).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    assert_eq!(answer.json()["session_id"], json!(anonymous.session));
    let ana = visitor(&world, &answer);
    assert_eq!(ana.says("message-2", "And it is ana@candles.example").await.status, StatusCode::OK);
    assert_eq!(ana.said().await.len(), 2);
    // From now on whoever holds the token from before is somebody else.
    let answer = anonymous.says("message-3", "What did I say?").await;
    assert_eq!(answer.problem(), (403, "other_user".to_owned()));
    assert_eq!(ana.said().await.len(), 2);
    let answer = begin(&world, &json!({ "tenant": "studio", "resume": anonymous.token })).await;
    assert_eq!(answer.status, StatusCode::CREATED);
    assert_eq!(answer.json()["messages"], json!([]));
}

#[tokio::test]
async fn another_user_begins_a_conversation_of_their_own() {
    let world = world().await;
    let ana = identified(&world, "ana").await;
    ana.says("message-1", "I am ana@candles.example").await;
    let ben = token_of(&world, "ben");
    let answer = begin(&world, &json!({ "tenant": "studio", "resume": ana.token, "user_token": ben })).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");
    assert_ne!(answer.json()["session_id"], json!(ana.session));
    assert_eq!(answer.json()["user"], "ben");
    assert!(!answer.text.contains("candles"));
}

#[tokio::test]
async fn a_user_stays_for_as_long_as_the_site_said() {
    let world = world().await;
    let ana = identified(&world, "ana").await;
    ana.says("message-1", "Hello").await;
    world.pass(SignedDuration::from_mins(9));
    let resumed = begin(&world, &json!({ "tenant": "studio", "resume": ana.token })).await;
    assert_eq!(resumed.status, StatusCode::OK, "{resumed:?}");
    assert_eq!(resumed.json()["user"], "ana");
    assert_eq!(resumed.json()["expires_at"], "2026-11-21T12:10:00Z");
    world.pass(SignedDuration::from_mins(2));
    let ana = visitor(&world, &resumed);
    assert_eq!(ana.says("message-2", "Still me").await.problem(), (401, "token_expired".to_owned()));
    let answer = begin(&world, &json!({ "tenant": "studio", "resume": ana.token })).await;
    assert_eq!(answer.problem(), (401, "user_token_expired".to_owned()));
    let again = json!({ "tenant": "studio", "resume": ana.token, "user_token": token_of(&world, "ana") });
    let answer = begin(&world, &again).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    assert_eq!(answer.json()["messages"].as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn a_tenant_may_want_to_know_everybody() {
    let world = World::new()
        .await
        .with_users(json!({ "required": true, "keys": [{ "algorithm": "HS256", "secret": SECRET_NAME }] }));
    let answer = begin(&world, &json!({ "tenant": "studio" })).await;
    assert_eq!(answer.problem(), (401, "user_token_required".to_owned()));
    identified(&world, "ana").await;
}

#[tokio::test]
async fn a_tenant_without_users_is_told_so() {
    let world = World::new().await;
    let answer = begin(&world, &json!({ "tenant": "studio", "user_token": token_of(&world, "ana") })).await;
    assert_eq!(answer.problem(), (422, "body_invalid".to_owned()));
}

#[tokio::test]
async fn secrets_that_cannot_be_read_are_a_fault_of_ours() {
    let world =
        World::new().await.with_users(json!({ "keys": [{ "algorithm": "HS256", "secret": "NOT_THERE" }] }));
    let answer = begin(&world, &json!({ "tenant": "studio", "user_token": token_of(&world, "ana") })).await;
    assert_eq!(answer.problem(), (503, "user_keys_unavailable".to_owned()));
    assert!(answer.headers.contains_key("retry-after"));
}

#[tokio::test]
async fn tokens_rotate_on_use() {
    let world = World::new().await;
    let visitor = world.begin().await;
    let renewed = |answer: &Answer| {
        answer.headers.get("anteroom-token").map(|token| token.to_str().unwrap().to_owned())
    };
    assert_eq!(renewed(&visitor.says("message-1", "Hello").await), None);
    world.pass(SignedDuration::from_mins(31));
    let answer = visitor.streams("message-2", "Hello again").await;
    assert_eq!(answer.status, StatusCode::OK);
    let token = renewed(&answer).unwrap();
    let verify = |token: &str| world.app.keys.verify(token, world.app.clock.now()).unwrap();
    let (old, new) = (verify(&visitor.token), verify(&token));
    assert_ne!(old.jti, new.jti);
    assert_eq!((old.session, new.exp - old.exp), (new.session, 31 * 60));
    // Whoever is refused gets none; the old one is good until its end.
    let refused = world.get("/api/v1/chat/history/another", Some(&visitor.token)).await;
    assert_eq!((refused.status, renewed(&refused)), (StatusCode::FORBIDDEN, None));
    world.pass(SignedDuration::from_mins(30));
    assert_eq!(visitor.says("message-3", "Late").await.problem().0, 401);
    let visitor = Visitor { token, ..visitor };
    assert_eq!(visitor.says("message-3", "Late").await.status, StatusCode::OK);
    assert_eq!(visitor.said().await.len(), 3);
}

#[tokio::test]
async fn a_users_token_is_renewed_no_further_than_the_sites_own() {
    let world = world().await;
    let exp = world.app.clock.now().as_second() + 90 * 60;
    let token = Signer::hs256(SECRET)
        .sign(&json!({ "alg": "HS256" }), &with(&claims(&world, "ana"), "exp", exp.into()));
    let ana = visitor(&world, &begin(&world, &json!({ "tenant": "studio", "user_token": token })).await);
    world.pass(SignedDuration::from_mins(40));
    let answer = ana.says("message-1", "Hello").await;
    let token = answer.headers["anteroom-token"].to_str().unwrap().to_owned();
    assert_eq!(world.app.keys.verify(&token, world.app.clock.now()).unwrap().exp, exp);
    world.pass(SignedDuration::from_mins(45));
    let ana = Visitor { token, ..ana };
    let answer = ana.says("message-2", "Hello").await;
    assert_eq!((answer.status, answer.headers.get("anteroom-token")), (StatusCode::OK, None));
}

#[tokio::test]
async fn a_role_is_greeted_in_its_own_words_and_language() {
    let world = World::new().await.with_users(json!({
        "keys": [{ "algorithm": "HS256", "secret": SECRET_NAME }], "claims": { "id": "sub", "role": "role" },
    }));
    let world = world.with_studio(|studio| {
        let roles = json!({ "partner": { "greeting": { "en-GB": "Hello, partner!", "de": "Hallo, Partner!" },
            "suggestions": { "en-GB": ["Our projects"] } } });
        studio.assistant.roles = serde_json::from_value(roles).unwrap();
        let words = json!({ "label": "Preisrahmen", "question": "Was darf es kosten?" });
        let german = studio.translations.entry("de".to_owned()).or_default();
        german.attributes.insert("budget".to_owned(), serde_json::from_value(words).unwrap());
    });
    let token = |role: &str| {
        let claims = with(&claims(&world, "ana"), "role", json!(role));
        Signer::hs256(SECRET).sign(&json!({ "alg": "HS256" }), &claims)
    };
    for (role, locale, greeting, suggestions) in [
        ("partner", "en", json!("Hello, partner!"), json!(["Our projects"])),
        ("partner", "de-DE", json!("Hallo, Partner!"), json!(["Our projects"])),
        ("client", "de-DE", Json::Null, Json::Null),
    ] {
        let request = json!({ "tenant": "studio", "locale": locale, "user_token": token(role) });
        let answer = begin(&world, &request).await;
        assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");
        let body = answer.json();
        assert_eq!((&body["greeting"], &body["suggestions"]), (&greeting, &suggestions), "{role} {locale}");
    }
    // What is shown of an attribute is in the visitor's language too.
    let answer = begin(&world, &json!({ "tenant": "studio", "locale": "de-DE" })).await;
    let visitor = visitor(&world, &answer);
    let reply = visitor
        .says("0192f0c0-0000-7000-8000-00000000aa01", "Wir brauchen einen Onlineshop für 20.000 Euro")
        .await;
    assert_eq!(reply.json()["extracted_attributes"]["budget"]["label"], "Preisrahmen", "{reply:?}");
}
