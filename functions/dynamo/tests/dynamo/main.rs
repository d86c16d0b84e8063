//! The store ports over the embedded DynamoDB, and the promises of the ports over that and over the fakes.
#![expect(clippy::unwrap_used, clippy::panic, reason = "the functions that tests share may fail as tests do")]

mod answers;
mod bench;
mod connection;
mod contract;
mod failures;
mod items;
mod knowledge;
mod limits;
mod outbox;
mod people;
mod promises;
mod records;
mod sample;
mod table;
mod turn_queue;
