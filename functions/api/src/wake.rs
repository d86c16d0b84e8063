//! Calling whoever works in the background of this process: there is something to be done.
//!
//! Nothing depends on it: what is to be done stands in the store, and whoever works looks there from time to time. This only
//! makes it begin at once.

use std::sync::Arc;

use tokio::sync::Notify;

/// The bell between those who make work and whoever does it. Cheap to clone.
#[derive(Debug, Clone, Default)]
pub struct Wake(Arc<Notify>);

impl Wake {
    /// There is something to be done. Where nobody listens just now, the next one who does hears it.
    pub(crate) fn call(&self) {
        self.0.notify_one();
    }

    /// Returns once there is something to be done.
    pub async fn called(&self) {
        self.0.notified().await;
    }
}
