//! `POST /api/v1/chat/send` with an edit in place of a message.

use axum::http::StatusCode;
use serde_json::{Value as Json, json};

use crate::model::{arguments, fed_model, set_budget};
use crate::world::{Answer, Visitor, World};

const PATH: &str = "/api/v1/chat/send";

impl Visitor {
    async fn edits(&self, id: &str, edit: Json) -> Answer {
        let body = json!({ "edit": edit, "message_id": id });
        self.world.post(PATH, Some(&self.token), &body).await
    }
}

#[tokio::test]
async fn a_form_is_the_first_turn_and_the_next_question_its_answer() {
    let visitor = World::new().await.begin().await;
    let answer =
        visitor.edits("edit-0001", json!({ "set": { "email": "Ana@Shop.example", "pages": "12" } })).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    let json = answer.json();
    assert_eq!(json["turn_id"], format!("{}.1", visitor.session));
    let known = &json["extracted_attributes"];
    assert_eq!(known["email"]["value"], "Ana@shop.example");
    assert_eq!(known["email"]["evidence"], "Ana@Shop.example");
    assert_eq!(known["email"]["status"], "stated");
    assert_eq!(known["pages"]["value"], 12);
    assert_eq!(json["bot_message"], "Noted: Email Ana@shop.example and Pages 12. What is your budget?");
    assert_eq!((&json["intent"], &json["confirmed"]), (&json!("edit"), &json!(false)));
    assert!(json.get("rejected").is_none() && json.get("stopped").is_none(), "{json}");
    // The question that it asked is the one that the next message answers.
    let json = visitor.says("message-2", "30k").await.json();
    assert_eq!(json["extracted_attributes"]["budget"]["value"]["min"], 30_000);
}

#[tokio::test]
async fn an_edit_is_streamed_like_a_message() {
    let visitor = World::new().await.begin().await;
    let answer = visitor
        .streams_body(&json!({ "edit": { "set": { "budget": "30k" } }, "message_id": "edit-0001" }))
        .await;
    let events = answer.events();
    let names: Vec<&str> = events.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["accepted", "scope", "text", "done"]);
    assert_eq!(events[1].1["extracted_attributes"]["budget"]["display"], "€30,000");
    assert_eq!(events[2].1["delta"], events[3].1["bot_message"]);
}

#[tokio::test]
async fn history_says_in_words_what_was_done() {
    let visitor = World::new().await.begin().await;
    visitor.edits("edit-0001", json!({ "set": { "budget": "30k", "pages": "lots" } })).await;
    visitor.edits("edit-0002", json!({ "clear": ["budget"] })).await;
    visitor.edits("edit-0003", json!({ "set": { "budget": "€31,000" }, "confirm": true })).await;
    visitor.says("message-4", "thanks").await;
    let texts = ["Budget: €30,000\nPages: lots", "Budget removed", "Budget: €31,000\nConfirmed", "thanks"];
    assert_eq!(visitor.said().await, texts);
    let history = visitor.history().await;
    let edits: Vec<bool> = history.iter().map(|message| message.get("edit") == Some(&json!(true))).collect();
    assert_eq!(edits, [true, false, true, false, true, false, false, false]);

    let body = json!({ "tenant": "studio", "resume": visitor.token });
    let resumed = visitor.world.post("/api/v1/chat/sessions", None, &body).await.json();
    assert_eq!(resumed["messages"], Json::Array(history));
    assert_eq!(resumed["scope"]["confirmed"], true);
}

#[tokio::test]
async fn what_cannot_be_read_is_told_and_changes_nothing() {
    let visitor = World::new().await.begin().await;
    visitor.edits("edit-0001", json!({ "set": { "budget": "30k" } })).await;
    let json = visitor.edits("edit-0002", json!({ "set": { "budget": "a lot", "size": "9" } })).await.json();
    assert_eq!(json["extracted_attributes"]["budget"]["value"]["min"], 30_000);
    let rejected = json["rejected"].as_array().unwrap();
    assert_eq!((&rejected[0]["key"], &rejected[0]["code"]), (&json!("budget"), &json!("not_understood")));
    assert_eq!((&rejected[1]["key"], &rejected[1]["code"]), (&json!("size"), &json!("unknown_attribute")));
    assert!(rejected[0]["reason"].as_str().unwrap().contains("amount"), "{json}");
    // The same from the log.
    let again = visitor.edits("edit-0002", json!({ "set": { "budget": "a lot", "size": "9" } })).await.json();
    assert_eq!(again["rejected"], json["rejected"]);
}

#[tokio::test]
async fn a_confirmation_holds_until_something_changes() {
    let visitor = World::new().await.begin().await;
    visitor.edits("edit-0001", json!({ "set": { "budget": "30k", "email": "ana@shop.example" } })).await;
    let json = visitor.edits("edit-0002", json!({ "confirm": true })).await.json();
    assert_eq!((&json["confirmed"], &json["intent"]), (&json!(true), &json!("confirmation")));
    let json = visitor.says("message-3", "thanks").await.json();
    assert_eq!(json["confirmed"], true);
    let json = visitor.says("message-4", "actually make it 40k euros").await.json();
    assert_eq!(json["extracted_attributes"]["budget"]["value"]["min"], 40_000);
    assert_eq!(json["confirmed"], false);
}

#[tokio::test]
async fn the_same_edit_again_runs_once_and_another_under_its_id_is_refused() {
    let visitor = World::new().await.begin().await;
    let edit = json!({ "set": { "budget": "30k" } });
    let first = visitor.edits("edit-0001", edit.clone()).await.json();
    visitor.edits("edit-0002", json!({ "set": { "budget": "40k" } })).await;
    let again = visitor.edits("edit-0001", edit).await.json();
    assert_eq!((&again["turn_id"], &again["bot_message"]), (&first["turn_id"], &first["bot_message"]));
    let reused = (409, "message_id_reused".to_owned());
    assert_eq!(visitor.edits("edit-0001", json!({ "set": { "budget": "50k" } })).await.problem(), reused);
    assert_eq!(visitor.says("edit-0001", "30k").await.problem(), reused);
    visitor.says("message-3", "hello").await;
    assert_eq!(visitor.edits("message-3", json!({ "confirm": true })).await.problem(), reused);
    assert_eq!(visitor.said().await.len(), 3);
}

#[tokio::test]
async fn what_is_wrong_is_told_with_its_place() {
    let visitor = World::new().await.begin().await;
    let many: std::collections::BTreeMap<String, &str> =
        (0..101).map(|number| (format!("key_{number}"), "x")).collect();
    let long_key = "k".repeat(41);
    for (body, pointer) in [
        (json!({ "message_id": "edit-0001" }), "/message"),
        (json!({ "message_id": "edit-0001", "message": "hi", "edit": { "confirm": true } }), "/edit"),
        (json!({ "message_id": "edit-0001", "edit": {} }), "/edit"),
        (json!({ "message_id": "edit-0001", "edit": { "confirm": false } }), "/edit"),
        (json!({ "message_id": "edit-0001", "edit": { "set": many } }), "/edit/set"),
        (json!({ "message_id": "edit-0001", "edit": { "set": { &long_key: "x" } } }), "/edit/set"),
        (json!({ "message_id": "edit-0001", "edit": { "clear": ["budget", &long_key] } }), "/edit/clear"),
        (json!({ "message_id": "edit-0001", "edit": { "sett": {} } }), "/edit/sett"),
        (json!({ "message_id": "edit-0001", "edit": { "set": { "budget": 5 } } }), "/edit/set/budget"),
        (json!({ "message_id": "edit-0001", "edit": { "set": { "budget": " " } } }), "/edit/set/budget"),
        (json!({ "message_id": "edit-0001", "edit": { "set": { "a/b~": "" } } }), "/edit/set/a~1b~0"),
        (
            json!({ "message_id": "edit-0001", "edit": { "set": { "goal": "ä".repeat(1_001) } } }),
            "/edit/set/goal",
        ),
        (json!({ "message_id": "no", "edit": { "confirm": true } }), "/message_id"),
    ] {
        let answer = visitor.world.post(PATH, Some(&visitor.token), &body).await;
        assert_eq!(answer.problem(), (422, "body_invalid".to_owned()), "{body}");
        assert_eq!(answer.json()["errors"][0]["pointer"], pointer, "{body}");
    }
    assert!(visitor.said().await.is_empty());
    let longest = visitor.edits("edit-0001", json!({ "set": { "goal": "ä".repeat(1_000) } })).await;
    assert_eq!(longest.status, StatusCode::OK);
}

/// The model is told what was changed, as what it is; but nobody said it, so nobody can quote it.
#[tokio::test]
async fn no_model_is_asked_and_the_next_one_is_told() {
    let (model, feed) = fed_model();
    let visitor = World::new().await.with_model(model).begin().await;
    let json = visitor.edits("edit-0001", json!({ "set": { "budget": "30k" } })).await.json();
    assert_eq!((json["degraded"].clone(), feed.asked()), (json!(false), Vec::new()));

    let commands = [set_budget(30_000, "30k"), set_budget(30_000, "\u{20ac}30,000")];
    feed.write(&arguments(&commands, Some("email"), "Where can we write to you?").to_string());
    let asked = feed.requests();
    feed.finish();
    let json = visitor.says("message-2", "hello").await.json();
    assert_eq!(json["bot_message"], "Where can we write to you?");
    let outcomes: Vec<&Json> =
        json["tool_calls"].as_array().unwrap().iter().map(|call| &call["outcome"]).collect();
    assert_eq!(outcomes, ["quote_not_found", "quote_not_found"]);
    let asked = asked.lock().unwrap();
    let told = &asked[0].messages[1].content;
    assert_eq!(told, "<visitor>[changed in the form, not typed]\nBudget: \u{20ac}30,000</visitor>");
}
