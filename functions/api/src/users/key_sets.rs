//! Key sets (RFC 7517) that tenants publish at an address, kept for a while.
//!
//! A set is asked for again after 10 minutes, and where a token names a key that is not in it, but then at most once a minute,
//! so that nobody can have us call the tenant at will. Where it cannot be had, the one before is good for an hour.

mod set;
#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use async_trait::async_trait;
use jiff::{SignedDuration, Timestamp};

use self::set::KeySet;
use super::failure::Refusal;
use super::keys::Key;

/// For how long a set is taken as it is.
const FRESH: SignedDuration = SignedDuration::from_mins(10);
/// For how long the set before is good where there is no newer one.
const STALE: SignedDuration = SignedDuration::from_hours(1);
/// The least time between two calls of one address.
const PAUSE: SignedDuration = SignedDuration::from_mins(1);

/// Fetches what stands at an address of a key set.
///
/// Whoever implements it: takes at most a few seconds and 64 KB, follows no redirect, and makes no request to an address that
/// is not public, unless the operator allows it.
#[async_trait]
pub trait FetchKeySet: Send + Sync {
    /// What stands there.
    async fn fetch(&self, url: &str) -> Result<Vec<u8>, KeySetError>;
}

/// Why there is no key set.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the key set cannot be fetched: {0}")]
pub struct KeySetError(pub String);

struct NoFetcher;

#[async_trait]
impl FetchKeySet for NoFetcher {
    async fn fetch(&self, _: &str) -> Result<Vec<u8>, KeySetError> {
        Err(KeySetError("this server fetches none".to_owned()))
    }
}

/// The key sets that this process knows, by address. Cheap to clone; clones share what they know.
#[derive(Clone)]
pub struct KeySets {
    fetcher: Arc<dyn FetchKeySet>,
    known: Arc<Mutex<HashMap<String, Arc<Address>>>>,
}

/// What is known of one address.
#[derive(Default)]
struct Address {
    known: Mutex<Known>,
    /// Held by the one request that asks; whoever needs the same waits for it.
    asking: Arc<tokio::sync::Mutex<()>>,
}

#[derive(Clone, Default)]
struct Known {
    set: Option<(Timestamp, Arc<KeySet>)>,
    asked_at: Option<Timestamp>,
}

impl KeySets {
    /// Those that this fetches.
    #[must_use]
    pub fn new(fetcher: Arc<dyn FetchKeySet>) -> Self {
        Self { fetcher, known: Arc::default() }
    }

    /// None at all: a token that needs one cannot be checked.
    #[must_use]
    pub fn none() -> Self {
        Self::new(Arc::new(NoFetcher))
    }

    /// The key of this id; without an id, the only one in the set.
    pub(super) async fn key(
        &self,
        url: &str,
        id: Option<&str>,
        now: Timestamp,
    ) -> Result<Option<Key>, Refusal> {
        let address = self.address(url);
        if let Some(key) = address.fresh(id, now) {
            return Ok(Some(key));
        }
        let asking = Arc::clone(&address.asking).lock_owned().await;
        if let Some(key) = address.fresh(id, now) {
            return Ok(Some(key));
        }
        if address.known().asked_at.is_none_or(|at| now.duration_since(at) >= PAUSE) {
            let (fetcher, address, url) = (Arc::clone(&self.fetcher), Arc::clone(&address), url.to_owned());
            let asked = async move {
                address.ask(&*fetcher, &url, now).await;
                drop(asking);
            };
            // In a task of its own: whoever goes away meanwhile has asked all the same, and others wait for the answer.
            let _ = tokio::spawn(telemetry::carried(asked)).await;
        }
        match address.known().set.filter(|(at, _)| now.duration_since(*at) < STALE) {
            Some((_, set)) => Ok(set.key(id).cloned()),
            None => Err(Refusal::KeysUnavailable),
        }
    }

    fn address(&self, url: &str) -> Arc<Address> {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(known.entry(url.to_owned()).or_default())
    }
}

impl Address {
    /// Asks for the set, and keeps it.
    async fn ask(&self, fetcher: &dyn FetchKeySet, url: &str, now: Timestamp) {
        let mut known = Known { asked_at: Some(now), ..self.known() };
        match fetched(fetcher, url).await {
            Ok(set) => known.set = Some((now, Arc::new(set))),
            Err(KeySetError(cause)) => tracing::warn!(url, cause, "a key set cannot be had"),
        }
        self.keep(known);
    }

    fn fresh(&self, id: Option<&str>, now: Timestamp) -> Option<Key> {
        let (_, set) = self.known().set.filter(|(at, _)| now.duration_since(*at) < FRESH)?;
        set.key(id).cloned()
    }

    fn known(&self) -> Known {
        self.known.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn keep(&self, known: Known) {
        *self.known.lock().unwrap_or_else(PoisonError::into_inner) = known;
    }
}

async fn fetched(fetcher: &dyn FetchKeySet, url: &str) -> Result<KeySet, KeySetError> {
    let body = fetcher.fetch(url).await?;
    KeySet::read(&body).ok_or_else(|| KeySetError("what stands there is none".to_owned()))
}
