//! What comes of calls, over records in memory.

#![expect(clippy::unwrap_used, reason = "the functions that tests share may fail as tests do")]

mod confirming;
mod finding;
mod hidden;
mod limits;
mod tools;
mod transcripts;
mod world;
