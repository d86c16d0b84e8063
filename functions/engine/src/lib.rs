//! What a turn is.
//!
//! This crate is pure: it opens no socket and no file, reads no clock, and names no crate of AWS, HTTP or an
//! asynchronous runtime. Whatever it needs of the world comes in as an argument or stands as a trait in [`ports`].

pub mod actions;
pub mod answers;
pub mod escalation;
pub mod eval;
pub mod json_schema;
pub mod knowledge;
pub mod limits;
pub mod log;
pub mod output;
mod phones;
pub mod ports;
mod prepared;
pub mod prompt;
pub mod public_address;
pub mod records;
pub mod rules;
pub mod scope;
pub mod summary;
pub mod tenant;
mod time_zones;
pub mod turn;
pub mod user;
pub mod webhooks;
pub mod wording;

pub use prepared::Prepared;
pub use time_zones::time_zone;
