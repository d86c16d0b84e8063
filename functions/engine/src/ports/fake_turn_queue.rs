//! The queue of turns in memory, for the tests of the crates above. Nobody works on it.

use std::sync::{Mutex, PoisonError};

use async_trait::async_trait;

use super::{GivenUp, QueueError, QueuedTurn, StoreError, TurnQueue};

/// What was put in, in order.
#[derive(Debug, Default)]
pub struct FakeTurnQueue(Mutex<Vec<QueuedTurn>>);

impl FakeTurnQueue {
    /// Everything that was put in so far, oldest first; afterwards it is empty.
    pub fn take(&self) -> Vec<QueuedTurn> {
        core::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

#[async_trait]
impl TurnQueue for FakeTurnQueue {
    async fn enqueue(&self, turn: &QueuedTurn) -> Result<(), QueueError> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(turn.clone());
        Ok(())
    }

    /// Nobody works on it, so that nobody gives anything up.
    async fn given_up(&self, _: &str) -> Result<GivenUp, StoreError> {
        Ok(GivenUp::Turns(Vec::new()))
    }

    async fn take_up_again(&self, _: &QueuedTurn) -> Result<bool, StoreError> {
        Ok(false)
    }
}
