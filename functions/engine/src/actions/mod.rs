//! What a message asks to be done with records and tools: the calls, and what is remembered between turns.
//!
//! Pure: who carries them out stands in the crate `actions`.

mod acted;
mod call;
pub mod naming;
mod sentence;
mod thread;
mod understand;
mod waiting;

pub use acted::{Acted, Came};
pub use call::{Call, Intent, Order, Target, TargetBy};
pub use sentence::Sentence;
pub use thread::{RecordRef, Thread, Waiting, WaitingFor};
pub use understand::{Understood, understand};
pub use waiting::{WaitingAnswer, answer_to_waiting};
