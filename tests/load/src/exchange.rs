//! One request whose answer is a stream, and when what came.

use std::time::Instant;

use futures_util::StreamExt as _;
use reqwest::RequestBuilder;

use crate::Failure;

/// When what came.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Exchange {
    pub(crate) sent: Instant,
    /// The first piece in which the mark of the first words was.
    pub(crate) first: Instant,
    pub(crate) done: Instant,
}

/// Sends the request and reads its stream to the end. `first` is what tells the first words, `last` what must have come.
pub(crate) async fn exchange(request: RequestBuilder, first: &str, last: &str) -> Result<Exchange, Failure> {
    let sent = Instant::now();
    let response = request.send().await?;
    let status = response.status();
    let mut stream = response.bytes_stream();
    let (mut text, mut first_at, mut done) = (String::new(), None, None);
    while let Some(chunk) = stream.next().await {
        let now = Instant::now();
        text.push_str(&String::from_utf8_lossy(&chunk?));
        if first_at.is_none() && text.contains(first) {
            first_at = Some(now);
        }
        if done.is_none() && text.contains(last) {
            done = Some(now);
        }
    }
    match (first_at, done) {
        (Some(first), Some(done)) if status.is_success() => Ok(Exchange { sent, first, done }),
        _ => Err(format!("status {status}: {}", text.chars().take(400).collect::<String>()).into()),
    }
}
