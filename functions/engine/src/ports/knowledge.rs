//! What a tenant's assistant may answer from.

use async_trait::async_trait;
use serde::{Deserialize, Serialize};
use shared::tenant::KnowledgeEntry;

use super::StoreError;

/// Published knowledge, searched.
#[async_trait]
pub trait Knowledge: Send + Sync {
    /// The entries that fit best, best first. None where nothing was published.
    async fn search(&self, query: &KnowledgeQuery) -> Result<Vec<Found>, StoreError>;

    /// Puts these entries in the place of all that the tenant had: whoever searches meanwhile finds the old ones or the new
    /// ones, never some of both. They are numbered by a version that grows.
    async fn publish(
        &self,
        tenant: &str,
        locale: &str,
        entries: &[KnowledgeEntry],
    ) -> Result<Published, StoreError>;

    /// What is published; `None` where nothing ever was.
    async fn published(&self, tenant: &str) -> Result<Option<Published>, StoreError>;
}

/// What is published of a tenant's knowledge.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Published {
    /// Grows with each publication.
    pub version: u64,
    /// How many entries there are.
    pub entries: u64,
    /// How many different words they are found by, counted by language.
    pub words: u64,
    /// [`crate::knowledge::digest`] of them: the same for the same entries, read by the same rules.
    pub digest: String,
}

/// What is looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnowledgeQuery {
    /// The tenant.
    pub tenant: String,
    /// What was said.
    pub text: String,
    /// BCP 47: entries of its language come first; of other languages only where there is nothing.
    pub locale: String,
    /// Only of these categories; of any where empty.
    pub categories: Vec<String>,
    /// The user's role: entries for other roles are not found.
    pub role: Option<String>,
    /// At most so many; 1 to 20.
    pub limit: u16,
}

/// An entry that fits.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// The entry.
    pub entry: KnowledgeEntry,
    /// How well it fits: 0 to 1, comparable between searches; from [`Found::GOOD`] on it answers what was asked.
    pub score: f64,
}

impl Found {
    /// From here on an entry answers what was asked; below it only has to do with it.
    pub const GOOD: f64 = 0.5;
}
