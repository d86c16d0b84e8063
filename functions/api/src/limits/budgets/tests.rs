//! Slices: never more than the day's limit, and seldom a question to the store.

use std::sync::atomic::{AtomicU32, Ordering};

use async_trait::async_trait;
use engine::ports::{Bucket, Clock, FakeLimits, Taken};
use futures_util::future::join_all;
use jiff::Timestamp;
use jiff::civil::date;

use super::*;

const TODAY: Date = date(2026, 11, 21);

struct Noon;

impl Clock for Noon {
    fn now(&self) -> Timestamp {
        "2026-11-21T12:00:00Z".parse().unwrap()
    }
}

/// Limits that count how often something was reserved.
struct Counted(FakeLimits, AtomicU32);

impl Counted {
    fn new() -> Self {
        Self(FakeLimits::new(Arc::new(Noon)), AtomicU32::new(0))
    }
}

#[async_trait]
impl Limits for Counted {
    async fn take(&self, bucket: &Bucket) -> Result<Taken, StoreError> {
        self.0.take(bucket).await
    }

    async fn reserve(
        &self,
        tenant: &str,
        day: Date,
        budget: Budget,
        wanted: u64,
        limit: u64,
    ) -> Result<u64, StoreError> {
        self.1.fetch_add(1, Ordering::Relaxed);
        self.0.reserve(tenant, day, budget, wanted, limit).await
    }
}

async fn one(budgets: &DayBudgets, limits: &Counted, day: Date, limit: u64) -> bool {
    budgets.take(limits, "studio", day, (Budget::Messages, limit), 1).await.unwrap()
}

#[tokio::test]
async fn a_day_gives_its_limit_in_slices() {
    let (budgets, limits) = (DayBudgets::default(), Counted::new());
    let mut taken = 0;
    while one(&budgets, &limits, TODAY, 1_010).await {
        taken += 1;
    }
    assert_eq!(taken, 1_010);
    // Fifty slices of twenty, and one of the ten that were left: who finds nothing asks no more.
    assert_eq!(limits.1.load(Ordering::Relaxed), 51);
    assert!(!one(&budgets, &limits, TODAY, 1_010).await);
    assert_eq!(limits.1.load(Ordering::Relaxed), 51);
    // Another day, and a limit that was raised.
    assert!(one(&budgets, &limits, date(2026, 11, 22), 1_010).await);
    assert!(one(&budgets, &limits, TODAY, 1_011).await);
    assert!(!one(&budgets, &limits, TODAY, 1_011).await);
}

#[tokio::test]
async fn processes_together_stay_within_the_limit_and_lose_a_slice_at_most() {
    let (limits, mut taken) = (Counted::new(), 0);
    // Four that end after 30 messages each, and one that uses up the rest.
    for _ in 0..4 {
        let process = DayBudgets::default();
        for _ in 0..30 {
            taken += u64::from(one(&process, &limits, TODAY, 500).await);
        }
    }
    let last = DayBudgets::default();
    while one(&last, &limits, TODAY, 500).await {
        taken += 1;
    }
    assert!(taken <= 500, "{taken}");
    assert!(taken >= 500 - 4 * 10, "{taken}");
}

#[tokio::test]
async fn many_at_once_reserve_together() {
    let (budgets, limits) = (DayBudgets::default(), Counted::new());
    let taken = join_all((0..20).map(|_| one(&budgets, &limits, TODAY, 1_000))).await;
    assert!(taken.into_iter().all(|taken| taken));
    assert_eq!(limits.1.load(Ordering::Relaxed), 1);
}

#[tokio::test]
async fn what_is_too_much_leaves_the_rest_to_others() {
    let (budgets, limits) = (DayBudgets::default(), Counted::new());
    let tokens =
        async |amount| budgets.take(&limits, "studio", TODAY, (Budget::Tokens, 1_000), amount).await.unwrap();
    assert!(tokens(900).await);
    assert!(!tokens(200).await);
    assert!(tokens(100).await);
    assert!(!tokens(1).await);
    budgets.give_back("studio", TODAY, Budget::Tokens, 850).await;
    budgets.give_back("studio", date(2026, 11, 20), Budget::Tokens, 850).await;
    assert!(tokens(850).await);
    assert!(!tokens(1).await);
}
