//! With a model: what it wants done is done by the same checks, and told by nobody but the engine.

use engine::ports::{ToolError, ToolSaid};
use serde_json::{Value as Json, json};

use super::sales::{Scripted, asks, calls, leads, sales, state_of, target, wants};
use crate::model::{call, start, world_with};

const LEADS: [(&str, &str, &str); 2] = [("Acme", "John Smith", "new"), ("TechCorp", "Mary Jones", "new")];

/// A sentence that the rules make nothing of.
const ODD: &str =
    "Could you perhaps see to it that our friend from that tech place gets where she belongs by now?";

fn move_to(target: Json, to: &str) -> Json {
    json!({ "call": "change_status", "target": target, "to": to })
}

fn weather(town: &str) -> Json {
    json!({ "call": "tool", "name": "weather", "arguments": { "town": town, "day": null } })
}

fn says(reply: &str) -> Json {
    json!({ "commands": [], "actions": [], "intent": "question", "asks": null, "reply": reply })
}

#[tokio::test(flavor = "multi_thread")]
async fn a_model_over_a_socket_has_things_done() {
    let written =
        wants(&[move_to(target(None, Some("Mary")), "meeting_booked")], "I have deleted everything!");
    let stand_in = start(json!([{ "match": {}, "response": call(&written), "chunkSize": 9 }])).await;
    let with_model = world_with(&stand_in).await;
    let (mut world, _) = sales(&LEADS).await;
    world.app.model = with_model.app.model;
    let visitor = world.begin().await;
    let events = visitor.streams("message-1", ODD).await.events();
    let names: Vec<&str> = events.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(&names[..4], ["accepted", "tool", "action", "text"], "{events:#?}");
    let done = &events.last().unwrap().1;
    assert!(!done["bot_message"].as_str().unwrap().contains("deleted"), "{done}");
    assert_eq!((&done["intent"], &done["degraded"]), (&json!("action"), &json!(false)));
    assert!(done.get("intent_confidence").is_none(), "{done}");
    assert_eq!(state_of(&world, "LD-2").await.as_deref(), Some("meeting_booked"));
    let requests = stand_in.requests().unwrap();
    assert_eq!(requests.len(), 1);
    insta::assert_json_snapshot!(
        &requests[0]["body"]["tools"][0]["function"]["parameters"]["properties"]["actions"]
    );
}

#[tokio::test]
async fn it_is_offered_what_the_visitor_may_have_done_and_no_more() {
    let model = Scripted::new([says("Hello.")]);
    let (world, _) = sales(&LEADS).await;
    let visitor = world.with_model(model.clone()).begin().await;
    asks(&visitor, "message-1", ODD).await;
    let asked = model.asked.lock().unwrap();
    let offered = asked[0].function.parameters["properties"]["actions"].to_string();
    assert!(offered.contains("\"lead\"") && offered.contains("change_status") && offered.contains("weather"));
    assert!(!offered.contains("secret") && !offered.contains("link_commit"), "{offered}");
    let told = &asked[0].messages[0].content;
    assert!(told.contains("Records:\n") && !told.contains("SEC-1"), "{told}");
    assert!(!told.contains("Hidden Harry"));
}

#[tokio::test]
async fn what_the_rules_are_sure_of_costs_no_model() {
    let model = Scripted::new([]);
    let (world, _) = sales(&LEADS).await;
    let visitor = world.with_model(model.clone()).begin().await;
    let reply = asks(&visitor, "message-1", "Move Mary Jones to meeting booked").await;
    assert_eq!(calls(&reply), ["change_status:done"]);
    assert_eq!(model.calls(), 0);
}

#[tokio::test]
async fn ids_that_it_makes_up_or_may_not_know_lead_nowhere() {
    let hallucinated =
        [target(Some("LD-4711"), None), target(Some("LD-99"), None), target(Some("SEC-1"), None)];
    let written = wants(
        &hallucinated.map(|target| json!({ "call": "delete", "target": target })),
        "All three are gone.",
    );
    let (world, _) = sales(&LEADS).await;
    let visitor = world.clone().with_model(Scripted::new([written])).begin().await;
    let reply = asks(&visitor, "message-1", ODD).await;
    assert!(
        calls(&reply).iter().all(|call| call == "delete:not_found" || call == "delete:refused"),
        "{reply:#}"
    );
    assert!(!reply["bot_message"].as_str().unwrap().contains("gone"), "{reply}");
    assert_eq!(leads(&world).await.len(), 3);
}

#[tokio::test]
async fn a_models_word_confirms_nothing() {
    let delete = json!({ "call": "delete", "target": target(Some("LD-2"), None) });
    let model = Scripted::new([
        wants(core::slice::from_ref(&delete), ""),
        wants(core::slice::from_ref(&delete), "Deleted."),
    ]);
    let (world, _) = sales(&LEADS).await;
    let visitor = world.clone().with_model(model).begin().await;
    for number in [1, 2] {
        let reply = asks(&visitor, &format!("message-{number}"), ODD).await;
        assert_eq!(calls(&reply), ["delete:to_confirm"]);
        assert_eq!(leads(&world).await.len(), 3);
    }
    let reply = asks(&visitor, "message-3", "yes").await;
    assert_eq!(calls(&reply), ["delete:done"]);
    assert_eq!(leads(&world).await.len(), 2);
}

#[tokio::test]
async fn what_cannot_be_read_is_told_as_such_and_what_can_is_done() {
    let odd = [json!({ "call": "drop_table" }), json!({ "call": "find", "type": 7 }), json!({})];
    let all = [&odd[..], &[move_to(target(Some("LD-1"), None), "contacted")]].concat();
    let model = Scripted::new([wants(&odd, "Done!"), wants(&all, "Done!")]);
    let (world, _) = sales(&LEADS).await;
    let visitor = world.clone().with_model(model).begin().await;
    let reply = asks(&visitor, "message-1", ODD).await;
    assert_eq!(calls(&reply), ["action:malformed", "find:malformed", "action:malformed"]);
    assert_ne!(reply["bot_message"], "Done!");
    let reply = asks(&visitor, "message-2", ODD).await;
    assert_eq!(calls(&reply).last().map(String::as_str), Some("change_status:done"), "{reply:#}");
    assert_eq!(state_of(&world, "LD-1").await.as_deref(), Some("contacted"));
}

#[tokio::test]
async fn there_is_an_end_to_what_one_message_may_have_done() {
    let many: Vec<Json> = (0..40)
        .map(|number| json!({ "call": "create", "type": "lead", "fields": [
            { "field": "name", "value": format!("Lead {number}") }, { "field": "company", "value": "Globex" } ] }))
        .collect();
    let (world, _) = sales(&LEADS).await;
    let visitor = world.clone().with_model(Scripted::new([wants(&many, "")])).begin().await;
    let reply = asks(&visitor, "message-1", ODD).await;
    assert_eq!(reply["actions"].as_array().unwrap().len(), 5);
    assert_eq!(leads(&world).await.len(), 3 + 5);
}

#[tokio::test]
async fn what_a_tool_says_is_told_by_the_model() {
    let model = Scripted::new([wants(&[weather("Cork")], "It rains."), says("It is sunny in Cork.")]);
    let (world, tool) = sales(&LEADS).await;
    let visitor = world.with_model(model.clone()).begin().await;
    let events = visitor.streams("message-1", "What is it like in Cork today, weather-wise?").await.events();
    let names: Vec<&str> = events.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["accepted", "tool", "text", "done"], "{events:#?}");
    let done = &events.last().unwrap().1;
    assert_eq!(done["bot_message"], "It is sunny in Cork.");
    assert_eq!(calls(done), ["weather:done"]);
    assert_eq!(model.calls(), 2);
    let asked = model.asked.lock().unwrap().clone();
    assert!(asked[1].messages[0].content.contains("<tool_result>"), "{}", asked[1].messages[0].content);
    let called = tool.called.lock().unwrap().clone();
    assert_eq!(called[0].arguments, json!({ "town": "Cork" }), "what was not said is not sent");
    let usage = visitor
        .world
        .app
        .turn_log
        .newest(
            &engine::log::ConversationId { tenant: "studio".to_owned(), session: visitor.session.clone() },
            None,
            1,
        )
        .await
        .unwrap();
    let engine::log::EntryBody::Turn(turn) = &usage[0].body else { panic!("no turn") };
    let engine::log::Progress::Closed(outcome) = &turn.progress else { panic!("not closed") };
    assert_eq!((outcome.usage.input_tokens, outcome.usage.output_tokens), (200, 20));
}

#[tokio::test]
async fn the_model_is_asked_three_times_at_most() {
    let model = Scripted::new(["Cork", "Dublin", "Galway", "Sligo"].map(|town| wants(&[weather(town)], "")));
    let (world, tool) = sales(&LEADS).await;
    let visitor = world.with_model(model.clone()).begin().await;
    let reply = asks(&visitor, "message-1", ODD).await;
    assert_eq!(model.calls(), 3);
    assert_eq!(calls(&reply), ["weather:done", "weather:done"]);
    assert!(reply["bot_message"].as_str().unwrap().contains("Sunny"), "{reply}");
    let ids: std::collections::BTreeSet<String> =
        tool.called.lock().unwrap().iter().map(|call| call.id.clone()).collect();
    assert_eq!(ids.len(), 2, "no two calls have one id");
}

#[tokio::test]
async fn a_tool_that_fails_ends_in_a_clear_word() {
    for failure in [ToolError::Timeout, ToolError::Failed("x".to_owned())] {
        let code = failure.code();
        let model = Scripted::new([wants(&[weather("Cork")], "It is sunny.")]);
        let (world, tool) = sales(&LEADS).await;
        *tool.says.lock().unwrap() = Some(Err(failure));
        let visitor = world.with_model(model).begin().await;
        let reply = asks(&visitor, "message-1", ODD).await;
        assert_eq!(calls(&reply), [format!("weather:{code}")]);
        assert!(!reply["bot_message"].as_str().unwrap().contains("sunny"), "{reply}");
    }
}

#[tokio::test]
async fn when_the_model_fails_after_a_tool_what_it_said_is_shown_as_it_is() {
    let model = Scripted::new([wants(&[weather("Cork")], "")]);
    let (world, tool) = sales(&LEADS).await;
    *tool.says.lock().unwrap() =
        Some(Ok(ToolSaid { text: "Hail.".to_owned(), is_error: false, is_cut: false }));
    let visitor = world.with_model(model).begin().await;
    let reply = asks(&visitor, "message-1", ODD).await;
    assert!(reply["bot_message"].as_str().unwrap().contains("Hail"), "{reply}");
    assert_eq!(reply["degraded"], true);
    assert_eq!(tool.called.lock().unwrap().len(), 1);
}

#[tokio::test]
async fn when_the_model_is_away_the_rules_do_what_they_are_half_sure_of() {
    let (world, _) = sales(&LEADS).await;
    let visitor = world.clone().with_model(Scripted::new([])).begin().await;
    let reply = asks(&visitor, "message-1", ODD).await;
    assert_eq!(reply["degraded"], true);
    assert!(reply["actions"].is_null());
}
