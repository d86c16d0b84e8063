//! The way to addresses that somebody else has named: webhooks, key sets, tools.
//!
//! A tenant names them, so they are called with care: nothing that is not public unless the operator allows it, no redirect,
//! no proxy, the name looked up and judged for each connection. What is sent and what is made of the answer is not known here.

mod client;
mod reach;
mod signature;

pub use client::{SetupError, client, short};
pub use reach::{Lookup, Reach, Refused, SystemLookup};
pub use signature::{NoKey, sign};
