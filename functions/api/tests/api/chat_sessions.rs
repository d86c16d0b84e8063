//! `POST /api/v1/chat/sessions`

use axum::body::Body;
use axum::http::header::{ACCESS_CONTROL_ALLOW_ORIGIN, ORIGIN};
use axum::http::{Method, StatusCode};
use jiff::SignedDuration;
use serde_json::{Value as Json, json};

use crate::world::{World, request};

const PATH: &str = "/api/v1/chat/sessions";

fn from_origin(origin: Option<&str>, body: &Json) -> axum::http::Request<Body> {
    let mut request = request(Method::POST, PATH, None, Body::from(body.to_string()));
    request.headers_mut().remove(ORIGIN);
    if let Some(origin) = origin {
        request.headers_mut().insert(ORIGIN, origin.parse().unwrap());
    }
    request
}

#[tokio::test]
async fn a_session_begins_with_nothing_known() {
    let answer = World::new().await.post(PATH, None, &json!({ "tenant": "studio", "locale": "de" })).await;
    assert_eq!(answer.status, StatusCode::CREATED);
    let json = answer.json();
    assert_eq!(json["resumed"], false);
    assert_eq!(json["messages"], json!([]));
    assert_eq!(json["expires_at"], "2026-11-21T13:00:00Z");
    assert_eq!(json["scope"]["missing_attributes"], json!(["budget", "email"]));
}

#[tokio::test]
async fn only_the_tenants_pages_may_begin_one() {
    let world = World::new().await;
    let begin = |tenant: &str, origin: Option<&str>| {
        let request = from_origin(origin, &json!({ "tenant": tenant }));
        let world = world.clone();
        async move { world.ask(request).await }
    };
    assert_eq!(begin("studio", Some("https://studio.example")).await.status, StatusCode::CREATED);
    assert_eq!(begin("here", Some("http://127.0.0.1:8787")).await.status, StatusCode::CREATED);
    // The chat in a frame is a page of the server's own, for every tenant.
    let framed = begin("studio", Some("http://127.0.0.1:8787")).await;
    assert_eq!(framed.status, StatusCode::CREATED);
    assert_eq!(framed.headers[ACCESS_CONTROL_ALLOW_ORIGIN], "http://127.0.0.1:8787");
    for origin in [
        None,
        Some("null"),
        Some("https://crm.example"),
        Some("http://studio.example"),
        Some("https://studio.example:8443"),
        Some("https://studio.example.evil.example"),
        Some("http://127.0.0.1:8788"),
        Some("https://127.0.0.1:8787"),
    ] {
        let answer = begin("studio", origin).await;
        assert_eq!(answer.problem(), (403, "origin_not_allowed".to_owned()), "{origin:?}");
    }
    let answer = begin("studio", Some("https://nobody.example")).await;
    assert!(!answer.headers.contains_key(ACCESS_CONTROL_ALLOW_ORIGIN));
}

#[tokio::test]
async fn what_is_wrong_is_told_with_its_place() {
    let world = World::new().await;
    let wrong = [
        (json!({ "tenant": "nobody" }), "/tenant"),
        (json!({ "tenant": 7 }), "/tenant"),
        (json!({ "tenant": "studio", "user": "me" }), "/user"),
        (json!({ "tenant": "studio", "time_zone": "" }), "/time_zone"),
        (json!({ "tenant": "studio", "time_zone": "Europe/Berlin; x" }), "/time_zone"),
        (json!({ "tenant": "studio", "time_zone": "E".repeat(65) }), "/time_zone"),
        (json!({ "tenant": "studio", "time_zone": 1 }), "/time_zone"),
        (json!({ "tenant": "studio", "page": { "url": 1 } }), "/page/url"),
        (json!({}), ""),
    ];
    for (body, pointer) in wrong {
        let answer = world.post(PATH, None, &body).await;
        assert_eq!(answer.problem(), (422, "body_invalid".to_owned()), "{body}");
        assert_eq!(answer.json()["errors"][0]["pointer"], pointer, "{body}");
    }
}

#[tokio::test]
async fn a_conversation_is_taken_up_again_even_after_its_token() {
    let world = World::new().await;
    let visitor = world.begin().await;
    visitor.says("message-1", "our budget is 10k euros").await;
    world.pass(SignedDuration::from_hours(5));
    assert_eq!(visitor.says("message-2", "hello?").await.problem(), (401, "token_expired".to_owned()));

    let body = json!({ "tenant": "studio", "resume": visitor.token });
    let answer = world.post(PATH, None, &body).await;
    assert_eq!(answer.status, StatusCode::OK);
    let json = answer.json();
    assert_eq!(json["resumed"], true);
    assert_eq!(json["session_id"], visitor.session);
    assert_eq!(json["messages"].as_array().unwrap().len(), 2);
    assert_eq!(json["scope"]["extracted_attributes"]["budget"]["value"]["min"], 10_000);
}

#[tokio::test]
async fn a_conversation_that_is_over_is_not_taken_up_again() {
    let world = World::new().await;
    let visitor = world.begin().await;
    visitor.says("message-1", "our budget is 10k euros").await;
    world.pass(SignedDuration::from_hours(24));
    let body = json!({ "tenant": "studio", "resume": visitor.token });
    let answer = world.post(PATH, None, &body).await;
    assert_eq!(answer.status, StatusCode::CREATED);
    let json = answer.json();
    assert_eq!(json["resumed"], false);
    assert_ne!(json["session_id"], visitor.session);
    assert_eq!(json["messages"], json!([]));
}

#[tokio::test]
async fn somebody_elses_token_takes_nothing_up() {
    let world = World::new().await;
    let visitor = world.begin().await;
    visitor.says("message-1", "our budget is 10k euros").await;
    let resume = |tenant: &str, origin: &str, token: &str| {
        let request = from_origin(Some(origin), &json!({ "tenant": tenant, "resume": token }));
        let world = world.clone();
        async move { world.ask(request).await.problem() }
    };
    let studio = "https://studio.example";
    assert_eq!(
        resume("crm", "https://crm.example", &visitor.token).await,
        (403, "session_mismatch".to_owned())
    );
    assert_eq!(resume("studio", studio, "nonsense").await, (401, "token_invalid".to_owned()));
    assert_eq!(resume("studio", "https://crm.example", &visitor.token).await.0, 403);
}

/// "Tomorrow" is the day after the visitor's today, which may not be ours.
#[tokio::test]
async fn the_day_is_the_visitors() {
    let world = World::new().await;
    // In Auckland it is past one in the morning of the next day.
    for (body, tomorrow) in [
        (json!({ "tenant": "dates" }), "2026-11-22"),
        (json!({ "tenant": "dates", "time_zone": "Europe/Berlin" }), "2026-11-22"),
        (json!({ "tenant": "dates", "time_zone": "Pacific/Auckland" }), "2026-11-23"),
        // A browser may know zones that we do not.
        (json!({ "tenant": "dates", "time_zone": "Etc/Unknown" }), "2026-11-22"),
    ] {
        let begun = world.ask(from_origin(Some("https://dates.example"), &body)).await.json();
        let token = begun["token"].as_str().unwrap().to_owned();
        let says = |token: String, id: &str| {
            let body = json!({ "message": "tomorrow, please", "message_id": id });
            let mut request =
                request(Method::POST, "/api/v1/chat/send", Some(&token), Body::from(body.to_string()));
            request.headers_mut().insert(ORIGIN, "https://dates.example".parse().unwrap());
            let world = world.clone();
            async move { world.ask(request).await.json() }
        };
        let json = says(token.clone(), "message-1").await;
        assert_eq!(json["extracted_attributes"]["launch"]["value"], tomorrow, "{body}");

        // Taken up again, the conversation stays where it was; whoever has travelled takes it along.
        for (zone, tomorrow, id) in
            [(None, tomorrow, "message-2"), (Some("Pacific/Auckland"), "2026-11-23", "message-3")]
        {
            let mut again = json!({ "tenant": "dates", "resume": token });
            if let Some(zone) = zone {
                again["time_zone"] = json!(zone);
            }
            let resumed = world.ask(from_origin(Some("https://dates.example"), &again)).await.json();
            assert_eq!(resumed["resumed"], true);
            let json = says(resumed["token"].as_str().unwrap().to_owned(), id).await;
            assert_eq!(json["extracted_attributes"]["launch"]["value"], tomorrow, "{again}");
        }
    }
}
