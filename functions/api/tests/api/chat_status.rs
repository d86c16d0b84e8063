//! `GET /api/v1/chat/status/{turn}`

use axum::http::StatusCode;

use crate::world::World;

#[tokio::test]
async fn a_closed_turn_is_done_and_carries_its_answer() {
    let world = World::new().await;
    let visitor = world.begin().await;
    let sent = visitor.says("message-1", "our budget is 10k euros").await.json();
    visitor.says("message-2", "thanks").await;
    let path = format!("/api/v1/chat/status/{}", sent["turn_id"].as_str().unwrap());
    let answer = world.get(&path, Some(&visitor.token)).await;
    assert_eq!(answer.status, StatusCode::OK);
    let json = answer.json();
    assert_eq!(json["state"], "done");
    assert_eq!(json["reply"]["bot_message"], sent["bot_message"]);
    assert_eq!(json["reply"]["extracted_attributes"], sent["extracted_attributes"]);
}

#[tokio::test]
async fn turns_that_are_not_there_are_not_found() {
    let world = World::new().await;
    let visitor = world.begin().await;
    visitor.says("message-1", "hello").await;
    let session = &visitor.session;
    for turn in [
        format!("{session}.2"),
        format!("{session}.0"),
        format!("{session}.x"),
        format!("{session}.18446744073709551615"),
    ] {
        let answer = world.get(&format!("/api/v1/chat/status/{turn}"), Some(&visitor.token)).await;
        assert_eq!(answer.problem(), (404, "not_found".to_owned()), "{turn}");
    }
}

#[tokio::test]
async fn a_turn_of_another_session_is_refused() {
    let world = World::new().await;
    let visitor = world.begin().await;
    let other = world.begin().await;
    let sent = other.says("message-1", "hello").await.json();
    let path = format!("/api/v1/chat/status/{}", sent["turn_id"].as_str().unwrap());
    assert_eq!(world.get(&path, Some(&visitor.token)).await.problem().0, 403);
}
