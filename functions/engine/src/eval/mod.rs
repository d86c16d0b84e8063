//! Transcripts with expected values: replaying them and scoring what was understood.
//!
//! Replaying and scoring are apart: whoever can say what is known after every turn ([`TurnState`]) can be scored, be it
//! [`replay`] with the rules engine or a model that somebody else runs.

mod file;
mod line;
pub mod records;
mod replay;
mod score;
mod table;

pub use file::{File, FileError, Tenant, Transcript, Turn, read};
pub use line::Line;
pub use replay::{Asking, Place, TurnState, apply, replay, state};
pub use score::{Count, KindScore, Report, Violation, score};
pub use table::table;

#[cfg(test)]
mod tests;
