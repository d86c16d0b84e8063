//! Answers from the tenant's knowledge, with and without a model.

use serde_json::{Value as Json, json};

use super::sales::{Scripted, asks, knowing};
use crate::world::World;

const ENTRIES: [(&str, &str, &str); 2] = [
    ("opening", "When are you open?", "We are open from nine to five, Monday to Friday."),
    ("refund", "Can I get a refund?", "Refunds are paid within thirty days."),
];

fn says(sources: &[&str], reply: &str) -> Json {
    json!({ "commands": [], "intent": "question", "asks": null, "sources": sources, "reply": reply })
}

#[tokio::test]
async fn without_a_model_the_entry_answers_and_is_named() {
    let world = knowing(World::new().await, &ENTRIES).await;
    let visitor = world.begin().await;
    let reply = asks(&visitor, "message-1", "When are you open?").await;
    assert!(reply["bot_message"].as_str().unwrap().contains("nine to five"), "{reply:#}");
    let links = reply["blocks"].as_array().unwrap().iter().find(|block| block["kind"] == "links").unwrap();
    assert_eq!(links["links"][0]["url"], "https://help.example/opening");
    let reply = asks(&visitor, "message-2", "Do you sell elephants?").await;
    assert!(reply["bot_message"].as_str().unwrap().contains("That we do not know."), "{reply:#}");
}

#[tokio::test]
async fn the_model_is_shown_what_fits_and_names_what_it_used() {
    let model =
        Scripted::new([says(&["opening", "made-up"], "From nine to five: https://help.example/opening")]);
    let world = knowing(World::new().await.with_model(model.clone()), &ENTRIES).await;
    let visitor = world.begin().await;
    let reply = asks(&visitor, "message-1", "When are you open?").await;
    assert_eq!(
        reply["bot_message"], "From nine to five: https://help.example/opening",
        "an entry's page may be linked"
    );
    let links: Vec<&Json> =
        reply["blocks"].as_array().unwrap().iter().filter(|block| block["kind"] == "links").collect();
    assert_eq!(links.len(), 1);
    assert_eq!(links[0]["title"], "Sources");
    assert_eq!(
        links[0]["links"],
        json!([{ "label": "When are you open?", "url": "https://help.example/opening" }])
    );
    let told = model.asked.lock().unwrap()[0].messages[0].content.clone();
    assert!(told.contains("<knowledge>") && told.contains("nine to five"), "{told}");
}

#[tokio::test]
async fn a_new_publication_is_not_answered_by_an_old_answer() {
    let model =
        Scripted::new([says(&["opening"], "From nine to five."), says(&["opening"], "From ten to four.")]);
    let world = knowing(World::new().await.with_model(model.clone()), &ENTRIES).await;
    let ask = async |world: &World| {
        let reply = asks(&world.begin().await, "message-1", "When are you open?").await;
        world.app.running.none().await;
        reply
    };
    assert_eq!(ask(&world).await["bot_message"], "From nine to five.");
    let kept = ask(&world).await;
    assert_eq!(kept["bot_message"], "From nine to five.");
    assert!(kept["blocks"].to_string().contains("help.example/opening"), "{kept}");
    assert_eq!(model.calls(), 1, "the second was kept");
    let world = knowing(world, &[("opening", "When are you open?", "From ten to four.")]).await;
    assert_eq!(ask(&world).await["bot_message"], "From ten to four.");
    assert_eq!(model.calls(), 2);
}
