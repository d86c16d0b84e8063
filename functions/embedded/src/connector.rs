//! What stands in for the network: takes a request and answers it from the engine.
//!
//! Knows the protocol's envelope (name, status, JSON), not what the operations mean.

use std::fmt;
use std::sync::Arc;

use async_trait::async_trait;
use aws::{Answer, Body, Transport, Unanswered};
use dynoxide::Database;
use tokio::sync::Semaphore;

use crate::folder::HeldFolder;
use crate::operations;

/// How many requests are in the engine at once. It does one after the other, but gives up on one that has waited too long
/// for its turn; those that wait here wait in order, for as long as their caller does, and without a thread each.
const AT_ONCE: usize = 4;

/// The engine, and the folder that it has. The engine is closed before the folder is given back.
pub(crate) struct Engine {
    database: Database,
    entrance: Semaphore,
    _folder: Option<HeldFolder>,
}

impl Engine {
    pub(crate) fn new(database: Database, folder: Option<HeldFolder>) -> Self {
        Self { database, entrance: Semaphore::new(AT_ONCE), _folder: folder }
    }

    pub(crate) fn database(&self) -> &Database {
        &self.database
    }
}

impl fmt::Debug for Engine {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Engine").finish_non_exhaustive()
    }
}

/// The way to the engine.
#[derive(Debug, Clone)]
pub(crate) struct InProcess {
    engine: Arc<Engine>,
}

impl InProcess {
    pub(crate) fn new(engine: Arc<Engine>) -> Self {
        Self { engine }
    }
}

#[async_trait]
impl Transport for InProcess {
    async fn send(&self, operation: &'static str, body: Body) -> Result<Answer, Unanswered> {
        let gone = |error: &dyn fmt::Display| Unanswered::NoConnection(error.to_string());
        let _within = self.engine.entrance.acquire().await.map_err(|error| gone(&error))?;
        let engine = Arc::clone(&self.engine);
        // The engine waits for the disk: not on a thread that others need.
        let answered = tokio::task::spawn_blocking(move || answer(&engine, operation, &body)).await;
        answered.map_err(|error| gone(&error))
    }
}

fn answer(engine: &Engine, operation: &str, body: &[u8]) -> Answer {
    let (status, body) = match operations::run(&engine.database, operation, body) {
        Ok(body) => (200, body),
        Err(error) => (error.status_code(), error.to_json().into_bytes()),
    };
    Answer { status, request_id: None, body: body.into() }
}
