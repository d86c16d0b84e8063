//! How an answer may end.

use core::time::Duration;

use engine::ports::{Model, ModelError, ModelEvent, Usage};
use futures_util::StreamExt;
use serde_json::json;

use crate::server::{Answer, EVENTS, KEY, Server, ask, call, delta, finish, read, request};

fn held(events: &[&str]) -> Answer {
    let body: String = events.iter().map(|data| format!("data: {data}\n\n")).collect();
    Answer::Hold(format!("{EVENTS}{body}").into_bytes())
}

async fn end_of(events: &[&str]) -> Result<(String, Option<Usage>), ModelError> {
    let server = Server::events(events).await;
    let end = server.ask().await;
    assert_eq!(server.count(), 1, "tried again after the first event");
    end
}

#[tokio::test]
async fn a_refusal() {
    let pieces =
        [delta(&json!({"refusal": "I cannot "})), delta(&json!({"refusal": "help."})), finish("stop")];
    let end = end_of(&pieces.each_ref().map(String::as_str)).await;
    assert_eq!(end, Err(ModelError::Refused("I cannot help.".to_owned())));
}

#[tokio::test]
async fn too_long() {
    assert_eq!(end_of(&[&call("{\"a"), &finish("length"), "[DONE]"]).await, Err(ModelError::TooLong));
}

#[tokio::test]
async fn filtered() {
    assert_eq!(end_of(&[&call("{\"a"), &finish("content_filter")]).await, Err(ModelError::Filtered));
}

#[tokio::test]
async fn text_instead_of_a_call() {
    let text = delta(&json!({"content": "Hello"}));
    assert_eq!(end_of(&[&text, &finish("stop"), "[DONE]"]).await, Err(ModelError::NoCall));
    assert_eq!(end_of(&[&text, "[DONE]"]).await, Err(ModelError::NoCall));
}

#[tokio::test]
async fn an_unknown_function() {
    let function = json!({"name": "delete_everything", "arguments": "{}"});
    let event = delta(&json!({"tool_calls": [{"index": 0, "function": function}]}));
    let end = end_of(&[&event, &finish("tool_calls")]).await;
    assert_eq!(end, Err(ModelError::UnknownFunction("delete_everything".to_owned())));
}

#[tokio::test]
async fn cut_before_the_call_is_whole() {
    assert_eq!(end_of(&[&call("{\"a")]).await, Err(ModelError::Cut));
    assert_eq!(end_of(&[": only a comment"]).await.unwrap_err().code(), "model_malformed");
    let server = Server::start(vec![Answer::Close(format!("{EVENTS}: comment\n\n").into_bytes())]).await;
    assert_eq!(server.ask().await, Err(ModelError::Cut));
    assert_eq!(server.count(), 1, "a comment is a first byte");
}

#[tokio::test]
async fn cut_in_the_middle_of_an_event() {
    let bytes = format!("{EVENTS}data: {}\n\ndata: {{\"choices\":[{{", call("{"));
    for answer in [Answer::Close(bytes.clone().into_bytes()), Answer::Reset(bytes.into_bytes())] {
        let server = Server::start(vec![answer]).await;
        assert_eq!(server.ask().await, Err(ModelError::Cut));
    }
}

#[tokio::test]
async fn cut_before_its_announced_length() {
    let body = format!("data: {}\n\n", call("{}"));
    let head = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ncontent-length: 9999\r\n\r\n";
    let server = Server::start(vec![Answer::Close(format!("{head}{body}").into_bytes())]).await;
    assert_eq!(server.ask().await, Err(ModelError::Cut));
    assert_eq!(server.count(), 1);
}

#[tokio::test]
async fn only_the_usage_missing_is_no_harm() {
    assert_eq!(end_of(&[&call("{}"), &finish("tool_calls")]).await, Ok(("{}".to_owned(), None)));
    assert_eq!(end_of(&[&call("{}"), "[DONE]"]).await, Ok(("{}".to_owned(), None)));
    assert_eq!(end_of(&[&call("{}"), &finish("stop"), "no json"]).await, Ok(("{}".to_owned(), None)));
    let server = Server::start(vec![held(&[&call("{}"), &finish("stop")])]).await;
    assert_eq!(server.ask().await, Ok(("{}".to_owned(), None)));
}

#[tokio::test]
async fn the_call_and_its_end_may_come_in_one_event() {
    let call = json!({"index": 0, "function": {"name": "scope", "arguments": "{}"}});
    let event = json!({
        "choices": [{"index": 0, "delta": {"tool_calls": [call]}, "finish_reason": "stop"}],
        "usage": {"prompt_tokens": 1, "completion_tokens": 1},
    });
    let usage = Usage { input_tokens: 1, output_tokens: 1 };
    assert_eq!(end_of(&[&event.to_string(), "[DONE]"]).await, Ok(("{}".to_owned(), Some(usage))));
}

#[tokio::test]
async fn an_error_inside_the_stream() {
    for (error, expected) in [
        (
            json!({"message": "overloaded", "type": "server_error"}),
            ModelError::Failed("overloaded".to_owned()),
        ),
        (json!({"message": "x", "code": "server_error"}), ModelError::Failed("x".to_owned())),
        (json!("plain words"), ModelError::Failed("plain words".to_owned())),
        (json!({"message": "slow down", "code": 429}), ModelError::RateLimited { retry_after: None }),
        (json!({"message": "bad gateway", "code": 502}), ModelError::Server(502)),
        (
            json!({"message": format!("bad key {KEY}"), "code": 1}),
            ModelError::Failed("bad key [key]".to_owned()),
        ),
    ] {
        let event = json!({"error": error}).to_string();
        assert_eq!(end_of(&[&event]).await, Err(expected.clone()), "{event}");
        assert_eq!(end_of(&[&call("{"), &event]).await, Err(expected), "{event}");
    }
    let none = json!({"error": null, "choices": []}).to_string();
    assert!(end_of(&[&none, &call("{}"), &finish("stop")]).await.is_ok());
}

#[tokio::test]
async fn no_end_within_the_time() {
    let server = Server::start(vec![held(&[&call("{")])]).await;
    let end = ask(&server.model_with(&[("OPENAI_TIMEOUT_SECONDS", "1")])).await;
    assert_eq!(end, Err(ModelError::Timeout(Duration::from_secs(1))));
    assert_eq!(server.count(), 1);
}

#[tokio::test]
async fn no_beginning_within_the_time() {
    for silence in [String::new(), EVENTS.to_owned()] {
        let server = Server::start(vec![Answer::Hold(silence.into_bytes())]).await;
        let end = ask(&server.model_with(&[("OPENAI_TIMEOUT_SECONDS", "1")])).await;
        assert_eq!(end, Err(ModelError::Timeout(Duration::from_secs(1))));
        assert_eq!(server.count(), 1);
    }
}

#[tokio::test]
async fn a_whole_completion_has_the_same_time() {
    let head = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 99\r\n\r\n{";
    let server = Server::start(vec![Answer::Hold(head.as_bytes().to_vec())]).await;
    let end = ask(&server.model_with(&[("OPENAI_TIMEOUT_SECONDS", "1")])).await;
    assert_eq!(end, Err(ModelError::Timeout(Duration::from_secs(1))));
}

#[tokio::test]
async fn dropping_the_stream_cancels_the_request() {
    let mut server = Server::start(vec![held(&[&call("{\"a\":")])]).await;
    let mut stream = server.model().call(request()).await.unwrap();
    assert_eq!(stream.next().await, Some(Ok(ModelEvent::Arguments("{\"a\":".to_owned()))));
    drop(stream);
    server.client_gone().await;
}

#[tokio::test]
async fn dropping_the_call_cancels_the_request() {
    let mut server = Server::start(vec![Answer::Hold(Vec::new())]).await;
    let model = server.model();
    let asking = tokio::spawn(async move { model.call(request()).await.map(drop) });
    while server.count() == 0 {
        tokio::task::yield_now().await;
    }
    asking.abort();
    server.client_gone().await;
}

#[tokio::test]
async fn arguments_are_handed_on_as_they_come() {
    let server = Server::start(vec![held(&[&call(""), &call("{\"a\""), &crate::server::more(":1")])]).await;
    let mut stream = server.model().call(request()).await.unwrap();
    assert_eq!(stream.next().await, Some(Ok(ModelEvent::Arguments("{\"a\"".to_owned()))));
    assert_eq!(stream.next().await, Some(Ok(ModelEvent::Arguments(":1".to_owned()))));
}

#[tokio::test]
async fn two_calls_at_once_do_not_touch_each_other() {
    let event =
        |text: &str| format!("{EVENTS}data: {}\n\ndata: {}\n\n", call(text), finish("stop")).into_bytes();
    let server =
        Server::start(vec![Answer::Close(event("{\"n\":1}")), Answer::Close(event("{\"n\":2}"))]).await;
    let model = server.model();
    let first = model.call(request()).await.unwrap();
    let second = model.call(request()).await.unwrap();
    assert_eq!(read(second).await.unwrap().0, "{\"n\":2}");
    assert_eq!(read(first).await.unwrap().0, "{\"n\":1}");
}
