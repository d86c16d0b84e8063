//! What is known of what the visitor needs: the values, what was declined, what has been asked.

mod command;
mod state;

pub use command::{Command, Operation};
pub use state::{Known, Scope};
