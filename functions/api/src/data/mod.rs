//! What is kept of a visitor: found, given out, deleted.
//!
//! A visitor's data are the turns of their conversations, with all that hangs on them (scope, opinions, summary), what tells
//! the tenant's systems of them, answers to them that
//! others may be given, and, of an identified user, the list of their conversations, how much they asked lately, and that it was
//! they who made or changed a record. The record itself is the tenant's.

mod export;
mod forget;
mod note;

pub(crate) use export::{Subject, export};
pub(crate) use forget::{forget_conversation, forget_log, forget_user};
pub(crate) use note::note_user;
