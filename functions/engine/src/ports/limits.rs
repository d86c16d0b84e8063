//! How much somebody may ask: buckets, and what is left of a tenant's day.

use async_trait::async_trait;
use jiff::SignedDuration;
use jiff::civil::Date;

use super::StoreError;

/// Buckets of tokens, and budgets of days. Whatever the number of processes and requests at once: never more is given
/// than there is, and what was given once is never given again.
#[async_trait]
pub trait Limits: Send + Sync {
    /// Takes one from the bucket. Where it has been at rest this is one write.
    async fn take(&self, bucket: &Bucket) -> Result<Taken, StoreError>;

    /// Takes up to `wanted` of what is left of the day's `limit`, and tells how much it got: 0 where nothing is left.
    async fn reserve(
        &self,
        tenant: &str,
        day: Date,
        budget: Budget,
        wanted: u64,
        limit: u64,
    ) -> Result<u64, StoreError>;
}

/// A bucket and how it fills.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bucket {
    /// The tenant.
    pub tenant: String,
    /// Whose it is.
    pub owner: BucketOwner,
    /// How it fills; a request must be within every one of them.
    pub rates: Vec<Rate>,
}

/// Whose bucket it is.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum BucketOwner {
    /// An identified user, in all their conversations together.
    User(String),
    /// A conversation of somebody who is not identified.
    Session(String),
    /// A network address, as a keyed hash: the address itself is kept nowhere.
    Address(String),
}

/// `count` in `per` on the long run, and no more than `burst` at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rate {
    /// How many.
    pub count: u32,
    /// In what time.
    pub per: SignedDuration,
    /// How many at once after a rest.
    pub burst: u32,
}

/// Whether there was one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taken {
    /// There was, and it is taken.
    Yes,
    /// There was not, and nothing is taken.
    No {
        /// When there will be one, if nobody else takes it.
        retry_after: SignedDuration,
    },
}

/// What a day has a budget of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Budget {
    /// Messages.
    Messages,
    /// Tokens of the model, read and written.
    Tokens,
}
