//! Published knowledge in memory, for the tests of the crates above. Knows no way to fail.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use async_trait::async_trait;
use shared::tenant::KnowledgeEntry;

use super::{Found, Knowledge, KnowledgeQuery, Published, StoreError};
use crate::knowledge::{Index, publication};

/// Published knowledge in memory. It keeps every promise of [`Knowledge`]; the store's tests run over both.
#[derive(Default)]
pub struct FakeKnowledge {
    tenants: Mutex<HashMap<String, Version>>,
}

struct Version {
    published: Published,
    index: Index,
    entries: Vec<KnowledgeEntry>,
}

#[async_trait]
impl Knowledge for FakeKnowledge {
    async fn search(&self, query: &KnowledgeQuery) -> Result<Vec<Found>, StoreError> {
        let tenants = self.tenants.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(version) = tenants.get(&query.tenant) else { return Ok(Vec::new()) };
        let hits = version.index.search(query).into_iter();
        let found = hits.filter_map(|hit| {
            let entry = version.entries.get(usize::try_from(hit.entry).ok()?)?.clone();
            Some(Found { entry, score: hit.score })
        });
        Ok(found.collect())
    }

    async fn publish(
        &self,
        tenant: &str,
        locale: &str,
        entries: &[KnowledgeEntry],
    ) -> Result<Published, StoreError> {
        let made = publication(locale, entries).map_err(|_| StoreError::TooLarge)?;
        let index =
            Index::read(made.pieces.concat()).map_err(|error| StoreError::Corrupt(error.to_string()))?;
        let mut tenants = self.tenants.lock().unwrap_or_else(PoisonError::into_inner);
        let version = tenants.get(tenant).map_or(0, |before| before.published.version) + 1;
        let published = Published { version, entries: made.entries, words: made.words, digest: made.digest };
        let now = Version { published: published.clone(), index, entries: entries.to_vec() };
        tenants.insert(tenant.to_owned(), now);
        Ok(published)
    }

    async fn published(&self, tenant: &str) -> Result<Option<Published>, StoreError> {
        let tenants = self.tenants.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(tenants.get(tenant).map(|version| version.published.clone()))
    }
}
