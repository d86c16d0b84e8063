//! The lists of users' conversations in memory, for the tests of the crates above. Knows no way to fail.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use async_trait::async_trait;
use jiff::Timestamp;

use super::{BucketOwner, Clock, FakeLimits, People, StoreError, UserId};

/// Of each user the sessions, and until when each is known.
type Sessions = HashMap<UserId, BTreeMap<String, Timestamp>>;

/// The lists of users' conversations in memory. It keeps every promise of [`People`]; the store's tests run over both.
pub struct FakePeople {
    clock: Arc<dyn Clock>,
    limits: Arc<FakeLimits>,
    sessions: Mutex<Sessions>,
}

impl FakePeople {
    /// Nobody, beside these buckets.
    #[must_use]
    pub fn new(clock: Arc<dyn Clock>, limits: Arc<FakeLimits>) -> Self {
        Self { clock, limits, sessions: Mutex::default() }
    }

    fn lists(&self) -> MutexGuard<'_, Sessions> {
        self.sessions.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[async_trait]
impl People for FakePeople {
    async fn note(&self, user: &UserId, session: &str, until: Timestamp) -> Result<(), StoreError> {
        // The store keeps whole seconds.
        let until = Timestamp::from_second(until.as_second()).unwrap_or(until);
        self.lists().entry(user.clone()).or_default().insert(session.to_owned(), until);
        Ok(())
    }

    async fn sessions(
        &self,
        user: &UserId,
        after: Option<&str>,
        limit: u16,
    ) -> Result<Vec<String>, StoreError> {
        let now = self.clock.now();
        let lists = self.lists();
        let known = lists.get(user).into_iter().flatten();
        let following = known
            .filter(|(session, until)| **until > now && after.is_none_or(|after| session.as_str() > after));
        Ok(following.map(|(session, _)| session.clone()).take(usize::from(limit)).collect())
    }

    async fn forget_session(&self, user: &UserId, session: &str) -> Result<(), StoreError> {
        if let Some(sessions) = self.lists().get_mut(user) {
            sessions.remove(session);
        }
        Ok(())
    }

    async fn forget(&self, user: &UserId) -> Result<(), StoreError> {
        self.limits.forget(&user.tenant, &BucketOwner::User(user.user.clone()));
        Ok(())
    }
}
