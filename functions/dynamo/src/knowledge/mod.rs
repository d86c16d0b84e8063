//! Published knowledge in the table. Knows neither how an entry is found nor what an index is made of.
//!
//! | key                                       | attributes | what |
//! | ----------------------------------------- | ---- | --- |
//! | `T#<tenant>#K`, `NOW`                      | N `reserved` | the number that was last given to a publication |
//! |                                            | N `version`, S `published`, N `pieces` | what is read now, and how many pieces its index has |
//! | `T#<tenant>#K#<version>`, `INDEX#<place>`  | B `piece` | a piece of the index |
//! | `T#<tenant>#K#<version>`, `BLOCK#<place>`  | S `entries` | some of the entries, JSON |
//!
//! A publication takes a number, writes everything under it, and then turns `NOW` to it, if nobody with a higher number was there
//! before. What is under a number never changes, so a process keeps what it has read of it; nothing depends on that. Whoever
//! reads something that is gone already looks at `NOW` again.

mod cache;
mod publish;
mod read;

use std::sync::Arc;

use async_trait::async_trait;
use aws::dynamodb::{AttributeValue, Client};
use engine::knowledge::Hit;
use engine::ports::{Clock, Found, Knowledge, KnowledgeQuery, Published, StoreError};
use shared::tenant::KnowledgeEntry;

use cache::{Cache, Loaded};

/// How often a search begins again because what it read of is gone.
const ROUNDS: u32 = 3;

const NOW: &str = "NOW";
const RESERVED: &str = "reserved";
const VERSION: &str = "version";
const PUBLISHED: &str = "published";
const PIECES: &str = "pieces";
const INDEX: &str = "INDEX#";
const BLOCK: &str = "BLOCK#";
const PIECE: &str = "piece";
const ENTRIES: &str = "entries";

/// Published knowledge in the table.
#[derive(Clone)]
pub struct KnowledgeTable {
    client: Client,
    table: String,
    cache: Arc<Cache>,
}

impl KnowledgeTable {
    /// That in this table, which must be there ([`crate::ensure_table`]). It is looked whether something new was published
    /// every 30 seconds at most.
    #[must_use]
    pub fn new(client: Client, table: impl Into<String>, clock: Arc<dyn Clock>) -> Self {
        Self { client, table: table.into(), cache: Arc::new(Cache::new(clock)) }
    }

    /// What is published now, as far as it has been read.
    async fn loaded(&self, tenant: &str) -> Result<Option<Arc<Loaded>>, StoreError> {
        if let Some(fresh) = self.cache.fresh(tenant) {
            return Ok(fresh);
        }
        for _ in 0..ROUNDS {
            let Some(pointer) = self.pointer(tenant).await? else {
                self.cache.put(tenant, None);
                return Ok(None);
            };
            if let Some(known) = self.cache.of_version(tenant, pointer.published.version) {
                self.cache.put(tenant, Some(Arc::clone(&known)));
                return Ok(Some(known));
            }
            // Where a piece is missing, the next version is there already.
            if let Some(index) = self.index(tenant, &pointer).await? {
                let loaded = Arc::new(Loaded::new(pointer.published, index));
                self.cache.put(tenant, Some(Arc::clone(&loaded)));
                return Ok(Some(loaded));
            }
        }
        Err(overtaken())
    }

    /// The entries themselves; `None` where a block of them is gone.
    async fn entries(
        &self,
        tenant: &str,
        loaded: &Loaded,
        hits: &[Hit],
    ) -> Result<Option<Vec<Found>>, StoreError> {
        let mut places: Vec<usize> = hits.iter().map(|hit| loaded.index.place(hit.entry).0).collect();
        places.sort_unstable();
        places.dedup();
        places.retain(|place| loaded.block(*place).is_none());
        let reads = places.iter().map(|place| self.block(tenant, loaded.published.version, *place));
        let read = futures_util::future::try_join_all(reads).await?;
        let mut blocks = Vec::new();
        for (place, entries) in places.into_iter().zip(read) {
            let Some(entries) = entries else { return Ok(None) };
            let entries = Arc::new(entries);
            loaded.keep(place, Arc::clone(&entries));
            blocks.push((place, entries));
        }
        let find = |hit: &Hit| {
            let (block, place) = loaded.index.place(hit.entry);
            let here = blocks.iter().find(|(one, _)| *one == block).map(|(_, entries)| Arc::clone(entries));
            let entry = here.or_else(|| loaded.block(block))?.get(place)?.clone();
            Some(Found { entry, score: hit.score })
        };
        Ok(hits.iter().map(find).collect())
    }
}

#[async_trait]
impl Knowledge for KnowledgeTable {
    /// Nothing is read where the index and the entries are in memory; otherwise one small item, and what is missing.
    async fn search(&self, query: &KnowledgeQuery) -> Result<Vec<Found>, StoreError> {
        for _ in 0..ROUNDS {
            let Some(loaded) = self.loaded(&query.tenant).await? else { return Ok(Vec::new()) };
            let hits = loaded.index.search(query);
            if let Some(found) = self.entries(&query.tenant, &loaded, &hits).await? {
                return Ok(found);
            }
            self.cache.forget(&query.tenant);
        }
        Err(overtaken())
    }

    async fn publish(
        &self,
        tenant: &str,
        locale: &str,
        entries: &[KnowledgeEntry],
    ) -> Result<Published, StoreError> {
        let published = self.replace(tenant, locale, entries).await;
        self.cache.forget(tenant);
        published
    }

    async fn published(&self, tenant: &str) -> Result<Option<Published>, StoreError> {
        Ok(self.pointer(tenant).await?.map(|pointer| pointer.published))
    }
}

/// Others publish faster than this process reads.
fn overtaken() -> StoreError {
    StoreError::Unavailable("knowledge: replaced while it was read".to_owned())
}

fn number(number: u64) -> AttributeValue {
    AttributeValue::N(number.to_string())
}
