//! What comes of calls, over records in memory.

mod confirming;
mod finding;
mod limits;
mod tools;
mod transcripts;
mod world;
