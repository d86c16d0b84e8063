//! `GET /api/v1/chat/health`

use axum::http::StatusCode;

use crate::world::World;

#[tokio::test]
async fn it_says_what_answers() {
    let answer = World::new().await.get("/api/v1/chat/health", None).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.json()["status"], "ok");
    assert_eq!(answer.json()["model"], "rules");
}
