//! What holds at the edge, for every route: headers of every answer, and what is too large or too slow.

use core::time::Duration;

use api::{BodyTime, routes};
use axum::body::{Body, Bytes};
use axum::http::{HeaderName, HeaderValue, Method, StatusCode};
use futures_util::{StreamExt as _, stream};
use serde_json::json;

use crate::world::{Answer, World, request};

/// Every route with a method that it takes and one that it does not, with and without what it needs; and no route.
async fn answers_of_all_routes(world: &World) -> Vec<(String, Answer)> {
    let visitor = world.begin().await;
    visitor.says("message-0001", "hello").await;
    let mut answers = Vec::new();
    for route in routes() {
        let path = route.path.replace("{tenant}", "studio").replace("{code}", "rate_limited");
        let path =
            path.replace("{turn}", &format!("{}.1", visitor.session)).replace("{session}", &visitor.session);
        for method in [route.method.clone(), Method::OPTIONS, Method::PATCH] {
            for token in [None, Some(visitor.token.as_str())] {
                let body = json!({ "tenant": "studio", "message": "hello", "message_id": "message-0001" });
                let asking = request(method.clone(), &path, token, Body::from(body.to_string()));
                answers.push((format!("{method} {path}"), world.ask(asking).await));
            }
        }
    }
    answers.push(("nowhere".to_owned(), world.get("/api/v1/nowhere", None).await));
    answers
}

#[tokio::test]
async fn every_answer_is_held_to_what_it_is() {
    let world = World::new().await;
    for (asked, answer) in answers_of_all_routes(&world).await {
        let header = |name: &str| {
            let value = answer.headers.get(name).unwrap_or_else(|| panic!("no {name} of {asked}"));
            value.to_str().unwrap().to_owned()
        };
        assert_eq!(header("x-content-type-options"), "nosniff", "{asked}");
        assert_eq!(header("referrer-policy"), "no-referrer", "{asked}");
        assert_eq!(header("cross-origin-resource-policy"), "same-origin", "{asked}");
        let policy = header("content-security-policy");
        assert!(policy.starts_with("default-src 'none';"), "{asked}: {policy}");
        assert!(policy.ends_with("frame-ancestors 'none'"), "{asked}: {policy}");
        assert!(!policy.contains("script-src"), "{asked}: {policy}");
        assert!(!header("x-request-id").is_empty());
        assert!(
            answer.headers.contains_key("cache-control") || answer.status == StatusCode::NO_CONTENT,
            "{asked}"
        );
        // Not over plain HTTP: a browser would lock itself out of the machine's other servers.
        assert!(!answer.headers.contains_key("strict-transport-security"), "{asked}");
        assert!(
            !answer.headers.contains_key("server") && !answer.headers.contains_key("set-cookie"),
            "{asked}"
        );
    }
}

#[tokio::test]
async fn over_https_it_says_to_stay_there() {
    let mut world = World::new().await;
    world.app.own_origins = ["https://chat.example".to_owned()].into();
    for (asked, answer) in answers_of_all_routes(&world).await {
        assert_eq!(answer.headers["strict-transport-security"], "max-age=31536000", "{asked}");
    }
}

#[tokio::test]
async fn an_address_has_an_end() {
    let world = World::new().await;
    let query = |length: usize| format!("/api/v1/widget/studio?locale={}", "a".repeat(length));
    assert_eq!(world.get(&query(4_000), None).await.status, StatusCode::OK);
    assert_eq!(world.get(&query(4_096), None).await.problem(), (414, "uri_too_long".to_owned()));
    let path = format!("/api/v1/{}", "a".repeat(5_000));
    assert_eq!(world.get(&path, None).await.problem(), (414, "uri_too_long".to_owned()));
}

#[tokio::test]
async fn headers_are_so_many_and_so_long() {
    let world = World::new().await;
    let with = |count: usize, length: usize| {
        let mut asking = request(Method::GET, "/api/v1/chat/health", None, Body::empty());
        for number in 0..count {
            let name = HeaderName::try_from(format!("x-{number:03}")).unwrap();
            asking.headers_mut().insert(name, HeaderValue::from_str(&"a".repeat(length)).unwrap());
        }
        asking
    };
    assert_eq!(world.ask(with(90, 100)).await.status, StatusCode::OK);
    for too_large in [with(101, 1), with(1, 17_000), with(90, 200)] {
        assert_eq!(world.ask(too_large).await.problem(), (431, "headers_too_large".to_owned()));
    }
}

#[tokio::test]
async fn a_body_has_an_end() {
    let world = World::new().await;
    for route in routes().into_iter().filter(|route| route.method == Method::POST) {
        let path = route.path.replace("{turn}", "none.1");
        let large = request(Method::POST, &path, None, Body::from(vec![b' '; 128 * 1024 + 1]));
        assert_eq!(world.ask(large).await.problem(), (413, "body_too_large".to_owned()), "{path}");
    }
    // One that does not say how long it is.
    let pieces = stream::iter((0..129).map(|_| Ok::<_, std::io::Error>(Bytes::from_static(&[b' '; 1_024]))));
    let asking = request(Method::POST, "/api/v1/chat/sessions", None, Body::from_stream(pieces));
    assert_eq!(world.ask(asking).await.problem(), (413, "body_too_large".to_owned()));
}

#[tokio::test]
async fn a_body_that_does_not_come_is_not_waited_for() {
    let world = World::new().await;
    let visitor = world.begin().await;
    for path in ["/api/v1/chat/sessions", "/api/v1/chat/send", "/api/v1/chat/rating", "/api/v1/chat/clear"] {
        // It begins, and then nothing more comes.
        let beginning = stream::iter([Ok::<_, std::io::Error>("{\"tenant\":")]).chain(stream::pending());
        let mut slow = request(Method::POST, path, Some(&visitor.token), Body::from_stream(beginning));
        slow.extensions_mut().insert(BodyTime(Duration::from_millis(20)));
        let answer = world.ask(slow).await;
        assert_eq!(answer.problem(), (408, "body_slow".to_owned()), "{path}");
        assert_eq!(answer.json()["retryable"], true);
    }
}

#[tokio::test(start_paused = true)]
async fn ten_seconds_are_waited_for_a_body() {
    let world = World::new().await;
    let begun = tokio::time::Instant::now();
    let endless = Body::from_stream(stream::pending::<Result<Bytes, std::io::Error>>());
    let answer = world.ask(request(Method::POST, "/api/v1/chat/sessions", None, endless)).await;
    assert_eq!(answer.problem(), (408, "body_slow".to_owned()));
    assert_eq!(begun.elapsed().as_secs(), 10);
}
