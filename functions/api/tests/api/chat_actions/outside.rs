//! A list that is kept by chat and by another agent alike, and a chat that calls a server that others have written.

use std::sync::Arc;

use api::Tenants;
use axum::body::Body;
use axum::http::{Method, StatusCode};
use engine::ports::{ChatMessage, FakeSecrets, Secrets};
use mcp_peers::Everything;
use outward::Reach;
use serde_json::{Value as Json, json};
use shared::tenant::TenantFile;
use tools::TenantTools;

use super::sales::{Scripted, asks, calls, wants};
use crate::signer::{SECRET, Signer, claims};
use crate::world::{ORIGIN_OF_STUDIO, Visitor, World, request};

/// The demo tenant `todo` as it lies in the repository, on a page of the studio's.
async fn todo() -> (World, String) {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tenants/todo/tenant.json");
    let mut todo: TenantFile = engine::tenant::read(&std::fs::read_to_string(path).unwrap()).unwrap();
    todo.origins.push(ORIGIN_OF_STUDIO.to_owned());
    let mut world = World::new().await;
    world.app.tenants = Tenants::new([todo]);
    world.app.secrets = Arc::new(FakeSecrets::new(&[("TODO_USERS", SECRET)]));
    let mut claims = claims(&world, "ana");
    claims["iss"] = "https://pebble.example".into();
    let token = Signer::hs256(SECRET).sign(&json!({ "alg": "HS256", "typ": "JWT" }), &claims);
    (world, token)
}

async fn by_agent(world: &World, token: &str, tool: &str, arguments: Json) -> Json {
    let call = json!({ "jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": { "name": tool, "arguments": arguments } });
    let answer =
        world.ask(request(Method::POST, "/mcp/todo", Some(token), Body::from(call.to_string()))).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    answer.json()["result"]["structuredContent"].clone()
}

#[tokio::test]
async fn the_same_list_is_kept_by_chat_and_by_another_agent() {
    let (world, token) = todo().await;
    let body = json!({ "tenant": "todo", "user_token": token });
    let begun = world.post("/api/v1/chat/sessions", None, &body).await.json();
    let field = |name: &str| begun[name].as_str().unwrap().to_owned();
    let ana = Visitor { world: world.clone(), token: field("token"), session: field("session_id") };

    let made =
        by_agent(&world, &token, "create_task", json!({ "fields": { "title": "Buy groceries" } })).await;
    assert_eq!(
        (&made["outcome"], &made["record"]["fields"]["owner"]),
        (&json!("done"), &json!("ana")),
        "{made}"
    );
    let shown = asks(&ana, "message-1", "show me my tasks").await;
    assert_eq!(calls(&shown), ["find:found"]);
    assert!(shown["blocks"].to_string().contains("Buy groceries"), "{shown:#}");

    let added = asks(&ana, "message-2", "add call dentist").await;
    assert_eq!(calls(&added), ["create:done"], "{added:#}");
    let both = by_agent(&world, &token, "find_task", json!({})).await;
    assert_eq!(both["total"], 2, "{both}");
    let done = asks(&ana, "message-3", "mark groceries done").await;
    assert_eq!(calls(&done), ["change_status:done"], "{done:#}");
    let open =
        by_agent(&world, &token, "find_task", json!({ "filters": [{ "field": "status", "is": "open" }] }))
            .await;
    assert!(open["records"][0]["fields"]["title"].as_str().unwrap().contains("dentist"), "{open}");
    assert_eq!(open["total"], 1);
}

/// The studio with the protocol's example server.
async fn with_everything(everything: &Everything) -> World {
    let url = everything.url().to_owned();
    let mut world = World::new().await.with_studio(|studio| {
        studio.tools = serde_json::from_value(json!({ "mcp": [{
            "name": "all", "url": url, "allow": ["echo", "get-sum"], "destructive": "allow",
            "phrases": { "get-sum": ["what is {a} plus {b}"], "echo": ["say {message}"] },
        }] }))
        .unwrap();
    });
    let secrets = Arc::clone(&world.app.secrets) as Arc<dyn Secrets>;
    world.app.tools = Arc::new(TenantTools::new(Reach::Private, secrets, Arc::clone(&world.app.clock)));
    world
}

#[tokio::test(flavor = "multi_thread")]
async fn a_chat_calls_a_server_of_others() {
    let everything = tokio::task::spawn_blocking(Everything::start).await.unwrap().unwrap();
    let world = with_everything(&everything).await;

    // Without a model, by its sentences.
    let visitor = world.begin().await;
    let reply = asks(&visitor, "message-1", "What is 2 plus 40?").await;
    assert_eq!(calls(&reply), ["all.get-sum:done"]);
    assert!(reply["bot_message"].as_str().unwrap().contains("42"), "{reply:#}");
    let reply = asks(&visitor, "message-2", "say good morning").await;
    assert!(reply["bot_message"].as_str().unwrap().contains("good morning"), "{reply:#}");

    // By a model, which is asked again with what the server said.
    let call = json!({ "call": "tool", "name": "all.echo", "arguments": { "message": "bees" } });
    let told = json!({ "commands": [], "actions": [], "intent": "question", "asks": null, "reply": "It said bees." });
    let model = Scripted::new([wants(&[call], ""), told]);
    let visitor = world.clone().with_model(model.clone()).begin().await;
    let reply = asks(&visitor, "message-1", "Would the other one kindly repeat what I am fond of?").await;
    assert_eq!(calls(&reply), ["all.echo:done"], "{reply:#}");
    assert_eq!(reply["bot_message"], "It said bees.");
    let is_echo = |message: &ChatMessage| message.content.contains("Echo: bees");
    assert!(model.asked.lock().unwrap()[1].messages.iter().any(is_echo));

    // It is gone: the turn ends with an answer all the same.
    drop(everything);
    let visitor = world.begin().await;
    let reply = asks(&visitor, "message-1", "What is 2 plus 40?").await;
    assert_eq!(calls(&reply), ["all.get-sum:tool_failed"]);
    assert!(!reply["bot_message"].as_str().unwrap().is_empty(), "{reply:#}");
}
