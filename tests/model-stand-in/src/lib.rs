//! aimock, a stand-in for a model that was not written here, started and stopped by a test. For tests only.
//!
//! What it answers is given as aimock's own fixtures, described in its package's `skills/write-fixtures/SKILL.md`:
//!
//! ```json
//! [{"match": {"userMessage": "a shop"}, "response": {"toolCalls": [{"name": "scope", "arguments": {"reply": "Fine"}}]}}]
//! ```
//!
//! Whatever else an entry may hold stands beside `match`: `latency`, `chunkSize`, `truncateAfterChunks`,
//! `disconnectAfterMs`, `chaos`. It needs Node.js; the package is installed at the first start.

mod error;
mod install;
mod journal;
mod stand_in;

pub use error::StandInError;
pub use stand_in::StandIn;

/// Makes sure that Node.js is there and that what the lock file of this folder names is installed in it: for other peers of the
/// tests.
///
/// # Errors
///
/// Node.js is missing or too old, or the packages cannot be installed.
pub fn prepare(folder: &std::path::Path) -> Result<(), StandInError> {
    install::check_node()?;
    install::install(folder)
}
