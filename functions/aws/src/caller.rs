//! A call: an operation with its fields, sent until it is answered or is given up. Knows no operation.

use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use bytes::Bytes;
use serde_json::Value;

use crate::failure::read;
use crate::{CallError, Fields, Patience, Transport, Unanswered};

/// Makes calls. Cheap to clone.
#[derive(Clone)]
pub struct Caller {
    transport: Arc<dyn Transport>,
    patience: Patience,
    watch: Option<Arc<dyn Watch>>,
}

/// A call that is under way.
pub type Call<'a> = Pin<Box<dyn Future<Output = Result<Fields, CallError>> + Send + 'a>>;

/// Somebody who watches calls, each with all its attempts.
#[async_trait]
pub trait Watch: Send + Sync + 'static {
    /// Waits for the call and gives on what came of it.
    async fn watch(&self, operation: &'static str, call: Call<'_>) -> Result<Fields, CallError>;
}

impl Caller {
    /// Over that transport, with that much patience.
    #[must_use]
    pub fn new(transport: Arc<dyn Transport>, patience: Patience) -> Self {
        Self { transport, patience, watch: None }
    }

    /// What it goes over.
    #[must_use]
    pub fn transport(&self) -> Arc<dyn Transport> {
        Arc::clone(&self.transport)
    }

    /// The same over another transport.
    #[must_use]
    pub fn over(&self, transport: Arc<dyn Transport>) -> Self {
        Self { transport, ..self.clone() }
    }

    /// The same with that much patience.
    #[must_use]
    pub fn with_patience(&self, patience: Patience) -> Self {
        Self { patience, ..self.clone() }
    }

    /// The same, each of whose calls is watched.
    #[must_use]
    pub fn watched_by(&self, watch: Arc<dyn Watch>) -> Self {
        Self { watch: Some(watch), ..self.clone() }
    }

    /// Calls an operation; tries again where that may help.
    ///
    /// # Errors
    ///
    /// It was refused, or not answered in time.
    pub async fn call(&self, operation: &'static str, fields: Fields) -> Result<Fields, CallError> {
        let body = Bytes::from(Value::Object(fields).to_string());
        match &self.watch {
            Some(watch) => watch.watch(operation, Box::pin(self.tried(operation, body))).await,
            None => self.tried(operation, body).await,
        }
    }

    async fn tried(&self, operation: &'static str, body: Bytes) -> Result<Fields, CallError> {
        let tried = async {
            let mut attempts = 1;
            loop {
                match self.attempt(operation, body.clone()).await {
                    Err(error) if error.is_passing() && attempts < self.patience.attempts => {
                        tokio::time::sleep(self.patience.pause(attempts)).await;
                        attempts += 1;
                    }
                    ended => return ended,
                }
            }
        };
        within(self.patience.call, tried).await
    }

    async fn attempt(&self, operation: &'static str, body: Bytes) -> Result<Fields, CallError> {
        let sent = async { self.transport.send(operation, body).await.map_err(CallError::from) };
        within(self.patience.attempt, sent).await.and_then(read)
    }
}

async fn within<T>(
    time: Option<Duration>,
    work: impl Future<Output = Result<T, CallError>>,
) -> Result<T, CallError> {
    match time {
        None => work.await,
        Some(time) => tokio::time::timeout(time, work).await.unwrap_or(Err(Unanswered::TimedOut.into())),
    }
}
