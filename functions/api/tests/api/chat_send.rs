//! `POST /api/v1/chat/send`: one message at a time.

use api::Claims;
use axum::body::Body;
use axum::http::header::{CONTENT_TYPE, ORIGIN};
use axum::http::{Method, StatusCode};
use jiff::SignedDuration;
use serde_json::json;

use crate::world::{ORIGIN_OF_STUDIO, World, request};

const PATH: &str = "/api/v1/chat/send";

#[tokio::test]
async fn a_message_is_answered_with_what_was_understood() {
    let visitor = World::new().await.begin().await;
    let answer = visitor.says("message-1", "We have 20-30k euros, write to ana@shop.example").await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    let json = answer.json();
    let known = &json["extracted_attributes"];
    assert_eq!(known["budget"]["value"], json!({ "min": 20_000, "max": 30_000, "currency": "EUR" }));
    assert_eq!(known["budget"]["status"], "stated");
    assert_eq!(known["email"]["value"], "ana@shop.example");
    assert_eq!(json["missing_attributes"], json!([]));
    assert_eq!(json["confidence"], 0.6667);
    assert_eq!(json["ready_for_estimate"], false);
    assert_eq!(json["degraded"], false);
    assert_eq!(json["turn_id"], format!("{}.1", visitor.session));
    assert_eq!(json["request_id"], answer.headers["x-request-id"].to_str().unwrap());
    for key in ["bot_message", "intent", "tool_calls", "blocks"] {
        assert!(json.get(key).is_some(), "{key}");
    }

    let json = visitor.says("message-2", "about 5 pages").await.json();
    assert_eq!(json["ready_for_estimate"], true);
    assert_eq!(json["confidence"], 0.9333);
}

#[tokio::test]
async fn a_stream_says_the_same_in_events() {
    let visitor = World::new().await.begin().await;
    let answer = visitor.streams("message-1", "our budget is 10k euros").await;
    let events = answer.events();
    let names: Vec<&str> = events.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["accepted", "scope", "text", "done"]);
    assert_eq!(events[0].1["message_id"], "message-1");
    assert_eq!(events[1].1["extracted_attributes"]["budget"]["value"]["max"], 10_000);
    let done = &events[3].1;
    assert_eq!(events[2].1["delta"], done["bot_message"]);
    let again = visitor.says("message-1", "our budget is 10k euros").await.json();
    assert_eq!(again["bot_message"], done["bot_message"]);
    assert_eq!(again["extracted_attributes"], done["extracted_attributes"]);
}

#[tokio::test]
async fn the_same_message_again_is_answered_from_the_log() {
    let visitor = World::new().await.begin().await;
    let first = visitor.says("message-1", "our budget is 10k euros").await.json();
    visitor.says("message-2", "no, make it 15k euros").await;
    let again = visitor.says("message-1", "our budget is 10k euros").await.json();
    assert_eq!(again["turn_id"], first["turn_id"]);
    assert_eq!(again["bot_message"], first["bot_message"]);
    assert_eq!(visitor.said().await.len(), 2);
}

#[tokio::test]
async fn a_message_is_known_again_after_many_others() {
    let visitor = World::new().await.begin().await;
    let first = visitor.says("message-0", "our budget is 10k euros").await.json();
    for number in 1..50 {
        visitor.says(&format!("message-{number}"), "and something else").await;
    }
    let again = visitor.says("message-0", "our budget is 10k euros").await.json();
    assert_eq!(again["turn_id"], first["turn_id"]);
}

#[tokio::test]
async fn an_id_cannot_be_used_for_another_message() {
    let visitor = World::new().await.begin().await;
    visitor.says("message-1", "our budget is 10k euros").await;
    let answer = visitor.says("message-1", "our budget is 90k euros").await;
    assert_eq!(answer.problem(), (409, "message_id_reused".to_owned()));
    assert_eq!(visitor.said().await, ["our budget is 10k euros"]);
}

#[tokio::test]
async fn what_is_wrong_is_told_with_its_place() {
    let visitor = World::new().await.begin().await;
    let fine = "message-1";
    let long = "ä".repeat(10_001);
    let wrong = [
        (json!({ "message": "", "message_id": fine }), "/message"),
        (json!({ "message": " \n\t ", "message_id": fine }), "/message"),
        (json!({ "message": long, "message_id": fine }), "/message"),
        (json!({ "message": 5, "message_id": fine }), "/message"),
        (json!({ "message": "hi", "message_id": "short" }), "/message_id"),
        (json!({ "message": "hi", "message_id": "no spaces!" }), "/message_id"),
        (json!({ "message": "hi", "message_id": "m".repeat(65) }), "/message_id"),
        (json!({ "message": "hi" }), ""),
        (json!({ "message": "hi", "message_id": fine, "tenant": "crm" }), "/tenant"),
        (json!({ "message": "hi", "message_id": fine, "page": { "url": "x", "tilte": "" } }), "/page/tilte"),
        (json!({ "message": "hi", "message_id": fine, "page": { "url": "x".repeat(2_001) } }), "/page/url"),
        (json!(["hi"]), ""),
    ];
    for (body, pointer) in wrong {
        let answer = visitor.world.post(PATH, Some(&visitor.token), &body).await;
        assert_eq!(answer.problem(), (422, "body_invalid".to_owned()), "{body}");
        assert_eq!(answer.json()["errors"][0]["pointer"], pointer, "{body}");
    }
    assert!(visitor.said().await.is_empty());
    let longest = visitor.says(fine, &"ä".repeat(10_000)).await;
    assert_eq!(longest.status, StatusCode::OK);
}

#[tokio::test]
async fn bodies_that_cannot_be_read_are_refused() {
    let visitor = World::new().await.begin().await;
    let send = |body: Vec<u8>, content_type: &'static str| {
        let visitor = visitor.clone();
        async move {
            let mut request = request(Method::POST, PATH, Some(&visitor.token), Body::from(body));
            request.headers_mut().insert(CONTENT_TYPE, content_type.parse().unwrap());
            visitor.world.ask(request).await
        }
    };
    let json = "application/json";
    let mut not_utf8 = br#"{"message":"caf"#.to_vec();
    not_utf8.extend([0xe9, b'"', b'}']);
    let answer = send(not_utf8, json).await;
    assert_eq!(answer.problem(), (400, "body_unreadable".to_owned()));
    assert!(answer.json()["detail"].as_str().unwrap().contains("byte 15"), "{answer:?}");
    let answer = send(b"{\"message\": \"hi\",".to_vec(), json).await;
    assert_eq!(answer.problem(), (400, "body_unreadable".to_owned()));
    assert!(answer.json()["detail"].as_str().unwrap().contains("line 1 column"), "{answer:?}");
    assert_eq!(send(Vec::new(), json).await.problem().0, 400);
    let large = format!("{{\"message\":\"{}\",\"message_id\":\"message-1\"}}", "x".repeat(128 * 1024));
    assert_eq!(send(large.into_bytes(), json).await.problem(), (413, "body_too_large".to_owned()));
    let fine = br#"{"message":"hi","message_id":"message-1"}"#.to_vec();
    assert_eq!(send(fine.clone(), "text/plain").await.problem(), (415, "body_not_json".to_owned()));
    assert_eq!(send(fine, "application/json; charset=utf-8").await.status, StatusCode::OK);
}

#[tokio::test]
async fn tenant_and_session_come_from_the_token_alone() {
    let world = World::new().await;
    let visitor = world.begin().await;
    let other = world.begin().await;
    let body = json!({ "message": "hi", "message_id": "message-1", "session_id": other.session });
    let answer = world.post(PATH, Some(&visitor.token), &body).await;
    assert_eq!(answer.problem(), (403, "session_mismatch".to_owned()));
    let body = json!({ "message": "hi", "message_id": "message-1", "session_id": visitor.session });
    assert_eq!(world.post(PATH, Some(&visitor.token), &body).await.status, StatusCode::OK);
    assert!(other.history().await.is_empty());

    // The same session id in another tenant is another conversation.
    let claims = Claims::new("crm", &visitor.session, ORIGIN_OF_STUDIO, "en", world.app.clock.now());
    let stranger = world.sign(&claims);
    let answer = world.get(&format!("/api/v1/chat/history/{}", visitor.session), Some(&stranger)).await;
    assert_eq!(answer.json()["messages"], json!([]));
}

#[tokio::test]
async fn a_token_works_on_its_own_page_only() {
    let world = World::new().await;
    let visitor = world.begin().await;
    let body = Body::from(json!({ "message": "hi", "message_id": "message-1" }).to_string());
    let mut foreign = request(Method::POST, PATH, Some(&visitor.token), body);
    foreign.headers_mut().insert(ORIGIN, "https://crm.example".parse().unwrap());
    assert_eq!(world.ask(foreign).await.problem(), (403, "origin_not_allowed".to_owned()));
}

#[tokio::test]
async fn a_conversation_ends_after_a_day_of_silence() {
    let world = World::new().await;
    let visitor = world.begin().await;
    visitor.says("message-1", "hello").await;
    world.pass(SignedDuration::from_hours(24) - SignedDuration::from_secs(1));
    let claims = |world: &World| {
        Claims::new("studio", &visitor.session, ORIGIN_OF_STUDIO, "en", world.app.clock.now())
    };
    let body = json!({ "message": "still there?", "message_id": "message-2" });
    assert_eq!(world.post(PATH, Some(&world.sign(&claims(&world))), &body).await.status, StatusCode::OK);
    world.pass(SignedDuration::from_hours(24));
    let token = world.sign(&claims(&world));
    let answer =
        world.post(PATH, Some(&token), &json!({ "message": "now?", "message_id": "message-3" })).await;
    assert_eq!(answer.problem(), (401, "session_expired".to_owned()));
    let answer = world.get(&format!("/api/v1/chat/history/{}", visitor.session), Some(&token)).await;
    assert_eq!(answer.problem(), (401, "session_expired".to_owned()));
}
