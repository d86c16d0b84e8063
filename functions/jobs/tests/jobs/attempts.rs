//! What becomes of an attempt, and when the next one is made.

use engine::ports::{Delivery, DeliveryState};
use engine::webhooks::ATTEMPTS_AT_MOST;
use jiff::SignedDuration;

use crate::receiver::{Answer, Receiver};
use crate::world::World;

const UPDATED: [&str; 1] = ["scope.updated"];

/// A delivery that is pending, and where it goes.
async fn pending() -> (World, Receiver) {
    let receiver = Receiver::start().await;
    let world = World::telling(&receiver.url(), &UPDATED).await;
    world.begin().says("our budget is 10k euros").await;
    (world, receiver)
}

async fn one(world: &World, state: DeliveryState) -> Delivery {
    let mut there = world.deliveries(state).await;
    assert_eq!(there.len(), 1, "{there:?}");
    there.remove(0)
}

#[tokio::test]
async fn what_fails_is_tried_again_with_the_same_id_and_body() {
    let (world, receiver) = pending().await;
    receiver.answers([500, 404, 302].map(|status| Answer::Status(status, None)));
    for pause in [5, 300, 1_800] {
        world.jobs.sweep().await.unwrap();
        let attempts = receiver.received().len();
        world.pass(SignedDuration::from_secs(pause * 4 / 5 - 1));
        world.jobs.sweep().await.unwrap();
        assert_eq!(receiver.received().len(), attempts, "not yet");
        world.pass(SignedDuration::from_secs(pause / 5 + 1));
    }
    assert_eq!(one(&world, DeliveryState::Pending).await.last_error.as_deref(), Some("status 302"));
    world.jobs.sweep().await.unwrap();
    let received = receiver.received();
    assert_eq!(received.len(), 4);
    assert!(received.iter().all(|one| one.id == received[0].id && one.body == received[0].body));
    let done = one(&world, DeliveryState::Delivered).await;
    assert_eq!((done.attempts, done.last_error), (4, None));
    world.pass(SignedDuration::from_hours(100));
    assert_eq!(world.jobs.sweep().await.unwrap().attempts, 0);
}

#[tokio::test]
async fn after_a_day_it_is_given_up_and_can_be_replayed() {
    let (world, receiver) = pending().await;
    receiver.answers((0..ATTEMPTS_AT_MOST).map(|_| Answer::Status(503, None)));
    let begun = world.app.clock.now();
    while let Some(pending) = world.deliveries(DeliveryState::Pending).await.pop() {
        world.pass(pending.next_at.duration_since(world.app.clock.now()).max(SignedDuration::ZERO));
        assert_eq!(world.jobs.sweep().await.unwrap().attempts, 1);
    }
    let took = world.app.clock.now().duration_since(begun);
    assert!(took > SignedDuration::from_hours(18) && took < SignedDuration::from_hours(24), "{took:?}");
    let dead = one(&world, DeliveryState::Dead).await;
    assert_eq!((dead.attempts, dead.last_error.as_deref()), (ATTEMPTS_AT_MOST, Some("status 503")));
    assert_eq!(receiver.received().len(), ATTEMPTS_AT_MOST as usize);

    let again = dead.replayed(world.app.clock.now());
    assert!(world.app.outbox.replace(&dead, &again).await.unwrap());
    world.jobs.sweep().await.unwrap();
    assert_eq!(one(&world, DeliveryState::Delivered).await.attempts, 1);
    assert_eq!(receiver.received().last().unwrap().id, dead.id);
}

#[tokio::test]
async fn an_address_that_is_gone_is_left_alone() {
    let (world, receiver) = pending().await;
    receiver.answers([Answer::Status(410, None)]);
    world.jobs.sweep().await.unwrap();
    let dead = one(&world, DeliveryState::Dead).await;
    assert_eq!((dead.attempts, dead.last_error.as_deref()), (1, Some("status 410")));
}

#[tokio::test]
async fn an_address_is_left_alone_for_as_long_as_it_asks() {
    let (world, receiver) = pending().await;
    receiver.answers([Answer::Status(429, Some(("retry-after", "600".to_owned())))]);
    world.jobs.sweep().await.unwrap();
    let now = world.app.clock.now();
    let pending = one(&world, DeliveryState::Pending).await;
    assert_eq!(pending.next_at.duration_since(now).as_secs(), 600);
    world.pass(SignedDuration::from_secs(601));
    world.jobs.sweep().await.unwrap();
    one(&world, DeliveryState::Delivered).await;
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    let (world, receiver) = pending().await;
    let elsewhere = Receiver::start().await;
    for status in [301, 302, 303, 307, 308] {
        receiver.answers([Answer::Status(status, Some(("location", elsewhere.url())))]);
        world.jobs.sweep().await.unwrap();
        let pending = one(&world, DeliveryState::Pending).await;
        assert_eq!(pending.last_error, Some(format!("status {status}")));
        world.pass(SignedDuration::from_hours(12));
    }
    assert_eq!(receiver.received().len(), 5);
    assert!(elsewhere.received().is_empty());
}

#[tokio::test]
async fn an_address_that_does_not_answer_is_given_up_for_now() {
    let (world, receiver) = pending().await;
    receiver.answers([Answer::Never]);
    world.jobs.sweep().await.unwrap();
    let pending = one(&world, DeliveryState::Pending).await;
    assert_eq!(pending.last_error.as_deref(), Some("no answer in time"));
    world.pass(SignedDuration::from_secs(6));
    world.jobs.sweep().await.unwrap();
    one(&world, DeliveryState::Delivered).await;
}

#[tokio::test]
async fn an_address_where_nobody_is_fails() {
    let world = World::telling("http://127.0.0.1:9/hooks", &UPDATED).await;
    world.begin().says("our budget is 10k euros").await;
    world.jobs.sweep().await.unwrap();
    assert_eq!(one(&world, DeliveryState::Pending).await.last_error.as_deref(), Some("no connection"));
}

#[tokio::test]
async fn a_secret_that_is_missing_is_waited_for() {
    let (world, receiver) = pending().await;
    let mut without = world.clone();
    without.app.secrets = std::sync::Arc::new(engine::ports::FakeSecrets::default());
    let sender = jobs::Sender::new(jobs::Reach::Private).unwrap();
    jobs::Jobs::new(without.app, sender).sweep().await.unwrap();
    let pending = one(&world, DeliveryState::Pending).await;
    assert_eq!(pending.last_error.as_deref(), Some("there is no secret named STUDIO_WEBHOOK"));
    assert!(receiver.received().is_empty());
    world.pass(SignedDuration::from_secs(6));
    world.jobs.sweep().await.unwrap();
    one(&world, DeliveryState::Delivered).await;
}
