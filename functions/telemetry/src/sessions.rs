//! The conversations that are going on. Only their hashes are kept, and only where somebody asks how many there are.

use core::hash::BuildHasher as _;
use core::time::Duration;
use std::collections::HashMap;
use std::hash::RandomState;
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

/// How long a conversation counts after a turn.
const ACTIVE: Duration = Duration::from_secs(5 * 60);

/// How many are kept at most: what comes on top is not counted.
const AT_MOST: usize = 100_000;

static SEEN: Mutex<Option<Seen>> = Mutex::new(None);

/// The conversations by their hash, and when each was seen last.
#[derive(Default)]
struct Seen {
    hasher: RandomState,
    tenants: HashMap<String, HashMap<u64, Instant>>,
}

/// From now on they are counted.
#[cfg(feature = "prometheus")]
pub(crate) fn begin_counting() {
    SEEN.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert_default();
}

/// A turn of this conversation is over.
pub(crate) fn seen(tenant: &str, session: &str) {
    let mut seen = SEEN.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(seen) = seen.as_mut() {
        seen.note(tenant, session, Instant::now());
    }
}

/// How many are going on now, by tenant; a tenant that once had some is named with 0.
#[cfg(feature = "prometheus")]
pub(crate) fn active() -> Vec<(String, usize)> {
    let mut seen = SEEN.lock().unwrap_or_else(PoisonError::into_inner);
    seen.as_mut().map(|seen| seen.active(Instant::now())).unwrap_or_default()
}

impl Seen {
    fn note(&mut self, tenant: &str, session: &str, now: Instant) {
        let hash = self.hasher.hash_one(session);
        if self.count() >= AT_MOST {
            self.forget(now);
        }
        let count = self.count();
        if !self.tenants.contains_key(tenant) {
            self.tenants.insert(tenant.to_owned(), HashMap::new());
        }
        if let Some(conversations) = self.tenants.get_mut(tenant)
            && (count < AT_MOST || conversations.contains_key(&hash))
        {
            conversations.insert(hash, now);
        }
    }

    fn count(&self) -> usize {
        self.tenants.values().map(HashMap::len).sum()
    }

    fn forget(&mut self, now: Instant) {
        for conversations in self.tenants.values_mut() {
            conversations.retain(|_, seen| now.duration_since(*seen) < ACTIVE);
        }
    }

    #[cfg(feature = "prometheus")]
    fn active(&mut self, now: Instant) -> Vec<(String, usize)> {
        self.forget(now);
        let counts = self.tenants.iter();
        counts.map(|(tenant, conversations)| (tenant.clone(), conversations.len())).collect()
    }
}

#[cfg(all(test, feature = "prometheus"))]
mod tests {
    use super::*;

    #[test]
    fn a_conversation_counts_once_and_for_five_minutes() {
        let mut seen = Seen::default();
        let begin = Instant::now();
        seen.note("studio", "one", begin);
        seen.note("studio", "two", begin);
        seen.note("studio", "one", begin + ACTIVE / 2);
        assert_eq!(seen.active(begin + ACTIVE / 2), [("studio".to_owned(), 2)]);
        assert_eq!(seen.active(begin + ACTIVE), [("studio".to_owned(), 1)]);
        assert_eq!(seen.active(begin + ACTIVE * 2), [("studio".to_owned(), 0)]);
    }

    #[test]
    fn there_is_an_end_to_what_is_kept() {
        let mut seen = Seen::default();
        let now = Instant::now();
        for index in 0..AT_MOST + 10 {
            seen.note("studio", &index.to_string(), now);
        }
        assert_eq!(seen.active(now), [("studio".to_owned(), AT_MOST)]);
        seen.note("crm", "later", now + ACTIVE);
        assert!(seen.active(now + ACTIVE).contains(&("crm".to_owned(), 1)));
    }
}
