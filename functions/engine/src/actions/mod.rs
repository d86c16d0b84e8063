//! What a message asks to be done with records and tools: the calls, and what is remembered between turns.
//!
//! Pure: who carries them out stands in the crate `actions`.

mod call;
mod thread;

pub use call::{Call, Intent, Order, Target, TargetBy};
pub use thread::{RecordRef, Thread, Waiting, WaitingFor};
