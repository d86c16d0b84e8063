//! `GET /api/v1/widget/{tenant}`

use axum::body::Body;
use axum::http::header::{ACCESS_CONTROL_ALLOW_ORIGIN, ORIGIN};
use axum::http::{Method, StatusCode};

use crate::world::{ORIGIN_OF_STUDIO, World, request};

#[tokio::test]
async fn the_browser_gets_the_public_part() {
    let answer = World::new().await.get("/api/v1/widget/studio", None).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.headers[ACCESS_CONTROL_ALLOW_ORIGIN], ORIGIN_OF_STUDIO);
    insta::assert_json_snapshot!(answer.json());
}

#[tokio::test]
async fn pages_of_others_do_not() {
    let world = World::new().await;
    let mut foreign = request(Method::GET, "/api/v1/widget/studio", None, Body::empty());
    foreign.headers_mut().insert(ORIGIN, "https://crm.example".parse().unwrap());
    assert_eq!(world.ask(foreign).await.problem(), (403, "origin_not_allowed".to_owned()));
}

#[tokio::test]
async fn a_tenant_that_is_not_there_is_not_found() {
    assert_eq!(World::new().await.get("/api/v1/widget/nobody", None).await.problem().0, 404);
}
