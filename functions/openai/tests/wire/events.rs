//! How events may be written, and what is none.

use engine::ports::{ModelError, Usage};
use serde_json::json;

use crate::server::{Answer, EVENTS, Server, ask, call, finish, more};

const CHUNKED: &str = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\nconnection: close\r\n\r\n";

/// The body in HTTP chunks of `size` bytes: the client is handed each of them by itself.
fn chunked(body: &[u8], size: usize) -> Vec<u8> {
    let mut bytes = CHUNKED.as_bytes().to_vec();
    for piece in body.chunks(size) {
        bytes.extend_from_slice(format!("{:x}\r\n", piece.len()).as_bytes());
        bytes.extend_from_slice(piece);
        bytes.extend_from_slice(b"\r\n");
    }
    bytes.extend_from_slice(b"0\r\n\r\n");
    bytes
}

async fn ask_bytes(bytes: Vec<u8>) -> Result<(String, Option<Usage>), ModelError> {
    Server::start(vec![Answer::Close(bytes)]).await.ask().await
}

#[tokio::test]
async fn characters_may_be_split_anywhere() {
    let usage = json!({"choices": [], "usage": {"prompt_tokens": 12, "completion_tokens": 7}});
    let body = format!(
        "data: {}\n\ndata: {}\n\ndata: {}\n\ndata: {usage}\n\ndata: [DONE]\n\n",
        call("{\"reply\":\"Grüße "),
        more("aus Łódź 🏠\"}"),
        finish("tool_calls"),
    );
    for size in [1, 2, 3, 7, 4096] {
        let (arguments, usage) = ask_bytes(chunked(body.as_bytes(), size)).await.unwrap();
        assert_eq!(arguments, "{\"reply\":\"Grüße aus Łódź 🏠\"}", "{size}");
        assert_eq!(usage, Some(Usage { input_tokens: 12, output_tokens: 7 }), "{size}");
    }
}

#[tokio::test]
async fn lines_may_end_in_any_way_and_hold_comments_and_other_fields() {
    for end in ["\n", "\r\n", "\r"] {
        let lines = [
            "\u{feff}: a comment",
            "",
            "event: message",
            "id: 1",
            "retry: 9",
            "unknown: field",
            &format!("data:{}", call("{}")),
            "",
            ": PROCESSING",
            "",
            &format!("data: {}", finish("stop")),
            "",
            "data: [DONE]",
            "",
            "",
        ];
        let body = lines.join(end);
        for size in [1, 4096] {
            let answer = ask_bytes(chunked(body.as_bytes(), size)).await;
            assert_eq!(answer, Ok(("{}".to_owned(), None)), "{end:?} {size}");
        }
    }
}

#[tokio::test]
async fn one_event_may_have_several_data_lines() {
    let chunk = call("{}");
    let (first, second) = chunk.split_once(":{").unwrap();
    let body = format!("data: {first}:\ndata: {{{second}\n\ndata: {}\n\n", finish("stop"));
    assert_eq!(ask_bytes(format!("{EVENTS}{body}").into_bytes()).await, Ok(("{}".to_owned(), None)));
}

#[tokio::test]
async fn the_last_event_needs_no_empty_line_when_nothing_is_missing() {
    let body = format!("data: {}\n\ndata: {}\n\ndata: [DONE]", call("{}"), finish("stop"));
    assert_eq!(ask_bytes(format!("{EVENTS}{body}").into_bytes()).await, Ok(("{}".to_owned(), None)));
}

#[tokio::test]
async fn a_name_may_be_repeated_or_empty_and_other_calls_are_left() {
    let piece = |index: u32, name: &str, arguments: &str| {
        let function = json!({"name": name, "arguments": arguments});
        let call = json!({"index": index, "id": arguments, "function": function});
        json!({"choices": [{"index": 0, "delta": {"tool_calls": [call]}}]}).to_string()
    };
    let other = json!({"choices": [{"index": 1, "delta": {}, "finish_reason": "length"}]}).to_string();
    let server = Server::events(&[
        &piece(0, "scope", "{"),
        &piece(1, "scope", "{\"second\":1}"),
        &piece(0, "scope", "\"a\""),
        &piece(0, "", ":1}"),
        &other,
        &finish("tool_calls"),
        "[DONE]",
    ])
    .await;
    assert_eq!(server.ask().await, Ok(("{\"a\":1}".to_owned(), None)));
}

#[tokio::test]
async fn an_event_that_is_no_json_is_malformed_and_not_quoted() {
    for event in ["{\"choices\": [secret", "secret", "[]", "{\"choices\":\"secret\"}", "\"secret\"", "null"] {
        let server = Server::events(&[&call("{\"a\":"), event, &finish("stop")]).await;
        let error = server.ask().await.unwrap_err();
        assert!(matches!(error, ModelError::Malformed(_)), "{event}: {error:?}");
        assert!(!error.to_string().contains("secret"), "{error}");
        assert_eq!(server.count(), 1, "tried again after the first event");
    }
}

#[tokio::test]
async fn arguments_that_are_no_text_or_come_before_the_name_are_malformed() {
    let object =
        json!({"choices": [{"delta": {"tool_calls": [{"function": {"name": "scope", "arguments": {}}}]}}]});
    for event in [object.to_string(), more("{}")] {
        let error = Server::events(&[&event, &finish("stop")]).await.ask().await.unwrap_err();
        assert!(matches!(error, ModelError::Malformed(_)), "{event}: {error:?}");
    }
}

#[tokio::test]
async fn a_stream_that_is_no_text_is_malformed() {
    let mut bytes = EVENTS.as_bytes().to_vec();
    bytes.extend_from_slice(b"data: \xff\xfe\n\n");
    let error = ask_bytes(bytes).await.unwrap_err();
    assert!(matches!(error, ModelError::Malformed(_)), "{error:?}");
}

#[tokio::test]
async fn a_line_without_end_is_given_up() {
    let head = format!("{EVENTS}data: ").into_bytes();
    let mut server = Server::start(vec![Answer::Repeat(head, vec![b'x'; 64 * 1024])]).await;
    let error = server.ask().await.unwrap_err();
    assert_eq!(error, ModelError::Malformed("longer than 4194304 bytes".to_owned()));
    server.client_gone().await;
}

#[tokio::test]
async fn an_answer_without_end_is_given_up() {
    let event = format!("data: {}\n\n", call("x")).repeat(500).into_bytes();
    let mut server = Server::start(vec![Answer::Repeat(EVENTS.as_bytes().to_vec(), event)]).await;
    let error = server.ask().await.unwrap_err();
    assert_eq!(error, ModelError::Malformed("longer than 4194304 bytes".to_owned()));
    server.client_gone().await;
}

#[tokio::test]
async fn a_whole_completion_is_read_where_no_events_come() {
    let body = json!({
        "object": "chat.completion",
        "choices": [{
            "index": 0,
            "message": {
                "role": "assistant",
                "content": null,
                "refusal": null,
                "tool_calls": [{"id": "c", "type": "function", "function": {"name": "scope", "arguments": "{\"a\":1}"}}],
            },
            "finish_reason": "stop",
        }],
        "usage": {"prompt_tokens": 3, "completion_tokens": 2, "total_tokens": 5},
    });
    let server = Server::status("200 OK", "content-type: application/json\r\n", &body.to_string()).await;
    let usage = Usage { input_tokens: 3, output_tokens: 2 };
    assert_eq!(server.ask().await, Ok(("{\"a\":1}".to_owned(), Some(usage))));
}

#[tokio::test]
async fn a_whole_completion_fails_by_the_same_names() {
    for (body, expected) in [
        (r#"{"choices":[{"message":{"content":"Hello"},"finish_reason":"stop"}]}"#, ModelError::NoCall),
        (
            r#"{"choices":[{"message":{"refusal":"No."},"finish_reason":"stop"}]}"#,
            ModelError::Refused("No.".to_owned()),
        ),
        (r#"{"choices":[{"message":{},"finish_reason":"length"}]}"#, ModelError::TooLong),
        (r#"{"error":{"message":"broken","type":"server_error"}}"#, ModelError::Failed("broken".to_owned())),
        (r#"{"choices":[]}"#, ModelError::NoCall),
    ] {
        let server = Server::status("200 OK", "content-type: application/json\r\n", body).await;
        assert_eq!(server.ask().await, Err(expected), "{body}");
    }
    let server = Server::status("200 OK", "content-type: application/json\r\n", "{malformed").await;
    assert!(matches!(server.ask().await, Err(ModelError::Malformed(_))));
}

#[tokio::test]
async fn a_page_instead_of_an_answer_says_what_to_set() {
    let server =
        Server::status("200 OK", "content-type: text/html; charset=utf-8\r\n", "<h1>Hello</h1>").await;
    let error = server.ask().await.unwrap_err();
    assert!(
        matches!(&error, ModelError::Malformed(why) if why.contains("text/html") && why.contains("OPENAI_BASE_URL"))
    );
    assert_eq!(server.count(), 1);
}

#[tokio::test]
async fn an_answer_that_does_not_say_what_it_is_is_read_as_events() {
    let body = format!("data: {}\n\ndata: {}\n\n", call("{}"), finish("stop"));
    let server = Server::status("200 OK", "", &body).await;
    assert_eq!(ask(&server.model()).await, Ok(("{}".to_owned(), None)));
}
