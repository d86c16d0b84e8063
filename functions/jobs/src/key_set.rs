//! Fetching the key sets that tenants publish, as carefully as webhooks are sent: a tenant names the address.

use core::time::Duration;
use std::sync::Arc;

use api::{FetchKeySet, KeySetError};
use async_trait::async_trait;
use outward::{Reach, SetupError, SystemLookup};

use crate::sender::Sender;

/// How long it may take: a visitor waits for it.
const TIME_OUT: Duration = Duration::from_secs(5);

/// The largest set that is read.
const MAX_BYTES: usize = 64 * 1024;

/// Fetches key sets.
#[derive(Debug, Clone)]
pub struct KeySetFetcher(Sender);

impl KeySetFetcher {
    /// One that calls what `reach` allows.
    ///
    /// # Errors
    ///
    /// TLS or the HTTP client cannot be set up.
    pub fn new(reach: Reach) -> Result<Self, SetupError> {
        Sender::looking_up(reach, Arc::new(SystemLookup), TIME_OUT).map(Self)
    }
}

#[async_trait]
impl FetchKeySet for KeySetFetcher {
    async fn fetch(&self, url: &str) -> Result<Vec<u8>, KeySetError> {
        self.0.get(url, MAX_BYTES).await.map_err(KeySetError)
    }
}

#[cfg(test)]
mod tests {
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
    use tokio::net::TcpListener;

    use super::*;

    /// An address that answers every request with these bytes.
    async fn answering(answer: Vec<u8>) -> String {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                let mut request = [0; 1024];
                let _ = stream.read(&mut request).await;
                let _ = stream.write_all(&answer).await;
            }
        });
        format!("http://{address}/jwks.json")
    }

    fn ok(body: &[u8]) -> Vec<u8> {
        let head = format!("HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: {}\r\n\r\n", body.len());
        [head.as_bytes(), body].concat()
    }

    #[tokio::test]
    async fn a_set_is_fetched_and_nothing_else() {
        let fetcher = KeySetFetcher::new(Reach::Private).unwrap();
        let url = answering(ok(br#"{"keys":[]}"#)).await;
        assert_eq!(fetcher.fetch(&url).await.unwrap(), br#"{"keys":[]}"#);
        let moved = format!("HTTP/1.1 302 Found\r\nlocation: {url}\r\ncontent-length: 0\r\n\r\n");
        for (name, answer) in [
            ("a redirect", moved.into_bytes()),
            ("an error", b"HTTP/1.1 500 Oh\r\ncontent-length: 0\r\n\r\n".to_vec()),
            ("too much", ok(&vec![b' '; MAX_BYTES + 1])),
            (
                "too much, without saying so",
                [b"HTTP/1.1 200 OK\r\n\r\n".to_vec(), vec![b' '; MAX_BYTES * 2]].concat(),
            ),
            ("no HTTP", b"hello".to_vec()),
        ] {
            assert!(fetcher.fetch(&answering(answer).await).await.is_err(), "{name}");
        }
    }

    #[tokio::test]
    async fn nothing_private_is_called() {
        let Ok(fetcher) = KeySetFetcher::new(Reach::Public) else { return };
        let url = answering(ok(br#"{"keys":[]}"#)).await;
        for url in
            [url.as_str(), "https://127.0.0.1/", "https://169.254.169.254/latest", "https://localhost/"]
        {
            assert!(fetcher.fetch(url).await.is_err(), "{url}");
        }
    }
}
