//! What is tried again: only what has not begun, and twice at most.

use core::time::Duration;

use engine::ports::ModelError;

use crate::server::{Answer, EVENTS, Server, ask, call, finish, status_answer};

fn good() -> Answer {
    Answer::Close(format!("{EVENTS}data: {}\n\ndata: {}\n\n", call("{}"), finish("stop")).into_bytes())
}

fn status(line: &str, headers: &str) -> Answer {
    status_answer(line, headers, "")
}

#[tokio::test]
async fn a_failing_endpoint_is_asked_three_times() {
    for (line, status) in [
        ("500 Internal Server Error", 500),
        ("502 Bad Gateway", 502),
        ("503 Service Unavailable", 503),
        ("504 Gateway Timeout", 504),
    ] {
        let server = Server::status(line, "", "").await;
        assert_eq!(server.ask().await, Err(ModelError::Server(status)));
        assert_eq!(server.count(), 3, "{line}");
    }
}

#[tokio::test]
async fn what_passes_is_not_seen() {
    let date = "retry-after: Sun, 06 Nov 1994 08:49:37 GMT\r\n";
    for first in [
        status("500 Internal Server Error", ""),
        status("503 Service Unavailable", "retry-after: 0\r\n"),
        status("429 Too Many Requests", "retry-after: 0\r\n"),
        status("429 Too Many Requests", date),
        Answer::Reset(Vec::new()),
        Answer::Close(Vec::new()),
        Answer::Reset(EVENTS.as_bytes().to_vec()),
        Answer::Close(EVENTS.as_bytes().to_vec()),
    ] {
        let server = Server::start(vec![first.clone(), good()]).await;
        assert_eq!(server.ask().await, Ok(("{}".to_owned(), None)), "{first:?}");
        assert_eq!(server.count(), 2, "{first:?}");
    }
}

#[tokio::test]
async fn a_connection_that_breaks_every_time_has_a_name() {
    let before = Server::start(vec![Answer::Reset(Vec::new())]).await;
    assert!(matches!(before.ask().await, Err(ModelError::Unreachable(_))));
    assert_eq!(before.count(), 3);
    let after = Server::start(vec![Answer::Reset(EVENTS.as_bytes().to_vec())]).await;
    assert_eq!(after.ask().await, Err(ModelError::Cut));
    assert_eq!(after.count(), 3);
}

#[tokio::test]
async fn what_has_begun_is_never_tried_again() {
    let begun = format!("{EVENTS}data: {}\n\n", call("{")).into_bytes();
    for first in [Answer::Close(begun.clone()), Answer::Reset(begun)] {
        let server = Server::start(vec![first, good()]).await;
        assert_eq!(server.ask().await, Err(ModelError::Cut));
        assert_eq!(server.count(), 1);
    }
}

#[tokio::test]
async fn a_wait_that_does_not_fit_into_the_time_is_not_begun() {
    let server = Server::start(vec![status("429 Too Many Requests", "retry-after: 4\r\n"), good()]).await;
    let end = ask(&server.model_with(&[("OPENAI_TIMEOUT_SECONDS", "3")])).await;
    assert_eq!(end, Err(ModelError::RateLimited { retry_after: Some(Duration::from_secs(4)) }));
    assert_eq!(server.count(), 1);
}
