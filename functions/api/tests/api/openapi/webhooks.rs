//! The stops at the routes of webhooks: with good tokens and bad ones, over an outbox that works and ones that do not.

use std::sync::Arc;

use api::AdminClaims;
use async_trait::async_trait;
use axum::http::Method;
use engine::log::{ConversationId, Entry, EntryBody};
use engine::ports::{Delivery, DeliveryState, Outbox, StoreError};
use jiff::{SignedDuration, Timestamp};
use serde_json::json;
use shared::tenant::WebhookEvent;

use super::tour::{Ask, Tour};
use crate::world::World;

const LIST: &str = "/api/v1/admin/webhooks";
const ONE: &str = "/api/v1/admin/webhooks/evt_0199_3_scope_ready_0";
const REPLAY: &str = "/api/v1/admin/webhooks/evt_0199_3_scope_ready_0/replay";

pub(super) async fn all(tour: &mut Tour) {
    let world = World::new().await;
    put(&world).await;
    let now = world.app.clock.now();
    let made_at = |tenant: &str, at| {
        let claims = AdminClaims::new(tenant, SignedDuration::from_hours(1), at);
        Some(world.app.keys.sign_admin(&claims).unwrap())
    };
    let good = made_at("studio", now);
    let operations = [(Method::GET, LIST), (Method::GET, ONE), (Method::POST, REPLAY)];
    let ask = |method: &Method, path: &str, token: &Option<String>| Ask {
        token: token.clone(),
        ..Ask::of(method.clone(), path)
    };
    for (method, path) in &operations {
        tour.ask(&world, "example", ask(method, path, &good)).await;
        let bad = [
            None,
            Some("nonsense".to_owned()),
            made_at("studio", now - SignedDuration::from_hours(3)),
            made_at("studio", now + SignedDuration::from_hours(3)),
            made_at("gone", now),
        ];
        for token in bad {
            tour.ask(&world, "", ask(method, path, &token)).await;
        }
        for corrupt in [false, true] {
            let mut world = world.clone();
            world.app.outbox = Arc::new(FailingOutbox { corrupt });
            tour.ask(&world, "", ask(method, path, &good)).await;
        }
    }
    tour.ask(&world, "", ask(&Method::GET, &format!("{LIST}?state=other"), &good)).await;
}

async fn put(world: &World) {
    let now = world.app.clock.now();
    let conversation = ConversationId { tenant: "studio".to_owned(), session: "0199".to_owned() };
    let expires_at = now + SignedDuration::from_hours(24);
    let delivery = Delivery {
        id: "evt_0199_3_scope_ready_0".to_owned(),
        conversation: conversation.clone(),
        event: WebhookEvent::ScopeReady,
        url: "https://hooks.example/anteroom".to_owned(),
        secret: "STUDIO_WEBHOOK".to_owned(),
        body: json!({ "type": "scope.ready" }).to_string(),
        state: DeliveryState::Pending,
        created_at: now,
        next_at: now + SignedDuration::from_mins(5),
        attempts: 2,
        last_error: Some("status 500".to_owned()),
        expires_at,
    };
    let entry = Entry { conversation, seq: 1, at: now, expires_at, body: EntryBody::Cleared };
    world.app.turn_log.append(&entry, &[delivery]).await.unwrap();
}

/// An outbox that cannot be reached, or holds what cannot be read.
struct FailingOutbox {
    corrupt: bool,
}

impl FailingOutbox {
    fn fails<T>(&self) -> Result<T, StoreError> {
        let why = "as the test says".to_owned();
        Err(if self.corrupt { StoreError::Corrupt(why) } else { StoreError::Unavailable(why) })
    }
}

#[async_trait]
impl Outbox for FailingOutbox {
    async fn due(
        &self,
        _: &str,
        _: DeliveryState,
        _: Timestamp,
        _: u16,
    ) -> Result<Vec<Delivery>, StoreError> {
        self.fails()
    }

    async fn claim(&self, _: &Delivery, _: Timestamp, _: Timestamp) -> Result<bool, StoreError> {
        self.fails()
    }

    async fn replace(&self, _: &Delivery, _: &Delivery) -> Result<bool, StoreError> {
        self.fails()
    }

    async fn remove(&self, _: &Delivery) -> Result<(), StoreError> {
        self.fails()
    }

    async fn list(&self, _: &str, _: DeliveryState, _: u16) -> Result<Vec<Delivery>, StoreError> {
        self.fails()
    }

    async fn find(&self, _: &str, _: &str) -> Result<Option<Delivery>, StoreError> {
        self.fails()
    }

    async fn forget(&self, _: &ConversationId) -> Result<(), StoreError> {
        self.fails()
    }
}
