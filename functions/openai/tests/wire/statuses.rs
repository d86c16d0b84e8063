//! What a status is called.

use core::time::Duration;

use engine::ports::ModelError;

use crate::server::{Answer, KEY, Server};

#[tokio::test]
async fn a_refused_key_is_not_tried_again() {
    for (line, status) in [("401 Unauthorized", 401), ("403 Forbidden", 403)] {
        let server = Server::status(line, "", r#"{"error":{"message":"Incorrect API key"}}"#).await;
        assert_eq!(server.ask().await, Err(ModelError::Unauthorized(status)));
        assert_eq!(server.count(), 1);
    }
}

#[tokio::test]
async fn a_model_that_is_not_there_is_rejected_with_its_message() {
    let body = r#"{"error":{"message":"The model `test-model` does not exist","code":"model_not_found"}}"#;
    let server = Server::status("404 Not Found", "content-type: application/json\r\n", body).await;
    let message = "The model `test-model` does not exist".to_owned();
    assert_eq!(server.ask().await, Err(ModelError::Rejected { status: 404, message }));
    assert_eq!(server.count(), 1);
}

#[tokio::test]
async fn a_message_is_short_and_never_holds_the_key() {
    let body = format!("You sent {KEY}.\n{}", "x".repeat(100_000));
    let server = Server::status("422 Unprocessable Entity", "", &body).await;
    let Err(ModelError::Rejected { status: 422, message }) = server.ask().await else {
        panic!("not rejected")
    };
    assert!(message.starts_with("You sent [key]. xxx"));
    assert_eq!(message.len(), 500);
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    let server = Server::status("307 Temporary Redirect", "location: http://127.0.0.1:1/\r\n", "").await;
    let error = server.ask().await.unwrap_err();
    assert!(
        matches!(&error, ModelError::Rejected { status: 307, message } if message.contains("OPENAI_BASE_URL"))
    );
    assert_eq!(server.count(), 1);
}

#[tokio::test]
async fn over_quota_says_when() {
    for (header, seconds) in [("", None), ("retry-after: 60\r\n", Some(60)), ("retry-after: soon\r\n", None)]
    {
        let server = Server::status("429 Too Many Requests", header, "").await;
        let retry_after = seconds.map(Duration::from_secs);
        assert_eq!(server.ask().await, Err(ModelError::RateLimited { retry_after }), "{header}");
        assert_eq!(server.count(), 1, "{header}");
    }
}

#[tokio::test]
async fn a_status_that_does_not_pass_is_not_tried_again() {
    for (line, status) in [("501 Not Implemented", 501), ("529 Overloaded", 529)] {
        let server = Server::status(line, "", "").await;
        assert_eq!(server.ask().await, Err(ModelError::Server(status)));
        assert_eq!(server.count(), 1);
    }
}

#[tokio::test]
async fn an_error_whose_body_does_not_end_still_has_its_name() {
    let head = "HTTP/1.1 401 Unauthorized\r\ncontent-length: 99\r\n\r\n{";
    let server = Server::start(vec![Answer::Hold(head.as_bytes().to_vec())]).await;
    assert_eq!(server.ask().await, Err(ModelError::Unauthorized(401)));
}
