//! `POST /api/v1/chat/send` with a model: a stand-in that was not written here, over a real socket.

use core::time::Duration;
use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use engine::ports::{Model, ModelError, ModelRequest, ModelStream};
use serde_json::json;

use crate::model::{call, set_budget, start, whole, world_with};
use crate::world::World;

#[tokio::test(flavor = "multi_thread")]
async fn a_plain_turn_is_one_call_and_comes_piece_by_piece() {
    let reply = "Ten thousand it is. Where can we write to you?";
    let stand_in = start(json!([
        { "match": {}, "response": whole(&[set_budget(10_000, "10k euros")], Some("email"), reply), "chunkSize": 7 }
    ]))
    .await;
    let visitor = world_with(&stand_in).await.begin().await;
    let events = visitor.streams("message-1", "our budget is 10k euros").await.events();
    let names: Vec<&str> = events.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(&names[..2], ["accepted", "scope"], "chips come before the reply");
    let texts: Vec<&str> = events
        .iter()
        .filter(|(name, _)| name == "text")
        .map(|(_, data)| data["delta"].as_str().unwrap())
        .collect();
    assert!(texts.len() > 3, "{texts:?}");
    assert_eq!(texts.concat(), reply);
    let done = &events.last().unwrap().1;
    assert_eq!(done["bot_message"], reply);
    assert_eq!(done["degraded"], false);
    assert_eq!(done["intent"], "scoping");
    assert_eq!(done["extracted_attributes"]["budget"]["value"]["min"], 10_000);
    assert_eq!(done["tool_calls"][0]["outcome"], "applied");

    let again = visitor.says("message-1", "our budget is 10k euros").await.json();
    assert_eq!(again["bot_message"], reply);
    let requests = stand_in.requests().unwrap();
    assert_eq!(requests.len(), 1);
    let function = &requests[0]["body"]["tools"][0]["function"];
    assert_eq!(function["strict"], true);
    insta::assert_json_snapshot!(function);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_models_word_is_not_taken_for_the_visitors() {
    let commands = [
        set_budget(50_000, "fifty thousand"),
        set_budget(90_000, "10k euros"),
        json!({ "operation": "set", "key": "email", "value": 7, "quote": "10k", "approximate": false }),
        json!({ "operation": "set", "key": "shoe_size", "value": 43, "quote": "10k", "approximate": false }),
    ];
    let stand_in =
        start(json!([{ "match": {}, "response": whole(&commands, Some("email"), "Noted.") }])).await;
    let visitor = world_with(&stand_in).await.begin().await;
    let json = visitor.says("message-1", "our budget is 10k euros").await.json();
    assert_eq!(json["extracted_attributes"], json!({}));
    let outcomes: Vec<&str> =
        json["tool_calls"].as_array().unwrap().iter().map(|call| call["outcome"].as_str().unwrap()).collect();
    assert_eq!(outcomes, ["quote_not_found", "quote_contradicts", "wrong_type", "unknown_attribute"]);
    assert_eq!(json["confidence"], 0.0);
    assert_eq!(json["degraded"], false);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_that_must_not_be_asked_is_put_in_our_own_words() {
    let commands = [set_budget(10_000, "10k euros")];
    let stand_in = start(json!([
        { "match": {}, "response": whole(&commands, Some("budget"), "What is your budget?") }
    ]))
    .await;
    let visitor = world_with(&stand_in).await.begin().await;
    let answer = visitor.streams("message-1", "our budget is 10k euros").await;
    assert!(!answer.text.contains("What is your budget?"), "{}", answer.text);
    let events = answer.events();
    let done = &events.last().unwrap().1;
    assert_eq!(done["degraded"], false);
    assert!(done["bot_message"].as_str().unwrap().contains("e-mail"), "{done}");
}

/// Whatever goes wrong with the model, the visitor is answered and what was said is kept.
#[tokio::test(flavor = "multi_thread")]
async fn the_rules_engine_answers_when_the_model_cannot() {
    let error =
        |status: u16| json!({ "error": { "message": "no", "type": "server_error" }, "status": status });
    let fine =
        whole(&[set_budget(10_000, "10k euros")], Some("email"), "This must never be read to its end.");
    let failures = [
        ("unauthorized", json!({ "response": error(401) })),
        ("over quota", json!({ "response": error(429) })),
        ("server error", json!({ "response": error(500) })),
        ("unavailable", json!({ "response": error(503) })),
        ("a request it does not take", json!({ "response": error(400) })),
        ("text instead of a call", json!({ "response": { "content": "Hello!" } })),
        ("an unknown function", json!({ "response": { "toolCalls": [{ "name": "rm", "arguments": {} }] } })),
        ("arguments of another shape", json!({ "response": call(&json!({ "reply": "Hi" })) })),
        ("a blank reply", json!({ "response": whole(&[], None, "  ") })),
        (
            "an unknown operation",
            json!({ "response": whole(&[json!({ "operation": "drop", "key": "budget", "value": null, "quote": "10k", "approximate": false })], None, "Hi") }),
        ),
        ("cut off", json!({ "response": fine, "chunkSize": 10, "latency": 5, "truncateAfterChunks": 12 })),
        ("hung up", json!({ "response": fine, "chunkSize": 10, "latency": 40, "disconnectAfterMs": 200 })),
        ("too slow", json!({ "response": fine, "chunkSize": 10, "latency": 900 })),
        (
            "stopped by length",
            json!({ "response": { "toolCalls": fine["toolCalls"], "finishReason": "length" } }),
        ),
    ];
    for (name, mut fixture) in failures {
        fixture["match"] = json!({});
        let stand_in = start(json!([fixture])).await;
        let visitor = world_with(&stand_in).await.begin().await;
        let events = visitor.streams("message-1", "our budget is 10k euros").await.events();
        let (last, done) = events.last().unwrap();
        assert_eq!(last, "done", "{name}: {events:#?}");
        assert_eq!(done["degraded"], true, "{name}: {done:#}");
        assert_eq!(done["extracted_attributes"]["budget"]["value"]["min"], 10_000, "{name}");
        let shown = events.iter().fold(String::new(), |mut shown, (event, data)| {
            match event.as_str() {
                "text" => shown.push_str(data["delta"].as_str().unwrap()),
                "reset" => shown.clear(),
                _ => {}
            }
            shown
        });
        assert_eq!(shown, done["bot_message"].as_str().unwrap(), "{name}");
        let history = visitor.history().await;
        assert_eq!(history.len(), 2, "{name}");
        assert_eq!(history[1]["degraded"], true, "{name}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_model_that_is_not_there_is_no_matter_either() {
    let gone = start(json!([])).await;
    let world = world_with(&gone).await;
    drop(gone);
    let visitor = world.begin().await;
    let asked =
        tokio::time::timeout(Duration::from_secs(30), visitor.says("message-1", "our budget is 10k euros"));
    let json = asked.await.unwrap().json();
    assert_eq!(json["degraded"], true);
    assert_eq!(json["extracted_attributes"]["budget"]["value"]["min"], 10_000);
}

/// A model that only counts what it is shown, and then fails.
struct Counting(Arc<Mutex<Vec<usize>>>);

#[async_trait]
impl Model for Counting {
    fn name(&self) -> &str {
        "counting"
    }

    async fn call(&self, request: ModelRequest) -> Result<ModelStream, ModelError> {
        self.0.lock().unwrap().push(request.messages.len());
        Err(ModelError::Server(500))
    }
}

#[tokio::test]
async fn the_model_is_shown_no_more_than_the_tenant_says() {
    let shown = Arc::new(Mutex::new(Vec::new()));
    let visitor = World::new().await.with_model(Counting(Arc::clone(&shown))).begin().await;
    for number in 0..30 {
        visitor.says(&format!("message-{number}"), "our budget is 10k euros").await;
    }
    // The instructions, two messages for each of at most 25 turns, and the new message.
    let shown = shown.lock().unwrap();
    assert_eq!((shown[0], shown[1], shown[25], shown[29]), (2, 4, 52, 52));
}
