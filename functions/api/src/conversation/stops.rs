//! Telling a turn that this very process answers that its visitor has asked it to stop.
//!
//! Nothing depends on it: the log says whether a stop was asked for, and whoever answers a turn finds it there when
//! its listener is gone, when it takes the turn over, or at the latest when it closes it. This only makes the end come
//! at once where a proxy keeps the line open that the visitor has let go.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::Notify;

type Watched = BTreeMap<String, Arc<Notify>>;

/// The turns that this process answers just now. Cheap to clone.
#[derive(Clone, Default)]
pub struct Stops(Arc<Mutex<Watched>>);

/// One turn that is being answered. It is no longer known once this is dropped.
pub(super) struct Watch {
    stops: Stops,
    turn_id: String,
    asked: Arc<Notify>,
}

impl Stops {
    /// Waits for word about this turn from here on.
    pub(super) fn watch(&self, turn_id: String) -> Watch {
        let asked = Arc::new(Notify::new());
        self.watched().insert(turn_id.clone(), Arc::clone(&asked));
        Watch { stops: self.clone(), turn_id, asked }
    }

    /// Passes the word on, if this process answers the turn.
    pub(crate) fn ask(&self, turn_id: &str) {
        if let Some(asked) = self.watched().get(turn_id) {
            asked.notify_one();
        }
    }

    fn watched(&self) -> MutexGuard<'_, Watched> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Watch {
    /// Returns once a stop was asked for.
    pub(super) async fn asked(&self) {
        self.asked.notified().await;
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        let mut watched = self.stops.watched();
        // Somebody who has taken the turn over since is not forgotten.
        if watched.get(&self.turn_id).is_some_and(|there| Arc::ptr_eq(there, &self.asked)) {
            watched.remove(&self.turn_id);
        }
    }
}
