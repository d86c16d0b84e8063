//! What is known of a piece of work by the time it is done: whose it is, and how its time was spent.
//!
//! A tally belongs to a task, not to a call: what is counted below it, however deep, is counted in it. A task that is spawned
//! takes it along by [`carried`].

use core::sync::atomic::{AtomicU64, Ordering};
use core::time::Duration;
use std::sync::{Arc, OnceLock};

use tracing::Instrument as _;

tokio::task_local! {
    static CURRENT: Arc<Tally>;
}

/// What is known of a piece of work: a request, or a turn within one.
#[derive(Debug, Default)]
pub struct Tally {
    above: Option<Arc<Tally>>,
    tenant: OnceLock<String>,
    turn: OnceLock<String>,
    intent: OnceLock<String>,
    model_micros: AtomicU64,
    store_micros: AtomicU64,
    store_calls: AtomicU64,
    is_told: OnceLock<()>,
}

/// How Lambda names the invocation that brought a request: whoever serves the router puts it into the request's
/// extensions, and it stands in every line of the request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invocation {
    /// Lambda's id of the request.
    pub request_id: String,
    /// The trace that X-Ray keeps, if it keeps one.
    pub trace_id: Option<String>,
}

impl Tally {
    /// An empty one below the current one, if there is one.
    #[must_use]
    pub fn begin() -> Arc<Self> {
        Arc::new(Self { above: Self::current(), ..Self::default() })
    }

    /// The current task's.
    #[must_use]
    pub fn current() -> Option<Arc<Self>> {
        CURRENT.try_with(Arc::clone).ok()
    }

    /// Runs this with the tally as the current one.
    pub async fn during<F: Future>(self: Arc<Self>, work: F) -> F::Output {
        CURRENT.scope(self, work).await
    }

    /// The current one and those above it.
    pub(crate) fn each(mut note: impl FnMut(&Self)) {
        let mut next = Self::current();
        while let Some(tally) = next {
            note(&tally);
            next = tally.above.clone();
        }
    }

    /// Whose it is, for the current one and those above it.
    pub fn name_tenant(tenant: &str) {
        Self::each(|tally| _ = tally.tenant.set(tenant.to_owned()));
    }

    /// Which turn it is about, for the current one and those above it.
    pub fn name_turn(turn: &str) {
        Self::each(|tally| _ = tally.turn.set(turn.to_owned()));
    }

    /// What its message is about, for the current one and those above it.
    pub fn name_intent(intent: &str) {
        Self::each(|tally| _ = tally.intent.set(intent.to_owned()));
    }

    pub(crate) fn add_model(&self, took: Duration) {
        self.model_micros.fetch_add(micros(took), Ordering::Relaxed);
    }

    pub(crate) fn add_store(&self, took: Duration) {
        self.store_micros.fetch_add(micros(took), Ordering::Relaxed);
        self.store_calls.fetch_add(1, Ordering::Relaxed);
    }

    /// The tenant, if it is known.
    #[must_use]
    pub fn tenant(&self) -> Option<&str> {
        self.tenant.get().map(String::as_str)
    }

    /// The turn, if there is one.
    #[must_use]
    pub fn turn(&self) -> Option<&str> {
        self.turn.get().map(String::as_str)
    }

    /// What the message was about, if that is known.
    #[must_use]
    pub fn intent(&self) -> Option<&str> {
        self.intent.get().map(String::as_str)
    }

    /// How long the model was waited for.
    #[must_use]
    pub fn model(&self) -> Duration {
        Duration::from_micros(self.model_micros.load(Ordering::Relaxed))
    }

    /// How long the store was waited for, calls side by side counted one after the other.
    #[must_use]
    pub fn store(&self) -> Duration {
        Duration::from_micros(self.store_micros.load(Ordering::Relaxed))
    }

    /// How often the store was called.
    #[must_use]
    pub fn store_calls(&self) -> u64 {
        self.store_calls.load(Ordering::Relaxed)
    }

    /// Says that it was told. False where it was before.
    pub fn tell(&self) -> bool {
        self.is_told.set(()).is_ok()
    }

    /// Whether it was told.
    #[must_use]
    pub fn is_told(&self) -> bool {
        self.is_told.get().is_some()
    }

    /// Whether no request waits for this work any more: what is counted from now on has to be written by whoever counts.
    #[must_use]
    pub fn is_on_its_own() -> bool {
        let mut is_awaited = false;
        Self::each(|tally| is_awaited |= tally.above.is_none() && !tally.is_told());
        !is_awaited
    }
}

fn micros(took: Duration) -> u64 {
    u64::try_from(took.as_micros()).unwrap_or(u64::MAX)
}

/// The work with the tally and the span of whoever spawns it.
pub fn carried<F>(work: F) -> impl Future<Output = F::Output> + Send + 'static
where
    F: Future + Send + 'static,
{
    let tally = Tally::current();
    let work = work.in_current_span();
    async move {
        match tally {
            Some(tally) => tally.during(work).await,
            None => work.await,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn what_is_counted_below_is_counted_above() {
        let request = Tally::begin();
        let work = async {
            assert!(!Tally::is_on_its_own());
            let turn = Tally::begin();
            let below = async {
                Tally::name_tenant("studio");
                crate::record::store_called("Query", Duration::from_millis(2), None);
                crate::record::model_called("whole", Duration::from_millis(30), None);
            };
            Arc::clone(&turn).during(async { tokio::spawn(carried(below)).await }).await.unwrap();
            crate::record::store_called("PutItem", Duration::from_millis(3), None);
            turn
        };
        let turn = Arc::clone(&request).during(work).await;
        assert_eq!((turn.store_calls(), request.store_calls()), (1, 2));
        assert_eq!((turn.store(), request.store()), (Duration::from_millis(2), Duration::from_millis(5)));
        assert_eq!(request.model(), Duration::from_millis(30));
        assert_eq!((turn.tenant(), request.tenant()), (Some("studio"), Some("studio")));
        assert!(Tally::current().is_none() && Tally::is_on_its_own());
    }
}
