//! What a conversation tells.

use engine::ports::DeliveryState;
use serde_json::json;

use crate::receiver::Receiver;
use crate::world::{EVERY_EVENT, World};

#[tokio::test]
async fn a_conversation_tells_what_happens_in_it() {
    let receiver = Receiver::start().await;
    let world = World::telling(&receiver.url(), &EVERY_EVENT).await;
    let visitor = world.begin();

    visitor.says("our budget is 10k euros").await;
    assert_eq!(world.jobs.sweep().await.unwrap().attempts, 1);
    visitor.says("hm").await;
    assert_eq!(world.jobs.sweep().await.unwrap().attempts, 0);
    let answer = visitor.says("write to ana@shop.example").await;
    assert_eq!(answer["ready_for_estimate"], true);
    assert_eq!(world.jobs.sweep().await.unwrap().attempts, 2);
    visitor.confirms().await;
    world.jobs.sweep().await.unwrap();

    let mut types = receiver.types();
    types[1..3].sort();
    assert_eq!(types, ["scope.updated", "scope.ready", "scope.updated", "scope.confirmed"]);
    let received = receiver.received();
    let data = &received[3].body["data"];
    assert_eq!(data["tenant"], "studio");
    assert_eq!(data["conversation_id"], visitor.session);
    assert_eq!(data["turn_id"], format!("{}.4", visitor.session));
    assert_eq!(data["scope"]["confirmed"], true);
    assert_eq!(data["scope"]["extracted_attributes"]["email"]["value"], "ana@shop.example");
    assert_eq!(data["scope"]["missing_attributes"], json!([]));
    assert_eq!(world.deliveries(DeliveryState::Delivered).await.len(), 4);
    assert!(world.deliveries(DeliveryState::Pending).await.is_empty());
}

#[tokio::test]
async fn nobody_is_told_what_they_do_not_want_to_hear() {
    let receiver = Receiver::start().await;
    let world = World::telling(&receiver.url(), &["scope.confirmed"]).await;
    let visitor = world.begin();
    visitor.says("our budget is 10k euros, write to ana@shop.example").await;
    visitor.confirms().await;
    visitor.ends().await;
    world.jobs.sweep().await.unwrap();
    assert_eq!(receiver.types(), ["scope.confirmed"]);
    assert!(world.deliveries(DeliveryState::Waiting).await.is_empty());
}

#[tokio::test]
async fn a_worker_that_falls_leaves_what_is_pending() {
    let receiver = Receiver::start().await;
    let world = World::telling(&receiver.url(), &["scope.updated"]).await;
    world.begin().says("our budget is 10k euros").await;
    // It has taken the delivery, and is gone.
    let pending = world.deliveries(DeliveryState::Pending).await.remove(0);
    let now = world.app.clock.now();
    assert!(world.app.outbox.claim(&pending, now, now + jiff::SignedDuration::from_mins(1)).await.unwrap());
    assert_eq!(world.jobs.sweep().await.unwrap().attempts, 0);
    world.pass(jiff::SignedDuration::from_mins(1));
    assert_eq!(world.jobs.sweep().await.unwrap().attempts, 1);
    assert_eq!(receiver.received().len(), 1);
}

#[tokio::test]
async fn of_many_workers_one_tells() {
    let receiver = Receiver::start().await;
    let world = World::telling(&receiver.url(), &["scope.updated"]).await;
    for _ in 0..5 {
        world.begin().says("our budget is 10k euros").await;
    }
    let sweeps = (0..8).map(|_| world.jobs.sweep());
    let attempts: usize =
        futures_util::future::join_all(sweeps).await.into_iter().map(|swept| swept.unwrap().attempts).sum();
    assert_eq!(attempts, 5);
    let mut ids: Vec<String> = receiver.received().into_iter().map(|one| one.id).collect();
    ids.sort();
    ids.dedup();
    assert_eq!((ids.len(), receiver.received().len()), (5, 5));
}
