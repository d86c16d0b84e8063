//! Deliveries: each attempt from claim to result.

use engine::ports::{Delivery, DeliveryState, SecretError, StoreError};
use engine::webhooks::next_attempt;
use futures_util::StreamExt as _;
use jiff::SignedDuration;

use crate::jobs::Jobs;
use crate::sender::Attempt;

/// How long nobody else tries a delivery that somebody is trying: longer than an attempt can take. Whoever falls in between
/// leaves it to be tried again after that.
const CLAIM: SignedDuration = SignedDuration::from_mins(1);

/// How many addresses are told at the same time.
const AT_ONCE: usize = 16;

/// How many deliveries are read at a time.
const BATCH: u16 = 100;

impl Jobs {
    /// Tries the delivery once, and keeps what came of it. `None` where somebody else has it, or had it meanwhile.
    ///
    /// # Errors
    ///
    /// The store fails; the delivery is tried again after a minute.
    pub async fn deliver(&self, delivery: &Delivery) -> Result<Option<Delivery>, StoreError> {
        let now = self.app.clock.now();
        if delivery.state != DeliveryState::Pending || delivery.next_at > now {
            return Ok(None);
        }
        if !self.app.outbox.claim(delivery, now, now + CLAIM).await? {
            return Ok(None);
        }
        let attempt = self.attempt(delivery).await;
        let after = self.after(delivery, attempt);
        let is_kept = self.app.outbox.replace(delivery, &after).await?;
        Ok(is_kept.then_some(after))
    }

    /// Tries whatever of the tenant's is due, until nothing is. Tells how many attempts were made.
    ///
    /// # Errors
    ///
    /// The store fails; what was not tried stays due.
    pub async fn deliver_due(&self, tenant: &str) -> Result<usize, StoreError> {
        let mut attempts = 0;
        loop {
            let now = self.app.clock.now();
            let due = self.app.outbox.due(tenant, DeliveryState::Pending, now, BATCH).await?;
            if due.is_empty() {
                return Ok(attempts);
            }
            let whole = due.len();
            let trying =
                futures_util::stream::iter(due).map(|delivery| async move { self.deliver(&delivery).await });
            let tried: Vec<_> = trying.buffer_unordered(AT_ONCE).collect().await;
            for result in tried {
                attempts += usize::from(result?.is_some());
            }
            if whole < usize::from(BATCH) {
                return Ok(attempts);
            }
        }
    }

    async fn attempt(&self, delivery: &Delivery) -> Attempt {
        let secret = match self.app.secrets.secret(&delivery.secret).await {
            Ok(secret) => secret,
            Err(error) => {
                let why = match error {
                    SecretError::Unknown(name) => format!("there is no secret named {name}"),
                    SecretError::Unavailable(_) => "the secret cannot be read".to_owned(),
                };
                return Attempt::Failed { why, retry_after: None };
            }
        };
        self.sender.send(delivery, &secret, self.app.clock.now()).await
    }

    /// The delivery as it is after the attempt.
    fn after(&self, delivery: &Delivery, attempt: Attempt) -> Delivery {
        let now = self.app.clock.now();
        let attempts = delivery.attempts.saturating_add(1);
        let tried = Delivery { attempts, next_at: now, last_error: None, ..delivery.clone() };
        let (after, outcome) = match attempt {
            Attempt::Taken => (Delivery { state: DeliveryState::Delivered, ..tried }, "delivered"),
            Attempt::Gone => {
                let last_error = Some("status 410".to_owned());
                (Delivery { state: DeliveryState::Dead, last_error, ..tried }, "dead")
            }
            Attempt::Failed { why, retry_after } => {
                let next = next_attempt(attempts, now, fastrand::f64(), retry_after);
                let (state, outcome) = match next {
                    Some(_) => (DeliveryState::Pending, "retried"),
                    None => (DeliveryState::Dead, "dead"),
                };
                let next_at = next.unwrap_or(now);
                (Delivery { state, next_at, last_error: Some(why), ..tried }, outcome)
            }
        };
        telemetry::record::webhook_tried(delivery.event.name(), outcome);
        // Of the address only what the tenant's file says may be told, and that may hold a key.
        tracing::info!(
            id = delivery.id,
            attempts,
            outcome,
            why = after.last_error.as_deref().unwrap_or_default(),
            "webhook"
        );
        after
    }
}
