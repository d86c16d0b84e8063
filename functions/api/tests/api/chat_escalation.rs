//! `POST /api/v1/chat/send`, where a person is asked for or offered.

use engine::ports::DeliveryState;
use serde_json::{Value as Json, json};
use shared::tenant::TenantFile;

use crate::world::World;

/// A studio whose people can be reached, and hear of it.
fn with_people(studio: &mut TenantFile) {
    studio.escalation = Some(
        serde_json::from_value(json!({
            "button": true, "contact": { "name": "the studio's team", "email": "team@studio.example" },
        }))
        .unwrap(),
    );
    studio.webhooks = serde_json::from_value(json!([
        { "url": "https://hooks.example/", "secret": "STUDIO_WEBHOOK", "events": ["conversation.handed_over"] },
    ]))
    .unwrap();
}

async fn told(world: &World) -> Vec<Json> {
    let deliveries = world.app.outbox.list("studio", DeliveryState::Pending, 10).await.unwrap();
    deliveries.iter().map(|delivery| serde_json::from_str(&delivery.body).unwrap()).collect()
}

#[tokio::test]
async fn who_asks_for_a_person_is_handed_over_with_the_whole_conversation() {
    let world = World::new().await.with_studio(with_people);
    let visitor = world.begin().await;
    visitor.says("message-1", "our budget is 10k euros").await;
    let answer =
        visitor.says("message-2", "I want to talk to a human. Write to ana@shop.example").await.json();
    assert_eq!(answer["handed_over"], true, "{answer}");
    assert_eq!(answer["intent"], "human");
    let text = answer["bot_message"].as_str().unwrap();
    assert!(text.starts_with("I've passed this conversation on to the studio's team"), "{text}");
    assert!(!text.contains('?'), "nothing more is asked: {text}");
    assert_eq!(answer["blocks"][0]["links"][0]["url"], "mailto:team@studio.example");
    assert_eq!(answer["extracted_attributes"]["email"]["value"], "ana@shop.example", "what was told is kept");
    let [body] = &told(&world).await[..] else { panic!("one delivery") };
    assert_eq!(body["type"], "conversation.handed_over");
    let said: Vec<(&str, &str)> = body["data"]["transcript"]
        .as_array()
        .unwrap()
        .iter()
        .map(|said| (said["author"].as_str().unwrap(), said["text"].as_str().unwrap()))
        .collect();
    assert_eq!(said.len(), 4);
    assert_eq!(said[0], ("user", "our budget is 10k euros"));
    assert_eq!(said[3], ("assistant", text));
    assert_eq!(body["data"]["scope"]["extracted_attributes"]["budget"]["value"]["max"], 10_000);
    // The same message again is answered from the log, and nobody is told twice.
    visitor.says("message-2", "I want to talk to a human. Write to ana@shop.example").await;
    assert_eq!(told(&world).await.len(), 1);
}

#[tokio::test]
async fn the_angry_are_offered_a_person_beside_the_answer() {
    let world = World::new().await.with_studio(with_people);
    let visitor = world.begin().await;
    let answer = visitor.says("message-1", "this is useless, our budget is 10k euros").await.json();
    assert_eq!(answer.get("handed_over"), None);
    assert_eq!(answer["extracted_attributes"]["budget"]["value"]["max"], 10_000);
    let blocks = answer["blocks"].as_array().unwrap();
    let offered = blocks.iter().find_map(|block| block["buttons"][0]["message"].as_str()).unwrap();
    let asked = visitor.says("message-2", offered).await.json();
    assert_eq!(asked["handed_over"], true, "the button asks: {asked}");
}

#[tokio::test]
async fn a_bad_rating_and_a_thumb_down_offer_one_with_the_next_answer() {
    let world = World::new().await.with_studio(with_people);
    let visitor = world.begin().await;
    let first = visitor.says("message-1", "our budget is 10k euros").await.json();
    let offers = |answer: &Json| answer["bot_message"].as_str().unwrap().contains("talk to a person?");
    assert!(!offers(&first));
    world.post("/api/v1/chat/rating", Some(&visitor.token), &json!({ "stars": 1 })).await;
    let second = visitor.says("message-2", "and 12 pages").await.json();
    assert!(offers(&second), "{second}");
    let third = visitor.says("message-3", "make it 14 pages").await.json();
    assert!(!offers(&third), "the rating was of what stands before it: {third}");
    let thumb = json!({ "turn_id": third["turn_id"], "thumb": "down" });
    world.post("/api/v1/chat/feedback", Some(&visitor.token), &thumb).await;
    assert!(offers(&visitor.says("message-4", "no, 15 pages").await.json()));
}

#[tokio::test]
async fn without_the_setting_nothing_of_it_happens() {
    let visitor = World::new().await.begin().await;
    let answer = visitor.says("message-1", "I want to talk to a human").await.json();
    assert_eq!(answer.get("handed_over"), None);
    assert_eq!(answer["intent"], "human");
}
