//! Whoever works in the background.

use api::{App, Waited, answer_queued, end_if_idle};
use engine::ports::{Delivery, DeliveryState, QueuedTurn, StoreError};
use futures_util::{StreamExt as _, stream};
use jiff::SignedDuration;

use crate::sender::Sender;

/// How many waits are looked at at a time.
const BATCH: u16 = 100;

/// How many tenants are looked after at the same time: one whose receivers are slow does not hold up the others, and many
/// do not ask the store all at once.
const TENANTS_AT_ONCE: usize = 32;

/// How long a conversation that could not be read is left alone, so that it holds up none of the others.
const LEFT_ALONE: SignedDuration = SignedDuration::from_mins(10);

/// Whoever works in the background: does what stands in the store, and keeps nothing of its own. Any number may work on one
/// store. Cheap to clone.
#[derive(Clone)]
pub struct Jobs {
    pub(crate) app: App,
    pub(crate) sender: Sender,
}

/// What a look at a tenant's outbox came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Swept {
    /// How many conversations were found to be over.
    pub ended: usize,
    /// How many attempts were made to tell somebody.
    pub attempts: usize,
}

/// A job was not done: it is to be done again.
#[derive(Debug, thiserror::Error)]
pub enum JobError {
    /// The turn was not answered, or the conversation not ended.
    #[error(transparent)]
    Turn(#[from] api::ApiError),
    /// The outbox failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Jobs {
    /// Works for this server.
    #[must_use]
    pub const fn new(app: App, sender: Sender) -> Self {
        Self { app, sender }
    }

    /// Answers a turn from the queue: once, however often it comes. See [`answer_queued`].
    ///
    /// # Errors
    ///
    /// The turn is not answered: it must come again.
    pub async fn run_turn(&self, queued: &QueuedTurn) -> Result<(), JobError> {
        Ok(answer_queued(&self.app, queued).await?)
    }

    /// Does whatever is due for the tenant: ends conversations whose time is over, and tells what is to be told.
    ///
    /// # Errors
    ///
    /// The store fails; what was not done stays due.
    pub async fn sweep_tenant(&self, tenant: &str) -> Result<Swept, JobError> {
        let ended = self.end_idle(tenant).await;
        // A conversation that cannot be ended holds up no webhook.
        let attempts = self.deliver_due(tenant).await?;
        Ok(Swept { ended: ended?, attempts })
    }

    /// The same for every tenant. One whose outbox fails does not hold up the others; the last failure is told.
    ///
    /// # Errors
    ///
    /// The store fails for some tenant.
    pub async fn sweep(&self) -> Result<Swept, JobError> {
        let mut whole = Swept::default();
        let mut failure = None;
        let tenants: Vec<String> = self.app.tenants.iter().map(|tenant| tenant.id.clone()).collect();
        let sweeps = tenants.into_iter().map(|tenant| async move { self.sweep_tenant(&tenant).await });
        let sweeps: Vec<_> = stream::iter(sweeps).buffer_unordered(TENANTS_AT_ONCE).collect().await;
        for swept in sweeps {
            match swept {
                Ok(Swept { ended, attempts }) => {
                    whole.ended += ended;
                    whole.attempts += attempts;
                }
                Err(error) => failure = Some(error),
            }
        }
        failure.map_or(Ok(whole), Err)
    }

    /// Looks at the conversations whose time may be over. Tells how many are. One that cannot be read does not hold up the
    /// others; the last failure is told.
    async fn end_idle(&self, tenant: &str) -> Result<usize, JobError> {
        let outbox = &self.app.outbox;
        let now = self.app.clock.now();
        let mut ended = 0;
        let mut failure = None;
        loop {
            let due = outbox.due(tenant, DeliveryState::Waiting, now, BATCH).await?;
            for waiting in &due {
                match self.end(waiting).await {
                    Ok(is_over) => ended += usize::from(is_over),
                    Err(error) => {
                        outbox.claim(waiting, now, now + LEFT_ALONE).await?;
                        failure = Some(error);
                    }
                }
            }
            if due.len() < usize::from(BATCH) {
                return failure.map_or(Ok(ended), Err);
            }
        }
    }

    /// Ends the conversation that the delivery waits for, or goes on waiting. Whether it is over.
    async fn end(&self, waiting: &Delivery) -> Result<bool, JobError> {
        match end_if_idle(&self.app, waiting).await? {
            Waited::Over => {
                self.app.outbox.remove(waiting).await?;
                Ok(true)
            }
            Waited::Until(next_at) => {
                let expires_at = waiting.expires_at + next_at.duration_since(waiting.next_at);
                let next = Delivery { next_at, expires_at, ..waiting.clone() };
                self.app.outbox.replace(waiting, &next).await?;
                Ok(false)
            }
        }
    }
}
