//! The queue of turns that are answered in the background, on SQS. Whoever takes them out is woken by Lambda.

use async_trait::async_trait;
use aws::{Fields, Protocol};
use engine::ports::{GivenUp, QueueError, QueuedTurn, StoreError, TurnQueue};
use reqwest::{Client, Url};
use serde_json::Value;

use super::service::Service;
use crate::settings::Account;

/// What the deployment calls the queue of those that were given up: an output of the stack.
const DEAD_LETTERS: &str = "BackgroundDeadLetters";

/// The port [`TurnQueue`] over SQS. A message's body is the turn as JSON.
pub(crate) struct Queue {
    service: Service,
    url: Url,
}

impl Queue {
    /// The queue at this address.
    pub(crate) fn new(http: Client, account: &Account, url: Url) -> Self {
        Self { service: Service::new("sqs", http, account, Protocol::SQS, &account.sqs), url }
    }
}

#[async_trait]
impl TurnQueue for Queue {
    async fn enqueue(&self, turn: &QueuedTurn) -> Result<(), QueueError> {
        let failed = |error: &dyn core::fmt::Display| QueueError(error.to_string());
        let body = serde_json::to_string(turn).map_err(|error| failed(&error))?;
        let fields = [("QueueUrl", Value::from(self.url.as_str())), ("MessageBody", Value::String(body))];
        let message = Fields::from_iter(fields.map(|(name, value)| (name.to_owned(), value)));
        self.service.call("SendMessage", message).await.map(drop).map_err(|error| failed(&error))
    }

    /// SQS keeps them for its operator, who sends them back by a redrive of its own.
    async fn given_up(&self, _: &str) -> Result<GivenUp, StoreError> {
        Ok(GivenUp::Elsewhere(DEAD_LETTERS))
    }

    async fn take_up_again(&self, _: &QueuedTurn) -> Result<bool, StoreError> {
        Ok(false)
    }
}
