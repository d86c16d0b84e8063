//! What is known of what the visitor needs: the values, what was declined, what has been asked.
//!
//! A reader of the message (the model or the rules engine) proposes [`Command`]s; [`Changes`] checks each of them and
//! applies it to the [`Scope`]. [`confidence`], [`missing`], [`is_ready`] and [`next_question`] are computed from the
//! scope and the tenant's settings alone; no reader has a say in them.

mod apply;
mod by_hand;
mod command;
mod confidence;
mod evidence;
mod question;
mod state;
mod validate;
mod view;

pub(crate) use apply::cut;
pub use apply::{Applied, Changes, Rejection, Speech};
pub(crate) use command::CONFIRM;
pub use command::{Command, Operation, Reader};
pub use confidence::{applies, confidence, evidence_weight, is_ready, is_required, missing};
pub use question::{ASKS_AT_MOST, askable, next_question};
pub use state::{Known, Scope};
pub use validate::Invalid;
pub(crate) use validate::validate;
pub use view::view;

#[cfg(test)]
mod tests;
