//! The end of a conversation is told once, whoever ended it.

use engine::ports::DeliveryState;
use jiff::SignedDuration;

use crate::receiver::Receiver;
use crate::world::World;

const ENDED: [&str; 1] = ["conversation.ended"];

async fn world() -> (World, Receiver) {
    let receiver = Receiver::start().await;
    (World::telling(&receiver.url(), &ENDED).await, receiver)
}

fn reasons(receiver: &Receiver) -> Vec<String> {
    let received = receiver.received();
    received.iter().map(|one| one.body["data"]["reason"].as_str().unwrap().to_owned()).collect()
}

/// Time goes by, and is looked at every ten minutes.
async fn hours_pass(world: &World, hours: i64) {
    for _ in 0..hours * 6 {
        world.pass(SignedDuration::from_mins(10));
        world.jobs.sweep().await.unwrap();
    }
}

#[tokio::test]
async fn a_conversation_that_falls_silent_is_over_once() {
    let (world, receiver) = world().await;
    let visitor = world.begin();
    visitor.says("our budget is 10k euros").await;
    world.pass(SignedDuration::from_mins(50));
    world.jobs.sweep().await.unwrap();
    visitor.says("still here").await;
    world.pass(SignedDuration::from_mins(55));
    assert_eq!(world.jobs.sweep().await.unwrap().ended, 0);
    assert!(receiver.received().is_empty());
    assert_eq!(world.deliveries(DeliveryState::Waiting).await.len(), 1);

    world.pass(SignedDuration::from_mins(5));
    let swept = world.jobs.sweep().await.unwrap();
    assert_eq!((swept.ended, swept.attempts), (1, 1));
    hours_pass(&world, 4).await;
    assert_eq!(reasons(&receiver), ["idle"]);
    let data = &receiver.received()[0].body["data"];
    assert_eq!(data["turn_id"], format!("{}.2", visitor.session));
    assert_eq!(data["scope"]["extracted_attributes"]["budget"]["display"], "€10,000");
    assert!(world.deliveries(DeliveryState::Waiting).await.is_empty());
}

#[tokio::test]
async fn what_was_said_stays_when_a_conversation_is_over_by_its_time() {
    let (world, _) = world().await;
    let visitor = world.begin();
    visitor.says("our budget is 10k euros").await;
    hours_pass(&world, 2).await;
    let kept = async || {
        let id = engine::log::ConversationId { tenant: "studio".into(), session: visitor.session.clone() };
        world.app.turn_log.newest(&id, None, 10).await.unwrap().len()
    };
    assert_eq!(kept().await, 2, "the turn, and the mark of the end");
    assert_eq!(visitor.ends().await, 204);
    assert_eq!(kept().await, 1, "the visitor's wish to forget is heeded all the same");
}

#[tokio::test]
async fn a_visitor_ends_a_conversation_once() {
    let (world, receiver) = world().await;
    let visitor = world.begin();
    visitor.says("our budget is 10k euros").await;
    for _ in 0..2 {
        assert_eq!(visitor.ends().await, 204);
        world.jobs.sweep().await.unwrap();
    }
    hours_pass(&world, 4).await;
    assert_eq!(reasons(&receiver), ["visitor"]);
    assert_eq!(receiver.received()[0].body["data"]["scope"]["missing_attributes"][0], "email");
    assert!(world.deliveries(DeliveryState::Waiting).await.is_empty());
}

#[tokio::test]
async fn whoever_is_first_tells() {
    for visitor_waits in [SignedDuration::from_mins(59), SignedDuration::from_mins(61)] {
        let (world, receiver) = world().await;
        let visitor = world.begin();
        visitor.says("our budget is 10k euros").await;
        world.pass(visitor_waits);
        let (ended, swept) = tokio::join!(visitor.ends(), world.jobs.sweep());
        assert_eq!(ended, 204);
        swept.unwrap();
        visitor.ends().await;
        hours_pass(&world, 4).await;
        assert_eq!(receiver.received().len(), 1, "{:?}", reasons(&receiver));
    }
}

#[tokio::test]
async fn a_conversation_in_which_nothing_was_said_tells_nothing() {
    let (world, receiver) = world().await;
    assert_eq!(world.begin().ends().await, 204);
    hours_pass(&world, 2).await;
    assert!(receiver.received().is_empty());
}

#[tokio::test]
async fn a_cleared_conversation_ends_without_what_was_cleared() {
    let (world, receiver) = world().await;
    let visitor = world.begin();
    visitor.says("our budget is 10k euros").await;
    visitor.clears().await;
    hours_pass(&world, 2).await;
    assert_eq!(reasons(&receiver), ["idle"]);
    let data = &receiver.received()[0].body["data"];
    assert_eq!(data["scope"]["extracted_attributes"], serde_json::json!({}));
    assert!(data.get("turn_id").is_none());
}
