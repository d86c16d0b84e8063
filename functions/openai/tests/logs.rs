//! What is logged. It is a program of its own, since what is logged is one for the whole process.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test ends where its own footing is not as it must be"
)]

#[path = "wire/server.rs"]
#[expect(dead_code, reason = "the other tests use the rest")]
mod server;

use std::io::{self, Write};
use std::sync::{Arc, Mutex};

use engine::ports::ModelError;
use server::{KEY, Server, status_answer};
use tracing::Level;

/// Everything that is logged.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn neither_the_key_nor_the_conversation_is_logged_at_any_level() {
    let log = Log::default();
    let writer = log.clone();
    tracing_subscriber::fmt().with_max_level(Level::TRACE).with_writer(move || writer.clone()).init();
    let echo = format!("you sent {KEY} and max_completion_tokens");
    let server = Server::start(vec![
        status_answer("500 Internal Server Error", "", &echo),
        status_answer("400 Bad Request", "", &echo),
        status_answer("404 Not Found", "", &echo),
    ])
    .await;
    let end = server.ask().await;
    let message = "you sent [key] and max_completion_tokens".to_owned();
    assert_eq!(end, Err(ModelError::Rejected { status: 404, message }));
    let log = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    assert!(log.contains("asking the model again") && log.contains("wants another form"), "{log}");
    assert!(!log.contains(KEY), "{log}");
    assert!(!log.contains("20k"), "{log}");
}
