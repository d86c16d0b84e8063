//! `POST /api/v1/chat/feedback`

use axum::http::StatusCode;
use serde_json::{Value as Json, json};

use crate::world::{Answer, Visitor, World};

const PATH: &str = "/api/v1/chat/feedback";

impl Visitor {
    async fn thinks(&self, turn: &str, thumb: Json) -> Answer {
        let body = json!({ "turn_id": turn, "thumb": thumb });
        self.world.post(PATH, Some(&self.token), &body).await
    }

    /// What stands beside each answer.
    async fn thumbs(&self) -> Vec<Json> {
        let history = self.history().await;
        assert!(history.iter().all(|message| message["author"] != "user" || message.get("thumb").is_none()));
        let answers = history.iter().filter(|message| message["author"] == "assistant");
        answers.map(|message| message["thumb"].clone()).collect()
    }
}

#[tokio::test]
async fn a_thumb_stays_with_its_answer_until_another_replaces_it() {
    let visitor = World::new().await.begin().await;
    let first = visitor.says("message-1", "our budget is 10k euros").await.json();
    visitor.says("message-2", "thanks").await;
    let turn = first["turn_id"].as_str().unwrap();
    for (thumb, shown) in
        [(json!("up"), json!("up")), (json!("down"), json!("down")), (json!(null), json!(null))]
    {
        let answer = visitor.thinks(turn, thumb).await;
        assert_eq!((answer.status, answer.text.as_str()), (StatusCode::NO_CONTENT, ""), "{answer:?}");
        assert_eq!(visitor.thumbs().await, [shown, json!(null)]);
    }
}

#[tokio::test]
async fn an_old_answer_has_a_thumb_too() {
    let visitor = World::new().await.begin().await;
    for number in 0..52 {
        visitor.says(&format!("message-{number}"), "and something else").await;
    }
    let answer = visitor.thinks(&format!("{}.1", visitor.session), json!("up")).await;
    assert_eq!(answer.status, StatusCode::NO_CONTENT);
    let path = format!("/api/v1/chat/history/{}?before=2", visitor.session);
    let page = visitor.world.get(&path, Some(&visitor.token)).await.json();
    assert_eq!(page["messages"][1]["thumb"], "up");
}

#[tokio::test]
async fn turns_that_are_not_there_are_not_found() {
    let world = World::new().await;
    let visitor = world.begin().await;
    visitor.says("message-1", "hello").await;
    let session = &visitor.session;
    for turn in ["1".to_owned(), format!("{session}.2"), format!("{session}.0"), format!("{session}.x")] {
        assert_eq!(
            visitor.thinks(&turn, json!("up")).await.problem(),
            (404, "not_found".to_owned()),
            "{turn}"
        );
    }
    let other = world.begin().await;
    other.says("message-1", "hello").await;
    let answer = visitor.thinks(&format!("{}.1", other.session), json!("up")).await;
    assert_eq!(answer.problem(), (403, "session_mismatch".to_owned()));
    assert_eq!(other.thumbs().await, [json!(null)]);

    world.post("/api/v1/chat/clear", Some(&visitor.token), &json!({})).await;
    assert_eq!(visitor.thinks(&format!("{session}.1"), json!("up")).await.problem().0, 404);
    assert!(visitor.history().await.is_empty());
}

#[tokio::test]
async fn what_is_not_answered_yet_has_no_thumb() {
    let visitor = World::new().await.begin().await;
    crate::world::left_open(&visitor, 1, "message-1", "hello").await;
    let answer = visitor.thinks(&format!("{}.1", visitor.session), json!("up")).await;
    assert_eq!(answer.problem(), (409, "not_answered".to_owned()));
}

#[tokio::test]
async fn what_is_wrong_is_told_with_its_place() {
    let visitor = World::new().await.begin().await;
    let sent = visitor.says("message-1", "hello").await.json();
    for (body, pointer) in [
        (json!({ "turn_id": sent["turn_id"], "thumb": "sideways" }), "/thumb"),
        (json!({ "turn_id": 1, "thumb": "up" }), "/turn_id"),
        (json!({ "thumb": "up" }), ""),
        (json!({ "turn_id": sent["turn_id"], "thumb": "up", "why": "" }), "/why"),
    ] {
        let answer = visitor.world.post(PATH, Some(&visitor.token), &body).await;
        assert_eq!(answer.problem(), (422, "body_invalid".to_owned()), "{body}");
        assert_eq!(answer.json()["errors"][0]["pointer"], pointer, "{body}");
    }
}
