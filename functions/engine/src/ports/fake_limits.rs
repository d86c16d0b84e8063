//! Buckets and budgets in memory, for the tests of the crates above. Knows no way to fail.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use async_trait::async_trait;
use jiff::civil::Date;

use super::{Bucket, BucketOwner, Budget, Clock, Limits, StoreError, Taken};
use crate::limits::{Plan, level_name, plan};

/// Whose bucket, and the name of a rate.
type LevelKey = (String, BucketOwner, String);

/// Buckets and budgets in memory. It keeps every promise of [`Limits`]; the store's tests run over both.
pub struct FakeLimits {
    clock: Arc<dyn Clock>,
    levels: Mutex<HashMap<LevelKey, i64>>,
    used: Mutex<HashMap<(String, Date, Budget), u64>>,
}

impl FakeLimits {
    /// Every bucket at rest, and nothing used.
    #[must_use]
    pub fn new(clock: Arc<dyn Clock>) -> Self {
        Self { clock, levels: Mutex::default(), used: Mutex::default() }
    }

    /// The owner's bucket is at rest again.
    pub(super) fn forget(&self, tenant: &str, owner: &BucketOwner) {
        let mut kept = self.levels.lock().unwrap_or_else(PoisonError::into_inner);
        kept.retain(|(of, who, _), _| of != tenant || who != owner);
    }
}

#[async_trait]
impl Limits for FakeLimits {
    async fn take(&self, bucket: &Bucket) -> Result<Taken, StoreError> {
        let key = |rate| (bucket.tenant.clone(), bucket.owner.clone(), level_name(rate));
        let mut kept = self.levels.lock().unwrap_or_else(PoisonError::into_inner);
        let levels: Vec<Option<i64>> =
            bucket.rates.iter().map(|rate| kept.get(&key(rate)).copied()).collect();
        match plan(&bucket.rates, &levels, self.clock.now()) {
            Plan::Wait(retry_after) => Ok(Taken::No { retry_after }),
            Plan::Take(steps) => {
                for ((rate, level), step) in bucket.rates.iter().zip(levels).zip(steps) {
                    if let Some(level) = step.applied(level) {
                        kept.insert(key(rate), level);
                    }
                }
                Ok(Taken::Yes)
            }
        }
    }

    async fn reserve(
        &self,
        tenant: &str,
        day: Date,
        budget: Budget,
        wanted: u64,
        limit: u64,
    ) -> Result<u64, StoreError> {
        let mut used = self.used.lock().unwrap_or_else(PoisonError::into_inner);
        let used = used.entry((tenant.to_owned(), day, budget)).or_default();
        let given = wanted.min(limit.saturating_sub(*used));
        *used += given;
        Ok(given)
    }
}
