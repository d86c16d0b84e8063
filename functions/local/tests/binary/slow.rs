//! Clients that are slow on purpose, against the real binary.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;

use crate::server::Server;

/// What the server says until it closes the connection.
fn said(server: &Server, sent: &str) -> String {
    let mut stream = TcpStream::connect(server.origin.trim_start_matches("http://")).unwrap();
    stream.write_all(sent.as_bytes()).unwrap();
    let mut said = Vec::new();
    // A connection that is reset has said what it had to.
    let _reset = stream.read_to_end(&mut said);
    String::from_utf8_lossy(&said).into_owned()
}

#[tokio::test]
async fn who_does_not_come_to_an_end_is_not_waited_for() {
    let data = tempfile::tempdir().unwrap();
    let server = Server::start(data.path(), |command| {
        command.env("ANTEROOM_PATIENCE_SECONDS", "1");
    });
    let head = format!(
        "POST /api/v1/chat/sessions HTTP/1.1\r\nhost: here\r\norigin: {}\r\ncontent-type: application/json\r\n",
        server.origin
    );
    let body = said(&server, &format!("{head}content-length: 20\r\n\r\n{{\"tenant\":"));
    assert!(body.starts_with("HTTP/1.1 408 ") && body.contains("\"code\":\"body_slow\""), "{body}");
    let chunk = said(&server, &format!("{head}transfer-encoding: chunked\r\n\r\na\r\n{{\"tenant\":\r\n"));
    assert!(chunk.starts_with("HTTP/1.1 408 "), "{chunk}");
    let headers = said(&server, &head);
    assert!(!headers.contains(" 200 ") && !headers.contains(" 201 "), "{headers}");
    // Everybody else is served meanwhile and afterwards.
    assert_eq!(server.get("/api/v1/chat/health").await.status(), 200);
    assert!(server.stop());
}
