//! `/api/v1/admin/webhooks`: what is on its way, and sending it again.

use std::sync::Arc;

use axum::body::Body;
use axum::http::{Method, StatusCode};
use engine::log::{ConversationId, Entry, EntryBody};
use engine::ports::{Delivery, DeliveryState, FakeTurnLog};
use jiff::SignedDuration;
use serde_json::json;
use shared::tenant::WebhookEvent;

use crate::world::{Answer, World, request};

const PATH: &str = "/api/v1/admin/webhooks";

/// A delivery of the tenant's in this state.
fn delivery(world: &World, tenant: &str, name: &str, state: DeliveryState) -> Delivery {
    let now = world.app.clock.now();
    Delivery {
        id: format!("evt_0199_{name}"),
        conversation: ConversationId { tenant: tenant.to_owned(), session: "0199".to_owned() },
        event: WebhookEvent::ScopeReady,
        url: "https://hooks.example/anteroom".to_owned(),
        secret: "STUDIO_WEBHOOK".to_owned(),
        body: r#"{"type":"scope.ready"}"#.to_owned(),
        state,
        created_at: now,
        next_at: now + SignedDuration::from_mins(5),
        attempts: 2,
        last_error: Some("status 500".to_owned()),
        expires_at: now + SignedDuration::from_hours(24),
    }
}

async fn put(world: &World, deliveries: &[Delivery]) {
    let conversation = deliveries[0].conversation.clone();
    let now = world.app.clock.now();
    let entry = Entry {
        conversation,
        seq: 1,
        at: now,
        expires_at: now + SignedDuration::from_hours(24),
        body: EntryBody::Ended,
    };
    world.app.turn_log.append(&entry, deliveries).await.unwrap();
}

/// A webhook of the studio's, given up, that tells of something which nobody else may read: `evt_of_ana`.
pub(crate) async fn give_up_one(world: &World, says: &str) {
    let one = delivery(world, "studio", "", DeliveryState::Dead);
    let body = json!({ "type": "scope.ready", "data": says }).to_string();
    put(world, &[Delivery { id: "evt_of_ana".to_owned(), body, ..one }]).await;
}

async fn world() -> World {
    let world = World::new().await;
    let one = |name, state| delivery(&world, "studio", name, state);
    let all = [
        one("pending", DeliveryState::Pending),
        one("done", DeliveryState::Delivered),
        one("dead", DeliveryState::Dead),
        Delivery { id: "wait_0199_1".to_owned(), ..one("", DeliveryState::Waiting) },
    ];
    put(&world, &all).await;
    put(&world, &[delivery(&world, "crm", "theirs", DeliveryState::Dead)]).await;
    world
}

async fn asks(world: &World, tenant: &str, method: Method, path: &str) -> Answer {
    let token = world.admin(tenant);
    world.ask(request(method, &format!("{PATH}{path}"), Some(&token), Body::empty())).await
}

#[tokio::test]
async fn each_state_is_listed_without_its_bodies() {
    let world = world().await;
    for (query, id) in [
        ("", "pending"),
        ("?state=pending", "pending"),
        ("?state=delivered", "done"),
        ("?state=dead", "dead"),
    ] {
        let answer = asks(&world, "studio", Method::GET, query).await;
        assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
        let json = answer.json();
        let webhooks = json["webhooks"].as_array().unwrap();
        assert_eq!(webhooks.len(), 1, "{query}");
        assert_eq!(webhooks[0]["id"], format!("evt_0199_{id}"));
        assert_eq!(webhooks[0]["last_error"], "status 500");
        assert!(webhooks[0].get("body").is_none() && !answer.text.contains("STUDIO_WEBHOOK"));
    }
    let theirs = asks(&world, "crm", Method::GET, "?state=dead").await.json();
    assert_eq!(theirs["webhooks"][0]["id"], "evt_0199_theirs");
    for query in ["?state=waiting", "?state=", "?other=1"] {
        let refused = asks(&world, "studio", Method::GET, query).await;
        assert_eq!(refused.problem(), (422, "query_invalid".to_owned()), "{query}");
    }
}

#[tokio::test]
async fn one_is_shown_with_its_body() {
    let world = world().await;
    for (id, state) in [("pending", "pending"), ("done", "delivered"), ("dead", "dead")] {
        let shown = asks(&world, "studio", Method::GET, &format!("/evt_0199_{id}")).await.json();
        assert_eq!((&shown["state"], &shown["attempts"]), (&json!(state), &json!(2)));
        assert_eq!(shown["body"], r#"{"type":"scope.ready"}"#);
    }
    for id in ["evt_0199_theirs", "evt_unknown", "wait_0199_1"] {
        let unknown = asks(&world, "studio", Method::GET, &format!("/{id}")).await;
        assert_eq!(unknown.problem(), (404, "not_found".to_owned()), "{id}");
    }
}

#[tokio::test]
async fn what_was_given_up_is_sent_again() {
    let world = world().await;
    for id in ["dead", "done", "pending"] {
        let answer = asks(&world, "studio", Method::POST, &format!("/evt_0199_{id}/replay")).await;
        assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
        let json = answer.json();
        assert_eq!((&json["state"], &json["attempts"]), (&json!("pending"), &json!(0)));
        assert!(json.get("last_error").is_none());
    }
    let now = world.app.clock.now();
    let due = world.app.outbox.due("studio", DeliveryState::Pending, now, 10).await.unwrap();
    assert_eq!(due.len(), 3);
    for id in ["evt_0199_theirs", "wait_0199_1"] {
        let unknown = asks(&world, "studio", Method::POST, &format!("/{id}/replay")).await;
        assert_eq!(unknown.problem(), (404, "not_found".to_owned()), "{id}");
    }
    // Twice at the same moment: it is as it was.
    let again = asks(&world, "studio", Method::POST, "/evt_0199_dead/replay").await;
    assert_eq!((again.status, &again.json()["state"]), (StatusCode::OK, &json!("pending")));
}

#[tokio::test]
async fn whoever_works_in_the_background_is_called() {
    let mut world = World::new().await;
    let log = Arc::new(FakeTurnLog::new(world.app.clock.clone()));
    world.app.turn_log = log.clone();
    world.app.outbox = log;
    put(&world, &[delivery(&world, "studio", "dead", DeliveryState::Dead)]).await;
    let called = world.app.wake.called();
    asks(&world, "studio", Method::POST, "/evt_0199_dead/replay").await;
    called.await;
}
