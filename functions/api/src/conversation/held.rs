//! The lease on which a turn is answered.
//!
//! It is renewed before a tool of the tenant's own is called, and says from then on that one was: whoever takes such a turn
//! over calls none, since nobody knows what the calls have done.

use std::sync::{Mutex, PoisonError};

use engine::log::{ConversationId, Lease};
use engine::ports::LeaseError;
use jiff::{SignedDuration, Timestamp};

use super::open::new_lease;
use crate::app::App;

/// What ends the holder of a turn whose tools were called.
const TOOLS: &str = "/tools";

/// How long a turn may still take once a tool is called: the call, at most 20 s, and what the model says of it, at most 35 s.
const TOOL_LEASE: SignedDuration = SignedDuration::from_secs(60);

/// Whether tools were called on this lease, or on one before it.
pub(super) fn has_called_tools(lease: &Lease) -> bool {
    lease.holder.ends_with(TOOLS)
}

/// The lease of whoever takes the turn over from `old`.
pub(super) fn lease_after(app: &App, old: &Lease, now: Timestamp) -> Lease {
    let lease = new_lease(app, now);
    if has_called_tools(old) { marked(lease) } else { lease }
}

fn marked(lease: Lease) -> Lease {
    Lease { holder: lease.holder + TOOLS, ..lease }
}

/// The lease on which a turn is answered.
pub(super) struct Held<'a> {
    app: &'a App,
    conversation: &'a ConversationId,
    seq: u64,
    lease: Mutex<Lease>,
}

impl<'a> Held<'a> {
    pub(super) const fn new(app: &'a App, conversation: &'a ConversationId, seq: u64, lease: Lease) -> Self {
        Self { app, conversation, seq, lease: Mutex::new(lease) }
    }

    /// As it is now.
    pub(super) fn lease(&self) -> Lease {
        self.lease.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Renews it, since a tool is about to be called.
    pub(super) async fn before_tool(&self) -> Result<(), LeaseError> {
        let old = self.lease();
        let now = self.app.clock.now();
        let new = Lease { until: now + TOOL_LEASE, ..marked(new_lease(self.app, now)) };
        self.app.turn_log.take_over(self.conversation, self.seq, &old, &new).await?;
        *self.lease.lock().unwrap_or_else(PoisonError::into_inner) = new;
        Ok(())
    }
}
