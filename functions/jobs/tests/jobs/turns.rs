//! Turns that nobody waits for.

use engine::ports::DeliveryState;
use jiff::SignedDuration;

use crate::receiver::Receiver;
use crate::world::World;

#[tokio::test]
async fn a_turn_from_the_queue_is_answered_once_however_often_it_comes() {
    let receiver = Receiver::start().await;
    let world = World::telling(&receiver.url(), &["scope.updated"]).await;
    let visitor = world.begin();
    let accepted = visitor.leaves("our budget is 10k euros").await;
    let turn = accepted["turn_id"].as_str().unwrap();
    assert_eq!(visitor.status(turn).await["state"], "running");

    let queued = world.queue.take();
    assert_eq!(queued.len(), 1);
    let runs = (0..6).map(|_| world.jobs.run_turn(&queued[0]));
    for ran in futures_util::future::join_all(runs).await {
        ran.unwrap();
    }
    let status = visitor.status(turn).await;
    assert_eq!(status["state"], "done");
    assert_eq!(status["reply"]["extracted_attributes"]["budget"]["value"]["min"], 10_000);
    world.jobs.sweep().await.unwrap();
    assert_eq!(receiver.types(), ["scope.updated"]);
    world.jobs.run_turn(&queued[0]).await.unwrap();
    assert!(world.deliveries(DeliveryState::Pending).await.is_empty());
}

#[tokio::test]
async fn turns_are_answered_in_order_whatever_the_order_of_the_queue() {
    let world = World::telling("http://127.0.0.1:9/", &["scope.ready"]).await;
    let visitor = world.begin();
    let first = visitor.leaves("our budget is 10k euros").await;
    let second = visitor.leaves("no, make it 15k euros").await;
    let mut queued = world.queue.take();
    queued.reverse();
    let runs = queued.iter().map(|queued| world.jobs.run_turn(queued));
    for ran in futures_util::future::join_all(runs).await {
        ran.unwrap();
    }
    let budget = async |accepted: &serde_json::Value| {
        let status = visitor.status(accepted["turn_id"].as_str().unwrap()).await;
        status["reply"]["extracted_attributes"]["budget"]["value"]["min"].clone()
    };
    assert_eq!((budget(&first).await, budget(&second).await), (10_000.into(), 15_000.into()));
}

#[tokio::test]
async fn a_turn_whose_worker_fell_is_answered_by_the_next() {
    let world = World::telling("http://127.0.0.1:9/", &["scope.ready"]).await;
    let visitor = world.begin();
    let accepted = visitor.leaves("our budget is 10k euros").await;
    let queued = world.queue.take().remove(0);
    // Somebody takes it over and falls.
    let now = world.app.clock.now();
    let lease = engine::log::Lease { holder: "fallen/1".into(), until: now + SignedDuration::from_secs(45) };
    let log = &world.app.turn_log;
    log.take_over(&queued.conversation, queued.seq, &queued.lease, &lease).await.unwrap();
    world.pass(SignedDuration::from_secs(46));
    let turn = accepted["turn_id"].as_str().unwrap();
    assert_eq!(visitor.status(turn).await["state"], "interrupted");
    world.jobs.run_turn(&queued).await.unwrap();
    assert_eq!(visitor.status(turn).await["state"], "done");
}

#[tokio::test]
async fn a_turn_that_was_forgotten_is_done_with() {
    let world = World::telling("http://127.0.0.1:9/", &["scope.ready"]).await;
    let visitor = world.begin();
    visitor.leaves("our budget is 10k euros").await;
    visitor.ends().await;
    let queued = world.queue.take().remove(0);
    world.jobs.run_turn(&queued).await.unwrap();
}
