//! Why there is no stand-in: one clear line each.

use core::fmt;
use std::io;

/// Why it did not start, or could not be asked.
#[derive(thiserror::Error)]
pub enum StandInError {
    /// There is no Node.js.
    #[error(
        "Node.js is missing: the stand-in for the model needs Node.js 20.15 or newer, with npm, in the PATH"
    )]
    NodeMissing,
    /// There is one, but it is too old.
    #[error("Node.js {0} is too old: the stand-in for the model needs 20.15 or newer")]
    NodeTooOld(String),
    /// The package could not be installed.
    #[error("`npm ci` in tests/model-stand-in failed: {0}")]
    Install(String),
    /// It ended before it served, most often because of a fixture that it does not take.
    #[error("aimock did not start: {0}")]
    Start(String),
    /// It does not tell what it was asked.
    #[error("aimock's journal cannot be read: {0}")]
    Journal(String),
    /// The machine failed.
    #[error(transparent)]
    Io(#[from] io::Error),
}

/// The same line as for a reader: it is what a test that unwraps it ends with.
impl fmt::Debug for StandInError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}
