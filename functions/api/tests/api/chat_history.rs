//! `GET /api/v1/chat/history/{session}`

use axum::http::StatusCode;
use serde_json::json;

use crate::world::World;

#[tokio::test]
async fn pages_go_back_to_the_beginning_without_a_gap() {
    let world = World::new().await;
    let visitor = world.begin().await;
    for number in 0..60 {
        visitor.says(&format!("message-{number}"), &format!("message number {number}")).await;
    }
    let mut path = format!("/api/v1/chat/history/{}", visitor.session);
    let mut texts = Vec::new();
    loop {
        let answer = world.get(&path, Some(&visitor.token)).await;
        assert_eq!(answer.status, StatusCode::OK);
        let json = answer.json();
        let page = json["messages"].as_array().unwrap();
        let own = page.iter().filter(|message| message["author"] == "user");
        let page: Vec<String> = own.map(|message| message["text"].as_str().unwrap().to_owned()).collect();
        texts.splice(0..0, page);
        let Some(before) = json["before"].as_u64() else { break };
        path = format!("/api/v1/chat/history/{}?before={before}", visitor.session);
    }
    let expected: Vec<String> = (0..60).map(|number| format!("message number {number}")).collect();
    assert_eq!(texts, expected);
}

#[tokio::test]
async fn another_session_shows_nothing() {
    let world = World::new().await;
    let visitor = world.begin().await;
    let other = world.begin().await;
    other.says("message-1", "secret").await;
    let answer = world.get(&format!("/api/v1/chat/history/{}", other.session), Some(&visitor.token)).await;
    assert_eq!(answer.problem(), (403, "session_mismatch".to_owned()));
    assert!(!answer.text.contains("secret"));
}

#[tokio::test]
async fn a_parameter_that_is_not_known_is_refused() {
    let world = World::new().await;
    let visitor = world.begin().await;
    for query in ["before=x", "before=-1", "after=3"] {
        let path = format!("/api/v1/chat/history/{}?{query}", visitor.session);
        assert_eq!(world.get(&path, Some(&visitor.token)).await.problem().0, 422, "{query}");
    }
}

#[tokio::test]
async fn messages_have_their_shape() {
    let world = World::new().await;
    let visitor = world.begin().await;
    visitor.says("message-1", "our budget is 10k euros").await;
    let messages = visitor.history().await;
    assert_eq!(
        messages[0],
        json!({
            "turn_id": format!("{}.1", visitor.session), "message_id": "message-1", "author": "user",
            "text": "our budget is 10k euros", "at": "2026-11-21T12:00:00Z", "state": "done", "degraded": false,
            "understood": [{ "key": "budget", "label": "Budget", "display": "€10,000" }],
        })
    );
    assert_eq!(messages[1]["author"], "assistant");
    assert_eq!(messages.len(), 2);
}
