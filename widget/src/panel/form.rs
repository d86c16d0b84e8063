//! The form before the chat.

mod field;

pub(super) use field::Field;
