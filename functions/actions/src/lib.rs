//! Carries out what a message asks to be done with records and tools.
//!
//! It knows the ports alone: no store, no network, no asynchronous runtime, no clock. What is said of it all is made by
//! `engine::actions` from what was stored.

mod by_rules;
mod changing;
mod finding;
mod listing;
mod ran;
mod replay;
mod runner;
mod tool;
mod values;

pub use by_rules::by_rules;
pub use ran::{Ran, already_done};
pub use replay::replay;
pub use runner::Runner;
