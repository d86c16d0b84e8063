//! Pages of other origins: what a browser asks before, what it lets the page read, and whose pages they may be.

use std::collections::BTreeSet;

use api::routes;
use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use serde_json::json;

use crate::world::{ORIGIN_OF_STUDIO, World, request};

/// The words of a header that is a list.
fn words(headers: &HeaderMap, name: &str) -> BTreeSet<String> {
    let value = headers.get(name).map_or("", |value| value.to_str().unwrap());
    value.split(',').map(|word| word.trim().to_ascii_lowercase()).collect()
}

/// As a browser asks before it sends what a form could not.
fn preflight(path: &str, origin: &str, method: &Method, headers: &str) -> axum::http::Request<Body> {
    let mut asking = request(Method::OPTIONS, path, None, Body::empty());
    asking.headers_mut().remove("content-type");
    for (name, value) in [
        ("origin", origin),
        ("access-control-request-method", method.as_str()),
        ("access-control-request-headers", headers),
    ] {
        asking.headers_mut().insert(name, HeaderValue::from_str(value).unwrap());
    }
    asking
}

#[tokio::test]
async fn a_browser_gets_leave_for_every_route_with_every_header() {
    let world = World::new().await;
    let wanted = ["accept", "authorization", "content-type", "prefer"];
    for route in routes() {
        let answer =
            world.ask(preflight(route.path, ORIGIN_OF_STUDIO, &route.method, &wanted.join(","))).await;
        assert_eq!(answer.status, StatusCode::NO_CONTENT, "{}", route.path);
        assert_eq!(answer.headers["access-control-allow-origin"], ORIGIN_OF_STUDIO);
        let methods = words(&answer.headers, "access-control-allow-methods");
        assert!(methods.contains(&route.method.as_str().to_ascii_lowercase()), "{} {methods:?}", route.path);
        let allowed = words(&answer.headers, "access-control-allow-headers");
        assert!(wanted.iter().all(|header| allowed.contains(*header)), "{allowed:?}");
        assert!(words(&answer.headers, "vary").contains("origin"));
        // No cookie is ever wanted.
        assert!(!answer.headers.contains_key("access-control-allow-credentials"));
    }
}

#[tokio::test]
async fn a_page_reads_the_headers_that_the_widget_needs() {
    let world = World::new().await;
    let answer = world.post("/api/v1/chat/sessions", None, &json!({ "tenant": "studio" })).await;
    let exposed = words(&answer.headers, "access-control-expose-headers");
    for header in ["x-request-id", "retry-after", "location", "anteroom-token"] {
        assert!(exposed.contains(header), "{header} in {exposed:?}");
    }
    // Of a refusal too.
    let refused = world.post("/api/v1/chat/send", None, &json!({})).await;
    assert_eq!(refused.status, StatusCode::UNAUTHORIZED);
    assert_eq!(words(&refused.headers, "access-control-expose-headers"), exposed);
    assert_eq!(refused.headers["access-control-allow-origin"], ORIGIN_OF_STUDIO);
}

#[tokio::test]
async fn hosts_below_a_domain_may_ask_where_the_tenant_says_so() {
    let world = World::new().await.with_origins(&["https://*.shop.example", "https://shop.example"]);
    for (origin, is_theirs) in [
        ("https://www.shop.example", true),
        ("https://a.b.shop.example", true),
        ("https://shop.example", true),
        ("https://evil-shop.example", false),
        ("https://www.shop.example.evil.example", false),
        ("http://www.shop.example", false),
        ("https://www.shop.example:8443", false),
        ("https://www.shop.example.", false),
        ("https://WWW.shop.example", false),
        ("https://www.shop.example, https://www.shop.example", false),
        ("null", false),
        (ORIGIN_OF_STUDIO, false),
    ] {
        let leave = world.ask(preflight("/api/v1/chat/send", origin, &Method::POST, "authorization")).await;
        assert_eq!(leave.headers.contains_key("access-control-allow-origin"), is_theirs, "{origin}");
        let body = Body::from(json!({ "tenant": "studio" }).to_string());
        let mut begin = request(Method::POST, "/api/v1/chat/sessions", None, body);
        begin.headers_mut().insert("origin", HeaderValue::from_str(origin).unwrap());
        let begun = world.ask(begin).await;
        if !is_theirs {
            assert_eq!(begun.problem(), (403, "origin_not_allowed".to_owned()), "{origin}");
            continue;
        }
        assert_eq!(begun.status, StatusCode::CREATED, "{origin}");
        // The token is for that page, not for its neighbours.
        let json = begun.json();
        let path = format!("/api/v1/chat/history/{}", json["session_id"].as_str().unwrap());
        for (page, status) in
            [(origin, StatusCode::OK), ("https://other.shop.example", StatusCode::FORBIDDEN)]
        {
            let mut read = request(Method::GET, &path, json["token"].as_str(), Body::empty());
            read.headers_mut().insert("origin", HeaderValue::from_str(page).unwrap());
            assert_eq!(world.ask(read).await.status, status, "{origin} {page}");
        }
    }
}

#[tokio::test]
async fn an_origin_that_is_no_text_is_nobodys() {
    let world = World::new().await;
    let mut begin =
        request(Method::POST, "/api/v1/chat/sessions", None, Body::from("{\"tenant\":\"studio\"}"));
    begin.headers_mut().insert("origin", HeaderValue::from_bytes(b"https://gr\xfcn.example").unwrap());
    assert_eq!(world.ask(begin).await.problem(), (403, "origin_not_allowed".to_owned()));
}

#[tokio::test]
async fn the_frame_may_stand_where_the_widget_may() {
    use tower::ServiceExt as _;
    let world =
        World::new().await.with_origins(&["https://*.shop.example", "https://shop.example:8443", "self"]);
    for (origin, status) in [
        ("https://www.shop.example", StatusCode::OK),
        ("https://shop.example:8443", StatusCode::OK),
        ("http://127.0.0.1:8787", StatusCode::OK),
        ("https://shop.example", StatusCode::FORBIDDEN),
        ("https://evil-shop.example", StatusCode::FORBIDDEN),
    ] {
        let uri = format!("/frame/studio?origin={origin}&locale=en");
        let asking = axum::http::Request::get(uri).body(Body::empty()).unwrap();
        let page = api::frame(world.app.clone(), "/anteroom.js").oneshot(asking).await.unwrap();
        assert_eq!(page.status(), status, "{origin}");
        let policy = page.headers()["content-security-policy"].to_str().unwrap();
        let (_, ancestors) = policy.split_once("frame-ancestors ").unwrap();
        assert_eq!(ancestors, "https://*.shop.example https://shop.example:8443 http://127.0.0.1:8787");
    }
}
