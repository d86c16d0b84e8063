//! The stops at the routes of background turns that were given up.

use std::sync::Arc;

use api::AdminClaims;
use axum::http::Method;
use engine::ports::StoreError;
use jiff::SignedDuration;

use super::tour::{Ask, Tour};
use crate::admin_dead_turns::{Distant, world};

const LIST: &str = "/api/v1/admin/dead-turns";
const REVIVE: &str = "/api/v1/admin/dead-turns/0199.1/revive";

pub(super) async fn all(tour: &mut Tour) {
    let (world, _) = world().await;
    let now = world.app.clock.now();
    let made_at = |tenant: &str, at| {
        let claims = AdminClaims::new(tenant, SignedDuration::from_hours(1), at);
        Some(world.app.keys.sign_admin(&claims).unwrap())
    };
    let good = made_at("studio", now);
    for (method, path) in [(Method::GET, LIST), (Method::POST, REVIVE)] {
        let ask = |token: &Option<String>| Ask { token: token.clone(), ..Ask::of(method.clone(), path) };
        tour.ask(&world, "example", ask(&good)).await;
        let bad = [
            None,
            Some("nonsense".to_owned()),
            made_at("studio", now - SignedDuration::from_hours(3)),
            made_at("studio", now + SignedDuration::from_hours(3)),
            made_at("gone", now),
        ];
        for token in bad {
            tour.ask(&world, "", ask(&token)).await;
        }
        let failing: [fn() -> Result<&'static str, StoreError>; 2] = [
            || Err(StoreError::Unavailable("as the test says".to_owned())),
            || Err(StoreError::Corrupt("as the test says".to_owned())),
        ];
        for fails in failing {
            let mut world = world.clone();
            world.app.turn_queue = Arc::new(Distant(fails));
            tour.ask(&world, "", ask(&good)).await;
        }
    }
}
