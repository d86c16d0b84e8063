//! The key sets that tenants publish, fetched by this server.

use std::sync::Arc;

use api::KeySets;
use jobs::{KeySetFetcher, Reach};

/// From public addresses only. On a machine without root certificates each fetch fails, and everything else goes on.
pub(crate) fn key_sets() -> KeySets {
    match KeySetFetcher::new(Reach::Public) {
        Ok(fetcher) => KeySets::new(Arc::new(fetcher)),
        Err(error) => {
            tracing::warn!(cause = %error, "key sets of users' tokens cannot be fetched");
            KeySets::none()
        }
    }
}
