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
mod typed;
mod understand;
pub mod values;
mod yes_no;

pub(crate) use acts::{asks_for_person, complains};
pub use answer::{
    Answer, Answering, EditAnswering, answer, answer_edit, buttons, edit_reason, edit_words, too_much,
};
pub use language::{Language, detect};
pub(crate) use language::{pattern, stop};
pub use reading::{Act, Reading, Understanding};
pub(crate) use text::folded;
pub use typed::read_typed;
pub use understand::understand;
