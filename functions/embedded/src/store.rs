//! The store itself: opened on a folder or in memory, and used through the client of DynamoDB.

use std::path::Path;
use std::sync::Arc;

use aws::dynamodb::Client;
use aws::{Caller, Patience};
use dynoxide::Database;

use crate::connector::{Engine, InProcess};
use crate::folder::{FolderError, HeldFolder};
use crate::sweep;

/// A DynamoDB engine in this process.
///
/// What it has acknowledged is on disk: the engine commits each write to SQLite's write-ahead log and waits for the
/// disk before it answers, so neither a killed process nor a lost power supply takes it back.
///
/// The folder stays taken until the store and every client made of it are gone.
#[derive(Debug, Clone)]
pub struct EmbeddedStore {
    engine: Arc<Engine>,
}

/// Why there is no store.
#[derive(Debug, thiserror::Error)]
pub enum EmbeddedError {
    /// The folder cannot be had.
    #[error(transparent)]
    Folder(#[from] FolderError),
    /// The engine does not open its file: damaged, or written by a newer version.
    #[error("the embedded store cannot be opened: {0}")]
    Engine(String),
}

impl EmbeddedStore {
    /// Opens the store in the folder, which is made if it is missing and belongs to this store alone.
    ///
    /// What is past its time to live is deleted now and every ten minutes, for as long as the store lives. Must be
    /// called within a Tokio runtime.
    ///
    /// # Errors
    ///
    /// The folder is in use or unusable, or what is in it is not the engine's.
    pub async fn open(folder: &Path) -> Result<Self, EmbeddedError> {
        let folder = folder.to_owned();
        let engine = tokio::task::spawn_blocking(move || {
            let held = HeldFolder::take(&folder)?;
            let database =
                Database::new(held.database()).map_err(|error| EmbeddedError::Engine(error.to_string()))?;
            Ok::<_, EmbeddedError>(Engine::new(database, Some(held)))
        })
        .await
        .map_err(|error| EmbeddedError::Engine(error.to_string()))??;
        let engine = Arc::new(engine);
        tokio::spawn(sweep::keep_sweeping(Arc::downgrade(&engine)));
        Ok(Self { engine })
    }

    /// A store that is gone when it and its clients are: for tests. It deletes nothing by time.
    ///
    /// # Errors
    ///
    /// The engine does not start.
    pub fn in_memory() -> Result<Self, EmbeddedError> {
        let database = Database::memory().map_err(|error| EmbeddedError::Engine(error.to_string()))?;
        Ok(Self { engine: Arc::new(Engine::new(database, None)) })
    }

    /// A client that talks to this store. Its calls must be made within a Tokio runtime.
    ///
    /// It neither tries again nor gives up: between it and the engine nothing can get lost.
    #[must_use]
    pub fn client(&self) -> Client {
        let transport = InProcess::new(Arc::clone(&self.engine));
        Client::new(Caller::new(Arc::new(transport), Patience::IN_PROCESS))
    }
}
