//! What a message asks to be done with records and tools: the calls, and what is remembered between turns.
//!
//! Pure: who carries them out stands in the crate `actions`.

mod acted;
mod call;
mod fit;
mod link;
mod names;
pub mod naming;
mod sentence;
mod thread;
mod understand;
mod waiting;
pub mod wording;

pub use acted::{Acted, Came};
pub use call::{Call, Intent, Order, Target, TargetBy};
pub use fit::{Fit, best, fit};
pub use link::link;
pub use names::Names;
pub use sentence::Sentence;
pub use thread::{RecordRef, Thread, Waiting, WaitingFor};
pub use understand::{Understood, understand};
pub use waiting::{WaitingAnswer, answer_to_waiting};

#[cfg(test)]
mod tests;
