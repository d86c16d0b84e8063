//! Transcripts about records: their file, what is right and wrong of a turn, and the report.
//!
//! Who replays them carries calls out, and so stands above this crate.

mod file;
mod judge;
mod report;
#[cfg(test)]
mod tests;

pub use file::{Call, Created, Expect, File, State, Transcript, Turn, is_about_records, read};
pub use judge::{After, judge};
pub use report::{Report, table};
