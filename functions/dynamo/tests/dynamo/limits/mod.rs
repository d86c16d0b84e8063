//! What `Limits` promises. Every function of `buckets` and `budgets` is a test, run over the fake and over the table
//! alike; `wire` holds what the table's requests are.

mod buckets;
mod budgets;
mod wire;

use std::sync::Arc;

use aws::dynamodb::Client;
use dynamo::LimitsTable;
use embedded::EmbeddedStore;
use engine::ports::{Bucket, BucketOwner, FakeLimits, Limits, Rate, Taken};
use jiff::SignedDuration;

use crate::bench::{HandClock, TABLE};
use crate::promises::promises;

/// Limits as several processes see them, and the clock of all of them.
pub(crate) struct Bench {
    processes: Vec<Arc<dyn Limits>>,
    clock: Arc<HandClock>,
}

impl Bench {
    fn fake() -> Self {
        let clock = HandClock::new();
        let limits: Arc<dyn Limits> = Arc::new(FakeLimits::new(clock.clone()));
        Self { processes: vec![limits; 4], clock }
    }

    async fn embedded() -> Self {
        let client = EmbeddedStore::in_memory().unwrap().client();
        dynamo::ensure_table(&client, TABLE).await.unwrap();
        Self::over(&client, TABLE)
    }

    pub(crate) fn over(client: &Client, table: &str) -> Self {
        let clock = HandClock::new();
        let process = || Arc::new(LimitsTable::new(client.clone(), table, clock.clone())) as Arc<dyn Limits>;
        Self { processes: (0..4).map(|_| process()).collect(), clock }
    }

    pub(super) fn limits(&self) -> &dyn Limits {
        &*self.processes[0]
    }

    /// Takes until there is none; tells how many there were, and how long to wait.
    pub(super) async fn drain(&self, bucket: &Bucket) -> (u32, SignedDuration) {
        for taken in 0..2_000 {
            if let Taken::No { retry_after } = self.limits().take(bucket).await.unwrap() {
                return (taken, retry_after);
            }
        }
        panic!("a bucket without a bottom");
    }
}

pub(super) const fn rate(count: u32, seconds: i64, burst: u32) -> Rate {
    Rate { count, per: SignedDuration::from_secs(seconds), burst }
}

/// The bucket of a visitor, as tenants have it by default.
pub(super) fn bucket(tenant: &str, owner: BucketOwner) -> Bucket {
    Bucket { tenant: tenant.to_owned(), owner, rates: vec![rate(60, 60, 10), rate(1_000, 3_600, 1_000)] }
}

pub(super) fn session(id: &str) -> BucketOwner {
    BucketOwner::Session(id.to_owned())
}

promises! {
    limits;
    buckets: a_rested_bucket_gives_its_burst, it_fills_as_time_passes, every_rate_counts, a_refusal_takes_nothing,
        two_hundred_at_once_get_what_is_there, two_hundred_at_once_go_on_as_it_fills,
        two_hundred_all_get_one_where_there_are_two_hundred, another_rate_is_not_stuck_with_the_old_one,
        buckets_do_not_touch, no_owner_reaches_into_another_tenant;
    budgets: what_is_left_is_given_and_no_more, days_and_budgets_and_tenants_do_not_touch,
        a_lower_limit_gives_nothing_more, two_hundred_at_once_get_the_days_limit;
}
