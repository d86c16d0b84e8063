//! `POST /api/v1/chat/rating`

use axum::http::StatusCode;
use jiff::SignedDuration;
use serde_json::{Value as Json, json};

use crate::world::{Answer, Visitor, World};

const PATH: &str = "/api/v1/chat/rating";

impl Visitor {
    async fn rates(&self, rating: Json) -> Answer {
        self.world.post(PATH, Some(&self.token), &rating).await
    }

    async fn resumed(&self) -> Json {
        let body = json!({ "tenant": "studio", "resume": self.token });
        self.world.post("/api/v1/chat/sessions", None, &body).await.json()
    }
}

#[tokio::test]
async fn the_newest_rating_counts_and_comes_back_with_the_conversation() {
    let visitor = World::new().await.begin().await;
    visitor.says("message-1", "our budget is 10k euros").await;
    assert!(visitor.resumed().await.get("rating").is_none());
    let answer = visitor.rates(json!({ "stars": 2, "comment": "  too slow " })).await;
    assert_eq!((answer.status, answer.text.as_str()), (StatusCode::NO_CONTENT, ""), "{answer:?}");
    assert_eq!(visitor.resumed().await["rating"], json!({ "stars": 2, "comment": "too slow" }));
    visitor.rates(json!({ "stars": 3, "comment": " " })).await;
    assert_eq!(visitor.resumed().await["rating"], json!({ "stars": 3 }));
    visitor.says("message-2", "thanks").await;
    assert_eq!(visitor.resumed().await["rating"]["stars"], 3);
    visitor.rates(json!({ "stars": 5 })).await;
    assert_eq!(visitor.resumed().await["rating"], json!({ "stars": 5 }));
    assert_eq!(visitor.history().await.len(), 4, "a rating is no message");
}

#[tokio::test]
async fn what_is_wrong_is_told_with_its_place() {
    let visitor = World::new().await.begin().await;
    visitor.says("message-1", "hello").await;
    for (body, pointer) in [
        (json!({ "stars": 0 }), "/stars"),
        (json!({ "stars": 6 }), "/stars"),
        (json!({ "stars": 300 }), "/stars"),
        (json!({ "stars": "5" }), "/stars"),
        (json!({ "stars": 4.5 }), "/stars"),
        (json!({ "stars": 5, "comment": "ä".repeat(2_001) }), "/comment"),
        (json!({ "stars": 5, "name": "me" }), "/name"),
        (json!({ "comment": "good" }), ""),
    ] {
        let answer = visitor.rates(body.clone()).await;
        assert_eq!(answer.problem(), (422, "body_invalid".to_owned()), "{body}");
        assert_eq!(answer.json()["errors"][0]["pointer"], pointer, "{body}");
    }
    assert!(visitor.resumed().await.get("rating").is_none());
    let longest = visitor.rates(json!({ "stars": 5, "comment": "ä".repeat(2_000) })).await;
    assert_eq!(longest.status, StatusCode::NO_CONTENT);
}

#[tokio::test]
async fn where_nothing_was_answered_there_is_nothing_to_rate() {
    let visitor = World::new().await.begin().await;
    assert_eq!(visitor.rates(json!({ "stars": 5 })).await.problem(), (409, "not_answered".to_owned()));
    assert!(visitor.history().await.is_empty());
}

#[tokio::test]
async fn a_rating_is_forgotten_with_what_it_is_about() {
    let visitor = World::new().await.begin().await;
    visitor.says("message-1", "hello").await;
    visitor.rates(json!({ "stars": 5 })).await;
    visitor.world.post("/api/v1/chat/clear", Some(&visitor.token), &json!({})).await;
    assert!(visitor.resumed().await.get("rating").is_none());
    assert_eq!(visitor.rates(json!({ "stars": 5 })).await.problem().0, 409);
}

#[tokio::test]
async fn a_conversation_that_is_over_is_not_rated() {
    let world = World::new().await;
    let ended = world.begin().await;
    ended.says("message-1", "hello").await;
    let path = format!("/api/v1/chat/session/{}", ended.session);
    let end = crate::world::request(
        axum::http::Method::DELETE,
        &path,
        Some(&ended.token),
        axum::body::Body::empty(),
    );
    assert_eq!(world.ask(end).await.status, StatusCode::NO_CONTENT);
    assert_eq!(ended.rates(json!({ "stars": 5 })).await.problem(), (401, "session_expired".to_owned()));

    let idle = world.begin().await;
    idle.says("message-1", "hello").await;
    world.pass(SignedDuration::from_hours(24));
    let token = world.sign(&api::Claims::new(
        "studio",
        &idle.session,
        crate::world::ORIGIN_OF_STUDIO,
        "en-GB",
        world.app.clock.now(),
    ));
    let idle = Visitor { token, ..idle };
    assert_eq!(idle.rates(json!({ "stars": 5 })).await.problem(), (401, "session_expired".to_owned()));
}
