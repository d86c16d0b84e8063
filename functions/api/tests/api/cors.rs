//! Pages of other origins: what a browser asks before, what it lets the page read, and whose pages they may be.

use std::collections::BTreeSet;

use api::routes;
use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use jiff::SignedDuration;
use serde_json::{Value as Json, json};

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

/// What the widget sends with a request; the browser adds the others, and asks for none of them.
const SENT: [&str; 4] = ["accept", "authorization", "content-type", "prefer"];

/// What of an answer's headers a page can always read, or has no use for.
const NEEDS_NO_LEAVE: [&str; 13] = [
    "access-control-allow-origin",
    "access-control-expose-headers",
    "allow",
    "cache-control",
    "content-length",
    "content-security-policy",
    "content-type",
    "cross-origin-resource-policy",
    "referrer-policy",
    "vary",
    "x-accel-buffering",
    "x-content-type-options",
    "strict-transport-security",
];

#[tokio::test]
async fn a_browser_gets_leave_for_every_route_of_visitors_with_every_header() {
    let world = World::new().await;
    let visitors: Vec<_> = routes().into_iter().filter(|route| !route.needs_admin).collect();
    for path in ["/api/v1/chat/sessions", "/api/v1/chat/data"] {
        assert!(visitors.iter().any(|route| route.path == path), "{path}");
    }
    for route in visitors {
        let place = format!("{} {}", route.method, route.path);
        let answer = world.ask(preflight(route.path, ORIGIN_OF_STUDIO, &route.method, &SENT.join(","))).await;
        assert_eq!(answer.status, StatusCode::NO_CONTENT, "{place}");
        assert_eq!(answer.headers["access-control-allow-origin"], ORIGIN_OF_STUDIO, "{place}");
        let methods = words(&answer.headers, "access-control-allow-methods");
        assert!(methods.contains(&route.method.as_str().to_ascii_lowercase()), "{place}: {methods:?}");
        let allowed = words(&answer.headers, "access-control-allow-headers");
        assert!(SENT.iter().all(|header| allowed.contains(*header)), "{place}: {allowed:?}");
        assert!(words(&answer.headers, "vary").contains("origin"), "{place}");
        // No cookie is ever wanted.
        assert!(!answer.headers.contains_key("access-control-allow-credentials"), "{place}");
    }
}

/// Admins have their own systems and the command line: a page has no business there, and gets no leave.
#[tokio::test]
async fn no_page_may_call_a_route_of_admins() {
    let world = World::new().await;
    let admin = world.admin("studio");
    for route in routes() {
        let is_among_them = route.path.starts_with("/api/v1/admin/");
        assert_eq!(is_among_them, route.needs_admin, "{}: the address is what tells a browser", route.path);
        if !route.needs_admin {
            continue;
        }
        // Neither a tenant's pages nor those of this server itself.
        for origin in [ORIGIN_OF_STUDIO, "http://127.0.0.1:8787"] {
            let leave = world.ask(preflight(route.path, origin, &route.method, "authorization")).await;
            let mut asked = request(route.method.clone(), route.path, Some(&admin), Body::empty());
            asked.headers_mut().insert("origin", HeaderValue::from_static(origin));
            for answer in [leave, world.ask(asked).await] {
                let told = answer.headers.keys().find(|name| name.as_str().starts_with("access-control-"));
                assert_eq!(told, None, "{} {} to {origin}", route.method, route.path);
            }
        }
    }
}

/// How a page calls the route with a conversation of its own, where the body is to be right.
fn body_for(path: &str, session: &str) -> Json {
    match path {
        "/api/v1/chat/sessions" => json!({ "tenant": "studio" }),
        "/api/v1/chat/send" => json!({ "message": "Later, please", "message_id": "message-2" }),
        "/api/v1/chat/rating" => json!({ "stars": 5 }),
        "/api/v1/chat/feedback" => json!({ "turn_id": format!("{session}.1"), "thumb": "up" }),
        _ => json!({}),
    }
}

#[tokio::test]
async fn a_page_reads_every_header_that_the_routes_of_visitors_answer_with() {
    let mut read = BTreeSet::new();
    // Agents are no pages: `/mcp` is for them.
    for route in routes().into_iter().filter(|route| !route.needs_admin && !route.needs_user) {
        let world = World::new().await;
        let visitor = world.begin().await;
        assert_eq!(visitor.says("message-1", "Hello").await.status, StatusCode::OK);
        // Old enough for a new token.
        world.pass(SignedDuration::from_mins(50));
        let path = route
            .path
            .replace("{tenant}", "studio")
            .replace("{code}", "rate_limited")
            .replace("{turn}", &format!("{}.1", visitor.session))
            .replace("{session}", &visitor.session);
        let sends = route.method == Method::POST;
        let body = if sends {
            Body::from(body_for(route.path, &visitor.session).to_string())
        } else {
            Body::empty()
        };
        let mut asked = request(route.method.clone(), &path, Some(&visitor.token), body);
        asked.headers_mut().insert("prefer", HeaderValue::from_static("respond-async"));
        let answer = world.ask(asked).await;
        assert!(answer.status.is_success(), "{} {path}: {answer:?}", route.method);
        assert_eq!(answer.headers["access-control-allow-origin"], ORIGIN_OF_STUDIO, "{path}");
        let exposed = words(&answer.headers, "access-control-expose-headers");
        for name in answer.headers.keys().map(|name| name.as_str()) {
            if !NEEDS_NO_LEAVE.contains(&name) {
                assert!(exposed.contains(name), "{} {path}: {name} is not in {exposed:?}", route.method);
                read.insert(name.to_owned());
            }
        }
        assert_eq!(answer.headers.contains_key("anteroom-token"), route.needs_token, "{path}");
    }
    // And of a refusal, which says when to come back where it knows.
    let world = World::new().await;
    let refused = world.post("/api/v1/chat/send", None, &json!({})).await;
    assert_eq!(refused.status, StatusCode::UNAUTHORIZED);
    assert_eq!(refused.headers["access-control-allow-origin"], ORIGIN_OF_STUDIO);
    assert!(words(&refused.headers, "access-control-expose-headers").contains("retry-after"));
    let expected = ["anteroom-token", "location", "preference-applied", "x-request-id"];
    assert_eq!(read.iter().map(String::as_str).collect::<Vec<_>>(), expected);
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
