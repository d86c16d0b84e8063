//! What this process has read of published knowledge. Nothing depends on it: a version never changes.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use engine::knowledge::Index;
use engine::ports::{Clock, Published};
use jiff::{SignedDuration, Timestamp};
use shared::tenant::KnowledgeEntry;

/// How long it is not looked whether something new was published.
const LOOKS: SignedDuration = SignedDuration::from_secs(30);
/// So many blocks of a tenant's entries are kept; each is 24 KB or one entry.
const BLOCKS: usize = 100;

/// What this process has read, by tenant.
pub(super) struct Cache {
    clock: Arc<dyn Clock>,
    tenants: Mutex<HashMap<String, Kept>>,
}

struct Kept {
    looked: Timestamp,
    loaded: Option<Arc<Loaded>>,
}

/// A version, as far as it has been read.
pub(super) struct Loaded {
    pub published: Published,
    pub index: Index,
    blocks: Mutex<HashMap<usize, Arc<Vec<KnowledgeEntry>>>>,
}

impl Cache {
    pub(super) fn new(clock: Arc<dyn Clock>) -> Self {
        Self { clock, tenants: Mutex::default() }
    }

    /// What was published when it was last looked, if that is not long ago; `None` where it is.
    pub(super) fn fresh(&self, tenant: &str) -> Option<Option<Arc<Loaded>>> {
        let tenants = self.tenants.lock().unwrap_or_else(PoisonError::into_inner);
        let kept = tenants.get(tenant)?;
        (self.clock.now().duration_since(kept.looked) < LOOKS).then(|| kept.loaded.clone())
    }

    /// What has been read of this version.
    pub(super) fn of_version(&self, tenant: &str, version: u64) -> Option<Arc<Loaded>> {
        let tenants = self.tenants.lock().unwrap_or_else(PoisonError::into_inner);
        tenants.get(tenant)?.loaded.clone().filter(|loaded| loaded.published.version == version)
    }

    pub(super) fn put(&self, tenant: &str, loaded: Option<Arc<Loaded>>) {
        let kept = Kept { looked: self.clock.now(), loaded };
        self.tenants.lock().unwrap_or_else(PoisonError::into_inner).insert(tenant.to_owned(), kept);
    }

    pub(super) fn forget(&self, tenant: &str) {
        self.tenants.lock().unwrap_or_else(PoisonError::into_inner).remove(tenant);
    }
}

impl Loaded {
    pub(super) fn new(published: Published, index: Index) -> Self {
        Self { published, index, blocks: Mutex::default() }
    }

    pub(super) fn block(&self, place: usize) -> Option<Arc<Vec<KnowledgeEntry>>> {
        self.blocks.lock().unwrap_or_else(PoisonError::into_inner).get(&place).cloned()
    }

    /// Keeps a block; where there are too many, those before it are let go.
    pub(super) fn keep(&self, place: usize, entries: Arc<Vec<KnowledgeEntry>>) {
        let mut blocks = self.blocks.lock().unwrap_or_else(PoisonError::into_inner);
        if blocks.len() >= BLOCKS {
            blocks.clear();
        }
        blocks.insert(place, entries);
    }
}
