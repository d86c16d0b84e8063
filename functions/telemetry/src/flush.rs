//! When what was counted is written: only where it is written by piece of work and not asked for.

use std::sync::OnceLock;

type Sink = Box<dyn Fn() + Send + Sync>;

static SINK: OnceLock<Sink> = OnceLock::new();

/// Writes what was counted since the last time, where that is how metrics leave this process. To be called when a piece
/// of work is done and before the process may be frozen. Costs nothing elsewhere.
pub fn flush() {
    if let Some(sink) = SINK.get() {
        sink();
    }
}

/// What [`flush`] does from now on. The first one counts.
#[cfg(feature = "emf")]
pub(crate) fn flush_by(sink: impl Fn() + Send + Sync + 'static) {
    let _ = SINK.set(Box::new(sink));
}
