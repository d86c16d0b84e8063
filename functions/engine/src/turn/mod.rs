//! The turn machine: what happens with one message, step by step, without input or output.
//!
//! The driver asks [`TurnMachine::step`] what to do, does it, and feeds back what came: [`TurnMachine::model_wrote`],
//! [`TurnMachine::model_finished`] or [`TurnMachine::model_failed`]. Each feeding gives [`Effect`]s for the visitor.
//! Whatever the model does, the turn ends with an answer: what the model cannot do, the rules engine does. The visitor
//! may [stop](TurnMachine::stop) it. A change made by hand is no matter for the machine: [`apply_edit`].

mod arguments;
mod edit;
mod finished;
mod machine;

pub use edit::{EditInput, apply_edit};
pub use finished::Finished;
pub use machine::{Effect, ModelInput, Step, TurnInput, TurnMachine};

#[cfg(test)]
mod tests;
