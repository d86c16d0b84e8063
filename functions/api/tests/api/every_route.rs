//! What holds for every route of the table.

use api::{Claims, routes};
use axum::body::Body;
use axum::http::header::{ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL};
use axum::http::{Method, StatusCode};
use jiff::SignedDuration;
use serde_json::json;

use crate::world::{ORIGIN_OF_STUDIO, World, request};

/// The path with a session and a turn that are there.
fn filled(path: &str, session: &str) -> String {
    path.replace("{tenant}", "studio")
        .replace("{turn}", &format!("{session}.1"))
        .replace("{session}", session)
}

#[tokio::test]
async fn without_a_good_token_nothing_is_told() {
    let world = World::new().await;
    let visitor = world.begin().await;
    visitor.says("message-1", "a secret").await;
    let now = world.app.clock.now();
    let claims = |tenant: &str, origin: &str| Claims::new(tenant, &visitor.session, origin, "en", now);
    let future = Claims { nbf: now.as_second() + 60, ..claims("studio", ORIGIN_OF_STUDIO) };
    let foreign = api::TokenKeys::new(&[vec![9; 32]]).unwrap();
    let tokens = [
        (None, 401, "token_missing"),
        (Some("nonsense".to_owned()), 401, "token_invalid"),
        (Some(format!("{}x", visitor.token)), 401, "token_invalid"),
        (Some(foreign.sign(&claims("studio", ORIGIN_OF_STUDIO)).unwrap()), 401, "token_invalid"),
        (Some(world.sign(&future)), 401, "token_not_yet_valid"),
        (Some(world.sign(&claims("studio", "https://elsewhere.example"))), 403, "origin_not_allowed"),
    ];
    let guarded: Vec<_> = routes().into_iter().filter(|route| route.needs_token).collect();
    assert_eq!(guarded.len(), 10);
    for route in guarded {
        let path = filled(route.path, &visitor.session);
        for (token, status, code) in &tokens {
            let body = Body::from(json!({ "message": "hi", "message_id": "message-9" }).to_string());
            let answer = world.ask(request(route.method.clone(), &path, token.as_deref(), body)).await;
            assert_eq!(answer.problem(), (*status, (*code).to_owned()), "{} {path} {token:?}", route.method);
            assert!(!answer.text.contains("secret"));
        }
    }
    world.pass(SignedDuration::from_hours(2));
    for route in routes().into_iter().filter(|route| route.needs_token) {
        let path = filled(route.path, &visitor.session);
        let answer = world.ask(request(route.method, &path, Some(&visitor.token), Body::from("{}"))).await;
        assert_eq!(answer.problem(), (401, "token_expired".to_owned()), "{path}");
    }
}

#[tokio::test]
async fn pages_of_tenants_may_ask_first_and_others_get_no_leave() {
    let world = World::new().await;
    // No page is one of admins: see `cors`.
    for route in routes().into_iter().filter(|route| !route.needs_admin) {
        let path = filled(route.path, "s");
        let answer = world.ask(request(Method::OPTIONS, &path, None, Body::empty())).await;
        assert_eq!(answer.status, StatusCode::NO_CONTENT, "{path}");
        assert_eq!(answer.headers[ACCESS_CONTROL_ALLOW_ORIGIN], ORIGIN_OF_STUDIO);
        assert!(answer.headers.contains_key(ACCESS_CONTROL_ALLOW_HEADERS));
        let mut stranger = request(Method::OPTIONS, &path, None, Body::empty());
        stranger.headers_mut().insert("origin", "https://stranger.example".parse().unwrap());
        let answer = world.ask(stranger).await;
        assert!(!answer.headers.contains_key(ACCESS_CONTROL_ALLOW_ORIGIN), "{path}");
    }
}

#[tokio::test]
async fn answers_have_an_id_and_private_ones_are_not_kept() {
    let world = World::new().await;
    let visitor = world.begin().await;
    let first = world.get(&format!("/api/v1/chat/history/{}", visitor.session), Some(&visitor.token)).await;
    let second = world.get(&format!("/api/v1/chat/history/{}", visitor.session), Some(&visitor.token)).await;
    assert_ne!(first.headers["x-request-id"], second.headers["x-request-id"]);
    assert_eq!(first.headers[CACHE_CONTROL], "no-store");
}

#[tokio::test]
async fn other_methods_and_addresses_are_told_so() {
    let world = World::new().await;
    let answer = world.get("/api/v1/chat/send", None).await;
    assert_eq!(answer.problem(), (405, "method_not_allowed".to_owned()));
    let answer = world.get("/api/v2/anything", None).await;
    assert_eq!(answer.problem(), (404, "not_found".to_owned()));
}
