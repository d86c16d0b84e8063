//! Staying awake until what was begun is done.
//!
//! Lambda freezes the process when the answer to a request is out, and a turn goes on when its client goes away. So the
//! process registers as an internal extension (Extensions API): Lambda waits for it after each request, until it asks for
//! the next event. It asks when no turn is running any more.
//!
//! Were it killed or frozen all the same, nothing is lost: the turn's lease ends, and whoever comes next takes it over.

use std::time::{Duration, SystemTime};

use api::Running;
use http_body_util::BodyExt as _;
use lambda_http::http::{Method, Request, StatusCode};
use lambda_runtime_api_client::PooledClient;
use lambda_runtime_api_client::body::Body;
use serde::Deserialize;
use tokio::sync::watch;

/// What the extension is called in Lambda's own log.
const NAME: &str = "anteroom";

/// How long before the request's time is over a turn is no longer waited for: being frozen is better than being killed.
const MARGIN: Duration = Duration::from_millis(500);

/// Why there is no extension, or no longer one.
#[derive(Debug, thiserror::Error)]
pub(crate) enum LifetimeError {
    /// No answer.
    #[error("the Extensions API cannot be reached: {0}")]
    Unreachable(#[from] lambda_http::Error),
    /// An answer that is none.
    #[error("the Extensions API answered {0}")]
    Refused(StatusCode),
    /// What it sent cannot be read.
    #[error("the Extensions API sent something else than an event: {0}")]
    Malformed(#[from] serde_json::Error),
    /// It gave no identifier.
    #[error("the Extensions API gave no identifier")]
    Nameless,
}

/// This process as an extension of itself.
pub(crate) struct Extension {
    client: PooledClient,
    /// `None` where there is no Extensions API: some stand-ins for Lambda have none. They freeze nothing.
    id: Option<String>,
}

#[derive(Deserialize)]
#[serde(tag = "eventType", rename_all = "UPPERCASE")]
enum Event {
    Invoke {
        #[serde(rename = "deadlineMs")]
        deadline_ms: u64,
    },
    #[serde(other)]
    Other,
}

impl Extension {
    /// Registers; must be done before the first request is asked for.
    pub(crate) async fn register() -> Result<Self, LifetimeError> {
        let client = PooledClient::builder().build();
        let request = Request::builder()
            .method(Method::POST)
            .uri("/2020-01-01/extension/register")
            .header("lambda-extension-name", NAME)
            .header("content-type", "application/json")
            .body(Body::from(r#"{"events":["INVOKE"]}"#))
            .map_err(|error| LifetimeError::Unreachable(error.into()))?;
        let response = client.call(request).await?;
        if response.status() == StatusCode::NOT_FOUND {
            tracing::warn!("there is no Extensions API: turns whose client has gone may be frozen");
            return Ok(Self { client, id: None });
        }
        if response.status() != StatusCode::OK {
            return Err(LifetimeError::Refused(response.status()));
        }
        let id = response.headers().get("lambda-extension-identifier").and_then(|id| id.to_str().ok());
        let id = id.ok_or(LifetimeError::Nameless)?.to_owned();
        Ok(Self { client, id: Some(id) })
    }

    /// Keeps each request alive until it is `answered` and no turn is running. Returns only when it cannot go on: then
    /// Lambda would wait for it in vain, and the process must end.
    pub(crate) async fn keep_awake(
        self,
        mut answered: watch::Receiver<u64>,
        running: Running,
    ) -> LifetimeError {
        let Some(id) = &self.id else { return core::future::pending().await };
        let mut asked = 0;
        loop {
            let deadline = match self.next(id).await {
                Ok(Event::Invoke { deadline_ms }) => until(deadline_ms),
                Ok(Event::Other) => continue,
                Err(error) => return error,
            };
            asked += 1;
            let done = async {
                // The sender lives as long as the process.
                let _ = answered.wait_for(|answered| *answered >= asked).await;
                running.none().await;
            };
            if tokio::time::timeout(deadline, done).await.is_err() {
                tracing::warn!(
                    turns = running.count(),
                    "the request's time is over before its turns are done"
                );
            }
        }
    }

    async fn next(&self, id: &str) -> Result<Event, LifetimeError> {
        let request = Request::builder()
            .uri("/2020-01-01/extension/event/next")
            .header("lambda-extension-identifier", id)
            .body(Body::empty())
            .map_err(|error| LifetimeError::Unreachable(error.into()))?;
        let response = self.client.call(request).await?;
        if response.status() != StatusCode::OK {
            return Err(LifetimeError::Refused(response.status()));
        }
        let body =
            response.into_body().collect().await.map_err(|error| LifetimeError::Unreachable(error.into()))?;
        Ok(serde_json::from_slice(&body.to_bytes())?)
    }
}

/// How long it is until shortly before this time, in milliseconds since 1970.
fn until(deadline_ms: u64) -> Duration {
    let deadline = SystemTime::UNIX_EPOCH + Duration::from_millis(deadline_ms);
    deadline.duration_since(SystemTime::now()).unwrap_or_default().saturating_sub(MARGIN)
}
