//! The turn machine: what happens with one message, step by step, without input or output.
//!
//! The driver asks [`TurnMachine::step`] what to do, does it, and feeds back what came: [`TurnMachine::model_wrote`],
//! [`TurnMachine::model_finished`] or [`TurnMachine::model_failed`], or what came of what was carried out:
//! [`TurnMachine::acted`]. Each feeding gives [`Effect`]s for the visitor.
//!
//! What waits for the user's word is answered by the user's own words; what the rules are sure of is carried out without the
//! model; the model is asked about the rest. Of what is done nobody but the engine tells, from what was stored.
//! Whatever the model does, the turn ends with an answer: what the model cannot do, the rules engine does. The visitor
//! may [stop](TurnMachine::stop) it. A change made by hand is no matter for the machine: [`apply_edit`].

mod arguments;
mod edit;
mod finish;
mod finished;
mod input;
mod machine;
mod reply;
mod work;

pub use edit::{EditInput, apply_edit};
pub use finished::Finished;
pub use input::{Effect, Means, ModelInput, Step, Todo, TurnInput};
pub use machine::TurnMachine;
pub use work::Worked;

#[cfg(test)]
mod tests;
