//! Deletes what is past its time to live, as DynamoDB does: late, and without being asked.

use std::sync::Weak;
use std::time::Duration;

use crate::connector::Engine;

/// DynamoDB itself takes days; readers look at the time themselves.
const PAUSE: Duration = Duration::from_secs(600);

/// Sweeps now and after every pause, until the store is gone.
pub(crate) async fn keep_sweeping(engine: Weak<Engine>) {
    loop {
        let Some(engine) = engine.upgrade() else { return };
        let swept = tokio::task::spawn_blocking(move || engine.database().sweep_ttl()).await;
        match swept {
            Ok(Ok(deleted)) => tracing::debug!(deleted, "swept what is past its time"),
            Ok(Err(error)) => tracing::warn!(%error, "what is past its time could not be deleted"),
            // The runtime is shutting down.
            Err(_) => return,
        }
        tokio::time::sleep(PAUSE).await;
    }
}
