//! The text of a tenant file: what is wrong with it, how it is painted, what its schema says of a place, how a
//! value is put into it. Knows no browser.

mod check;
mod edit;
mod help;
mod paint;
mod place;

pub use check::{Checked, Flaw, check};
pub use edit::{difference, set};
pub use help::{Help, help};
pub use paint::{Paint, paint};
pub use place::utf16;
