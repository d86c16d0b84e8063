//! Budgets of days: a process reserves a slice in the store and uses it up by itself, so that a plain turn costs the
//! store nothing more.
//!
//! The store never gives out more than the day's limit, so no number of processes can go beyond it. What a process has
//! not used of its last slice is lost when it ends: at most [`SLICES`]th of the limit, and 20 messages, for each.

use core::num::NonZeroU64;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use engine::ports::{Budget, Limits, StoreError};
use jiff::civil::Date;

/// A slice is at most so small a part of the limit.
const SLICES: NonZeroU64 = NonZeroU64::new(50).unwrap();

/// The most messages of a slice.
const SLICE_MESSAGES: u64 = 20;

/// The most tokens of a slice: some dozens of turns.
const SLICE_TOKENS: u64 = 200_000;

/// What this process has reserved of the tenants' days. Cheap to clone; one for each process.
#[derive(Clone, Default)]
pub struct DayBudgets(Arc<Mutex<HashMap<(String, Budget), Shared>>>);

/// Held while a slice is reserved: who comes meanwhile waits for that one rather than reserving another.
type Shared = Arc<tokio::sync::Mutex<Slice>>;

/// What is left here of a day.
#[derive(Default)]
struct Slice {
    day: Date,
    limit: u64,
    left: u64,
    /// Whether the store has nothing more of this day.
    is_last: bool,
}

impl DayBudgets {
    /// Takes `amount` of the day's budget, whose limit is given with it; `false` where that much is not left.
    pub(crate) async fn take(
        &self,
        limits: &dyn Limits,
        tenant: &str,
        day: Date,
        (budget, limit): (Budget, u64),
        amount: u64,
    ) -> Result<bool, StoreError> {
        let slice = self.slice(tenant, budget);
        let mut slice = slice.lock().await;
        if slice.day != day || slice.limit != limit {
            *slice = Slice { day, limit, ..Slice::default() };
        }
        if slice.left < amount && !slice.is_last {
            let wanted = (amount - slice.left).max(slice_of(budget, limit));
            let given = limits.reserve(tenant, day, budget, wanted, limit).await?;
            slice.left += given;
            slice.is_last = given < wanted;
        }
        let is_enough = slice.left >= amount;
        if is_enough {
            slice.left -= amount;
        }
        Ok(is_enough)
    }

    /// Gives back what was taken and not used; nothing where that day is over.
    pub(crate) async fn give_back(&self, tenant: &str, day: Date, budget: Budget, amount: u64) {
        let slice = self.slice(tenant, budget);
        let mut slice = slice.lock().await;
        if slice.day == day {
            slice.left = slice.left.saturating_add(amount);
        }
    }

    fn slice(&self, tenant: &str, budget: Budget) -> Shared {
        let mut slices = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(slices.entry((tenant.to_owned(), budget)).or_default())
    }
}

const fn slice_of(budget: Budget, limit: u64) -> u64 {
    let most = match budget {
        Budget::Messages => SLICE_MESSAGES,
        Budget::Tokens => SLICE_TOKENS,
    };
    let part = limit / SLICES.get();
    if part == 0 {
        1
    } else if part < most {
        part
    } else {
        most
    }
}

#[cfg(test)]
mod tests;
