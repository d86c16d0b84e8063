//! The store ports of the engine over DynamoDB: the one on AWS and the embedded one alike.
//!
//! There is one table. Every key begins with the tenant, so nothing of another tenant can be reached by any call here.
//! This crate knows how entries are kept, not what a turn is or when one is over.

mod answers;
mod connection;
mod failure;
mod forget;
mod item;
mod json;
mod keys;
mod knowledge;
mod limits;
mod outbox;
mod people;
mod records;
mod table;
mod transaction;
mod turn_log;
mod turn_log_with;
mod turn_queue;
mod watched;

pub use answers::AnswersTable;
pub use connection::{Connection, ConnectionError, connect};
pub use keys::{PARTITION_KEY, SORT_KEY};
pub use knowledge::KnowledgeTable;
pub use limits::LimitsTable;
pub use outbox::{OutboxTable, tenant_of_pending};
pub use people::PeopleTable;
pub use records::RecordsTable;
pub use table::{TableError, ensure_table};
pub use turn_log::TurnLogTable;
pub use turn_queue::{TakenTurn, TurnQueueTable};
pub use watched::watched;

/// The attribute that holds when DynamoDB may delete an item: seconds since 1970, UTC.
pub const TIME_TO_LIVE: &str = "expires_at";
