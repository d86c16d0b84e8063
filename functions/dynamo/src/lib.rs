//! The store ports of the engine over DynamoDB: the one on AWS and the embedded one alike.
//!
//! There is one table. Every key begins with the tenant, so nothing of another tenant can be reached by any call here.
//! This crate knows how entries are kept, not what a turn is or when one is over.

mod connection;
mod failure;
mod forget;
mod item;
mod keys;
mod limits;
mod table;
mod turn_log;

pub use connection::{Connection, MissingVariable, connect, settings};
pub use keys::{PARTITION_KEY, SORT_KEY};
pub use limits::LimitsTable;
pub use table::{TableError, ensure_table};
pub use turn_log::TurnLogTable;

/// The attribute that holds when DynamoDB may delete an item: seconds since 1970, UTC.
pub const TIME_TO_LIVE: &str = "expires_at";
