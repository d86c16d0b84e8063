//! What is sent.

use engine::ports::{Model, ModelError};
use serde_json::json;

use crate::server::{Answer, EVENTS, KEY, Server, ask, call, finish, model, request, status_answer};

fn good() -> Answer {
    Answer::Close(format!("{EVENTS}data: {}\n\ndata: {}\n\n", call("{}"), finish("stop")).into_bytes())
}

#[tokio::test]
async fn one_turn_is_one_request_with_one_strict_function() {
    let server = Server::start(vec![good()]).await;
    assert_eq!(server.ask().await, Ok(("{}".to_owned(), None)));
    let requests = server.requests();
    assert_eq!(requests.len(), 1);
    let head = requests[0].head.to_ascii_lowercase();
    assert!(head.starts_with("post /v1/chat/completions http/1.1\r\n"), "{head}");
    assert!(head.contains(&format!("authorization: bearer {KEY}")), "{head}");
    assert!(head.contains("content-type: application/json"), "{head}");
    let expected = json!({
        "model": "test-model",
        "messages": [
            {"role": "system", "content": "You scope."},
            {"role": "assistant", "content": "What is it to be?"},
            {"role": "user", "content": "A shop for 20k"},
        ],
        "stream": true,
        "stream_options": {"include_usage": true},
        "tools": [{"type": "function", "function": {
            "name": "scope",
            "description": "Say what was understood.",
            "strict": true,
            "parameters": {"type": "object", "properties": {}, "required": [], "additionalProperties": false},
        }}],
        "tool_choice": {"type": "function", "function": {"name": "scope"}},
        "parallel_tool_calls": false,
        "max_completion_tokens": 700,
    });
    assert_eq!(requests[0].body, expected);
}

#[tokio::test]
async fn without_a_key_none_is_sent() {
    let server = Server::start(vec![good()]).await;
    assert!(ask(&server.model_with(&[("OPENAI_API_KEY", "")])).await.is_ok());
    assert!(!server.requests()[0].head.to_ascii_lowercase().contains("authorization"));
}

#[tokio::test]
async fn the_newer_models_are_told_not_to_reason() {
    let server = Server::start(vec![good()]).await;
    let model = server.model_with(&[("OPENAI_MODEL", "gpt-6-luna")]);
    assert_eq!(model.name(), "gpt-6-luna");
    assert!(ask(&model).await.is_ok());
    assert_eq!(server.requests()[0].body["reasoning_effort"], "none");
}

#[tokio::test]
async fn an_older_endpoint_is_asked_in_its_own_words_and_remembered() {
    let refusal = r#"{"error":{"message":"Unknown parameter: 'max_completion_tokens'"}}"#;
    let server = Server::start(vec![status_answer("400 Bad Request", "", refusal), good()]).await;
    let model = server.model();
    assert!(ask(&model).await.is_ok());
    assert!(ask(&model).await.is_ok());
    let requests = server.requests();
    assert_eq!(requests.len(), 3);
    assert_eq!(requests[0].body["max_completion_tokens"], 700);
    for later in &requests[1..] {
        assert_eq!(later.body["max_tokens"], 700);
        assert!(later.body.get("max_completion_tokens").is_none());
    }
}

#[tokio::test]
async fn a_model_that_may_not_reason_is_asked_once_more() {
    let refusal = r#"{"error":{"message":"Function tools with reasoning_effort are not supported"}}"#;
    let server = Server::start(vec![status_answer("400 Bad Request", "", refusal), good()]).await;
    assert!(server.ask().await.is_ok());
    let requests = server.requests();
    assert_eq!(requests.len(), 2);
    assert!(requests[0].body.get("reasoning_effort").is_none());
    assert_eq!(requests[1].body["reasoning_effort"], "none");
}

#[tokio::test]
async fn forms_are_not_changed_for_ever() {
    let refusal = "no max_completion_tokens, no max_tokens, no reasoning_effort";
    let server = Server::status("400 Bad Request", "", refusal).await;
    let error = server.ask().await.unwrap_err();
    assert_eq!(error, ModelError::Rejected { status: 400, message: refusal.to_owned() });
    assert_eq!(server.count(), 3);
}

#[tokio::test]
async fn nobody_there_is_unreachable_and_says_so_without_the_key() {
    let port = {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        listener.local_addr().unwrap().port()
    };
    let error = model(&format!("http://127.0.0.1:{port}/v1"), &[]).call(request()).await.err().unwrap();
    assert!(matches!(&error, ModelError::Unreachable(why) if why.contains("refused")), "{error:?}");
    assert!(!format!("{error:?}").contains(KEY));
}

#[tokio::test]
async fn an_address_that_speaks_no_tls_is_unreachable() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base_url = format!("https://{}/v1", listener.local_addr().unwrap());
    tokio::spawn(async move { while listener.accept().await.is_ok() {} });
    let error = ask(&model(&base_url, &[])).await.unwrap_err();
    assert!(matches!(error, ModelError::Unreachable(_)), "{error:?}");
}
