//! What follows from who asks: their role, what the tenant told of them, and that it holds in the background too.

use api::{Claims, answer_queued};
use axum::body::Body;
use axum::http::{HeaderValue, Method};
use engine::ports::FakeTurnQueue;
use engine::user::{User, UserAttribute};
use serde_json::{Value as Json, json};
use std::collections::BTreeMap;
use std::sync::Arc;

use super::sales::{Scripted, asks, calls, leads, sales, wants};
use crate::world::{ORIGIN_OF_STUDIO, Visitor, World, request};

/// Somebody of this role, whom the tenant has told of.
async fn identified(world: &World, role: &str) -> Visitor {
    let visitor = world.begin().await;
    let user = User {
        id: "ana".to_owned(),
        role: Some(role.to_owned()),
        attributes: BTreeMap::from([("team".to_owned(), UserAttribute::Text("blue".to_owned()))]),
    };
    let claims = Claims::new("studio", &visitor.session, ORIGIN_OF_STUDIO, "en-GB", world.app.clock.now());
    let until = world.app.clock.now().as_second() + 3_000;
    Visitor { token: world.sign(&claims.of_user(user, until)), ..visitor }
}

async fn world() -> World {
    let (world, _) = sales(&[("Acme", "John Smith", "new")]).await;
    world.with_studio(|studio| {
        let roles = json!({ "boss": { "instructions": "The boss may know what is in the safe." } });
        studio.assistant.roles = serde_json::from_value(roles).unwrap();
    })
}

#[tokio::test]
async fn the_prompt_and_what_is_offered_follow_the_role() {
    let odd = "Whatever might there be for somebody like me to hear of elephants?";
    let plain =
        json!({ "commands": [], "actions": [], "intent": "question", "asks": null, "reply": "Nothing." });
    let told = async |role: Option<&str>| {
        let model = Scripted::new([plain.clone()]);
        let world = world().await.with_model(model.clone());
        let visitor = match role {
            Some(role) => identified(&world, role).await,
            None => world.begin().await,
        };
        asks(&visitor, "message-1", odd).await;
        let asked = model.asked.lock().unwrap().remove(0);
        (asked.messages[0].content.clone(), asked.function.parameters.to_string())
    };
    let (prompt, function) = told(Some("boss")).await;
    assert!(prompt.contains("in the safe") && prompt.contains(r#""role":"boss""#), "{prompt}");
    assert!(prompt.contains(r#""team":"blue""#), "{prompt}");
    assert!(!prompt.contains("ana"), "the user's id is nobody's business: {prompt}");
    assert!(function.contains("secret"), "{function}");
    for role in [None, Some("clerk")] {
        let (prompt, function) = told(role).await;
        assert!(!prompt.contains("in the safe"), "{role:?}: {prompt}");
        assert!(!function.contains("secret"), "{role:?}: {function}");
    }
}

/// Whoever takes a turn from the queue has no token, and the role holds all the same; nor has it more than that.
#[tokio::test]
async fn a_role_holds_in_the_background() {
    for (role, outcome) in [("boss", "show:found"), ("clerk", "show:not_found")] {
        let show = json!({ "call": "show", "target": { "type": "secret", "id": "SEC-1", "words": null, "nth": null }, "field": null });
        let mut world = world().await.with_model(Scripted::new([wants(&[show], "")]));
        let queue = Arc::new(FakeTurnQueue::default());
        world.app.turn_queue = queue.clone();
        let visitor = identified(&world, role).await;
        let body = json!({ "message": "Whatever is kept there, I should like to see it", "message_id": "message-1" });
        let mut asking =
            request(Method::POST, "/api/v1/chat/send", Some(&visitor.token), Body::from(body.to_string()));
        asking.headers_mut().insert("prefer", HeaderValue::from_static("respond-async"));
        let accepted = world.ask(asking).await.json();
        let queued = queue.take();
        answer_queued(&world.app, &queued[0]).await.unwrap();
        let path = format!("/api/v1/chat/status/{}", accepted["turn_id"].as_str().unwrap());
        let status: Json = world.get(&path, Some(&visitor.token)).await.json();
        let done = calls(&status["reply"]);
        assert!(done == [outcome] || (role == "clerk" && done == ["show:refused"]), "{role}: {status:#}");
        assert_eq!(leads(&world).await.len(), 2);
    }
}
