//! The queue of turns that are answered in the background, on SQS. Whoever takes them out is woken by Lambda.

use async_trait::async_trait;
use engine::ports::{QueueError, QueuedTurn, TurnQueue};
use reqwest::{Client, Url};
use serde::Serialize;
use serde::de::IgnoredAny;

use super::signed::{Protocol, Service};
use crate::settings::Account;

/// The port [`TurnQueue`] over SQS. A message's body is the turn as JSON.
pub(crate) struct Queue {
    service: Service,
    url: Url,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Message<'a> {
    queue_url: &'a str,
    message_body: String,
}

impl Queue {
    /// The queue at this address.
    pub(crate) fn new(http: Client, account: &Account, url: Url) -> Self {
        let protocol =
            Protocol { name: "sqs", target: "AmazonSQS", content_type: "application/x-amz-json-1.0" };
        Self { service: Service::new(http, account, account.sqs.clone(), protocol), url }
    }
}

#[async_trait]
impl TurnQueue for Queue {
    async fn enqueue(&self, turn: &QueuedTurn) -> Result<(), QueueError> {
        let failed = |error: &dyn core::fmt::Display| QueueError(error.to_string());
        let message_body = serde_json::to_string(turn).map_err(|error| failed(&error))?;
        let message = Message { queue_url: self.url.as_str(), message_body };
        let _: IgnoredAny =
            self.service.call("SendMessage", &message).await.map_err(|error| failed(&error))?;
        Ok(())
    }
}
