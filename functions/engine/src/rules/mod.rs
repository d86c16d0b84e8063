//! The rules engine: understands and answers without a model.
//!
//! [`understand`] reads one message and proposes commands; [`answer`] words the reply. Both are pure, and neither
//! knows a tenant: all they go by is the attributes they are given.

mod acts;
mod answer;
mod assign;
mod candidates;
mod choices;
mod count;
mod language;
mod look;
mod names;
mod open;
mod places;
mod profile;
mod reading;
mod retract;
mod role;
mod split;
#[cfg(test)]
mod tests;
mod text;
mod understand;
pub mod values;
mod yes_no;

pub use answer::{Answer, Answering, answer, buttons};
pub use language::{Language, detect};
pub use reading::{Act, Reading, Understanding};
pub use understand::understand;
