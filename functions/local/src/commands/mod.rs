//! One file per command.

pub(crate) mod eval;
pub(crate) mod serve;
pub(crate) mod tenant;

/// What a command ends with when it cannot do what it was asked: one line for a person.
pub(crate) type Failure = Box<dyn core::error::Error + Send + Sync>;
