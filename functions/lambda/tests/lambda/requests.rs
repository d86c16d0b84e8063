//! What a visitor's browser asks for, answered by the function.

use serde_json::json;

use crate::environment::Environment;
use crate::function::{Asked, Function};

#[tokio::test]
async fn it_tells_that_it_is_well() {
    let function = Function::start(&Environment::good().await).await;

    let answer = function.ask(&Asked::get("/api/v1/chat/health")).await;

    assert_eq!((answer.status, answer.json()["status"].as_str()), (200, Some("ok")), "{answer:?}");
    assert_eq!(answer.headers["content-type"], "application/json");
    assert_eq!(answer.json()["model"], "rules");
}

#[tokio::test]
async fn a_conversation_is_held() {
    let environment = Environment::good().await;
    let function = Function::start(&environment).await;
    let (token, session) = function.session().await;

    let answer = function.ask(&Asked::message(&token, "one", "My budget is 20k €")).await;
    assert_eq!(answer.status, 200, "{answer:?}");
    assert_eq!(answer.json()["extracted_attributes"]["budget"]["value"]["max"], 20_000, "{answer:?}");

    let answer = function.ask(&Asked::message(&token, "two", "Make that 25k €").streamed()).await;
    assert_eq!(answer.headers["content-type"], "text/event-stream");
    let events: Vec<&str> = answer.text.lines().filter_map(|line| line.strip_prefix("event: ")).collect();
    assert_eq!((events.first(), events.last()), (Some(&"accepted"), Some(&"done")), "{answer:?}");
    assert!(answer.text.contains("25000"), "{answer:?}");

    // Another process knows all of it.
    drop(function);
    let function = Function::start(&environment).await;
    let history = Asked::get(&format!("/api/v1/chat/history/{session}"))
        .header("authorization", &format!("Bearer {token}"));
    let answer = function.ask(&history).await;
    let messages = answer.json()["messages"].as_array().unwrap().clone();
    let said: Vec<&str> = messages
        .iter()
        .filter(|message| message["author"] == "user")
        .map(|message| message["text"].as_str().unwrap())
        .collect();
    assert_eq!(said, ["My budget is 20k €", "Make that 25k €"]);
}

#[tokio::test]
async fn errors_keep_their_shape() {
    let function = Function::start(&Environment::good().await).await;

    for (asked, status, code) in [
        (Asked::get("/api/v1/nowhere"), 404, "not_found"),
        (Asked::message("no-token", "one", "hello"), 401, "token_invalid"),
        (Asked::post("/api/v1/chat/sessions", &json!({ "tenant": "nobody" })), 422, "body_invalid"),
        (Asked::post("/api/v1/chat/health", &json!({})), 405, "method_not_allowed"),
    ] {
        let answer = function.ask(&asked).await;
        assert_eq!(answer.status, status, "{answer:?}");
        assert_eq!(answer.headers["content-type"], "application/problem+json");
        assert_eq!(answer.json()["code"], code, "{answer:?}");
        assert_eq!(answer.json()["request_id"], answer.headers["x-request-id"]);
    }
}

#[tokio::test]
async fn the_page_of_the_iframe_mode_names_the_script_that_is_set() {
    let environment = Environment::good().await.with("ANTEROOM_LOADER", "/widget/anteroom.js");
    let function = Function::start(&environment).await;

    let answer = function.ask(&Asked::get("/frame/studio?origin=https%3A%2F%2Fstudio.example")).await;

    assert_eq!(answer.status, 200, "{answer:?}");
    assert!(answer.text.contains("src=\"/widget/anteroom.js\""), "{answer:?}");
    let policy = answer.headers["content-security-policy"].as_str().unwrap();
    assert!(policy.ends_with("frame-ancestors https://studio.example"), "{policy}");
    assert_eq!(function.ask(&Asked::get("/framed.js")).await.status, 200);
}
