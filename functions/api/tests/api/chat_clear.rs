//! `POST /api/v1/chat/clear` and `DELETE /api/v1/chat/session/{session}`

use axum::body::Body;
use axum::http::{Method, StatusCode};
use serde_json::json;

use crate::world::{Answer, Visitor, World, request};

async fn clear(visitor: &Visitor) -> Answer {
    visitor.world.post("/api/v1/chat/clear", Some(&visitor.token), &json!({})).await
}

async fn end(visitor: &Visitor, session: &str) -> Answer {
    let path = format!("/api/v1/chat/session/{session}");
    visitor.world.ask(request(Method::DELETE, &path, Some(&visitor.token), Body::empty())).await
}

#[tokio::test]
async fn clearing_forgets_what_was_said_and_understood() {
    let visitor = World::new().await.begin().await;
    visitor.says("message-1", "our budget is 10k euros").await;
    assert_eq!(clear(&visitor).await.status, StatusCode::NO_CONTENT);
    assert!(visitor.history().await.is_empty());
    let json = visitor.says("message-2", "write to ana@shop.example").await.json();
    assert_eq!(json["missing_attributes"], json!(["budget"]));
    // A place is never used twice, so an old turn's name cannot come to mean another.
    assert_eq!(json["turn_id"], format!("{}.3", visitor.session));
    assert_eq!(visitor.said().await, ["write to ana@shop.example"]);
}

#[tokio::test]
async fn ending_is_for_good() {
    let visitor = World::new().await.begin().await;
    visitor.says("message-1", "our budget is 10k euros").await;
    assert_eq!(end(&visitor, &visitor.session).await.status, StatusCode::NO_CONTENT);
    assert_eq!(end(&visitor, &visitor.session).await.status, StatusCode::NO_CONTENT);
    assert_eq!(visitor.says("message-2", "hello?").await.problem(), (401, "session_expired".to_owned()));
    let body = json!({ "tenant": "studio", "resume": visitor.token });
    let answer = visitor.world.post("/api/v1/chat/sessions", None, &body).await;
    assert_eq!(answer.json()["resumed"], false);
    assert!(!answer.text.contains("10k"));
}

#[tokio::test]
async fn nothing_of_it_stays_in_the_store() {
    let world = World::new().await;
    let visitor = world.begin().await;
    for number in 0..40 {
        visitor.says(&format!("message-{number}"), "secret").await;
    }
    end(&visitor, &visitor.session).await;
    let id = engine::log::ConversationId { tenant: "studio".to_owned(), session: visitor.session };
    let left = world.app.turn_log.newest(&id, None, 50).await.unwrap();
    assert_eq!(left.len(), 1);
    assert!(matches!(left[0].body, engine::log::EntryBody::Ended));
}

#[tokio::test]
async fn only_ones_own() {
    let world = World::new().await;
    let visitor = world.begin().await;
    let other = world.begin().await;
    other.says("message-1", "mine").await;
    assert_eq!(end(&visitor, &other.session).await.problem(), (403, "session_mismatch".to_owned()));
    let body = json!({ "session_id": other.session });
    let answer = world.post("/api/v1/chat/clear", Some(&visitor.token), &body).await;
    assert_eq!(answer.problem(), (403, "session_mismatch".to_owned()));
    assert_eq!(other.said().await, ["mine"]);
}
