//! Secrets come from the Parameter Store: in one call, tried again, and shown nowhere.

use crate::environment::{Environment, KEY};
use crate::function::{Asked, Function};

#[tokio::test]
async fn all_that_is_needed_to_start_is_asked_for_at_once() {
    let environment = Environment::good().await.with("ANTEROOM_EDGE_SECRET_NAME", "EDGE");
    environment.parameters.put("/anteroom/test/EDGE", "word");
    environment.parameters.put("/anteroom/test/OPENAI_API_KEY", "sk-test");
    let function = Function::start(&environment).await;

    let answer = function.ask(&Asked::get("/api/v1/chat/health")).await;

    // The key alone is enough for OpenAI's own endpoint.
    assert_ne!(answer.json()["model"], "rules", "{answer:?}");
    let expected = ["TOKEN_KEYS", "OPENAI_API_KEY", "EDGE"].map(|name| format!("/anteroom/test/{name}"));
    assert_eq!(environment.parameters.calls(), [expected]);
}

#[tokio::test]
async fn a_throttled_call_is_tried_again() {
    let environment = Environment::good().await;
    environment.parameters.fail(2);

    let function = Function::start(&environment).await;

    assert_eq!(function.ask(&Asked::get("/api/v1/chat/health")).await.status, 200);
    assert_eq!(environment.parameters.calls().len(), 3);
}

#[tokio::test]
async fn the_first_key_signs_and_each_verifies() {
    let environment = Environment::good().await;
    let function = Function::start(&environment).await;
    let (token, _) = function.session().await;
    drop(function);
    // Keys are changed: the new one comes first, the old one stays for a while, and then goes.
    let new = KEY.replace('B', "C");
    for (keys, status) in [(format!("{new},{KEY}"), 200), (new, 401)] {
        environment.parameters.put("/anteroom/test/TOKEN_KEYS", &keys);
        let function = Function::start(&environment).await;
        let answer = function.ask(&Asked::message(&token, "one", "Hello")).await;
        assert_eq!(answer.status, status, "{answer:?}");
    }
}
