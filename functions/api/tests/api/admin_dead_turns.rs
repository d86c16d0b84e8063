//! `/api/v1/admin/dead-turns`: background turns that were given up, over the queue in the table.

use std::sync::Arc;

use async_trait::async_trait;
use axum::body::Body;
use axum::http::{Method, StatusCode};
use dynamo::TurnQueueTable;
use engine::log::{ConversationId, Lease};
use engine::ports::{Clock, GivenUp, QueueError, QueuedTurn, StoreError, TurnQueue};
use jiff::SignedDuration;
use serde_json::json;

use crate::world::{Answer, World, request};

const PATH: &str = "/api/v1/admin/dead-turns";

/// A turn of the tenant's in the queue.
fn queued(world: &World, tenant: &str, seq: u64) -> QueuedTurn {
    QueuedTurn {
        conversation: ConversationId { tenant: tenant.to_owned(), session: "0199".to_owned() },
        seq,
        lease: Lease { holder: "process-1".to_owned(), until: world.app.clock.now() },
        locale: "en".to_owned(),
        time_zone: None,
        request_id: format!("request-{seq}"),
    }
}

/// A world in which the studio's turns 1 and 2 and one of the crm's were given up, with its queue.
pub(crate) async fn world() -> (World, TurnQueueTable) {
    let mut world = World::new().await;
    let clock = Arc::clone(&world.app.clock) as Arc<dyn Clock>;
    let queue = TurnQueueTable::new(world.client.clone(), "test", clock);
    for (tenant, seq) in [("studio", 1), ("studio", 2), ("studio", 3), ("crm", 7)] {
        let turn = queued(&world, tenant, seq);
        queue.enqueue(&turn).await.unwrap();
        if seq != 3 {
            queue.bury(&turn).await.unwrap();
        }
    }
    world.app.turn_queue = Arc::new(queue.clone());
    (world, queue)
}

async fn asks(world: &World, tenant: &str, method: Method, path: &str) -> Answer {
    let token = world.admin(tenant);
    world.ask(request(method, &format!("{PATH}{path}"), Some(&token), Body::empty())).await
}

#[tokio::test]
async fn a_tenants_dead_turns_are_listed() {
    let (world, _) = world().await;
    let answer = asks(&world, "studio", Method::GET, "").await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    let turn = |seq| json!({ "turn_id": format!("0199.{seq}"), "session_id": "0199", "request_id": format!("request-{seq}") });
    assert_eq!(answer.json(), json!({ "turns": [turn(1), turn(2)] }));
    assert_eq!(asks(&world, "crm", Method::GET, "").await.json(), json!({ "turns": [turn(7)] }));
}

#[tokio::test]
async fn one_is_put_into_the_queue_again() {
    let (world, queue) = world().await;
    let called = world.app.wake.called();
    let answer = asks(&world, "studio", Method::POST, "/0199.2/revive").await;
    assert_eq!((answer.status, &answer.json()["turn_id"]), (StatusCode::OK, &json!("0199.2")));
    called.await;
    let left = asks(&world, "studio", Method::GET, "").await.json();
    assert_eq!(left["turns"].as_array().unwrap().len(), 1);
    let until = world.app.clock.now() + SignedDuration::from_mins(2);
    let taken = queue.take("studio", until).await.unwrap();
    let again = taken.iter().find(|taken| taken.turn.seq == 2).unwrap();
    assert_eq!(again.receives, 1, "as one that was never tried");
    for (tenant, id) in
        [("studio", "0199.2"), ("studio", "0199.3"), ("studio", "0199.7"), ("crm", "0199.1"), ("studio", "x")]
    {
        let unknown = asks(&world, tenant, Method::POST, &format!("/{id}/revive")).await;
        assert_eq!(unknown.problem(), (404, "not_found".to_owned()), "{tenant} {id}");
    }
}

/// A queue that keeps them to itself, or fails.
pub(crate) struct Distant(pub(crate) fn() -> Result<&'static str, StoreError>);

#[async_trait]
impl TurnQueue for Distant {
    async fn enqueue(&self, _: &QueuedTurn) -> Result<(), QueueError> {
        Ok(())
    }

    async fn given_up(&self, _: &str) -> Result<GivenUp, StoreError> {
        self.0().map(GivenUp::Elsewhere)
    }

    async fn take_up_again(&self, _: &QueuedTurn) -> Result<bool, StoreError> {
        Ok(false)
    }
}

#[tokio::test]
async fn where_a_queue_keeps_them_its_name_is_told() {
    let (mut world, _) = world().await;
    world.app.turn_queue = Arc::new(Distant(|| Ok("BackgroundDeadLetters")));
    let list = asks(&world, "studio", Method::GET, "").await.json();
    assert_eq!(list, json!({ "turns": [], "dead_letter_queue": "BackgroundDeadLetters" }));
    let unknown = asks(&world, "studio", Method::POST, "/0199.1/revive").await;
    assert_eq!(unknown.problem(), (404, "not_found".to_owned()));
}
