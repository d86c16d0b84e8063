//! When a person is offered in place of the assistant, and what is said then. Pure: the webhook that tells the tenant's
//! people is made with the turn that hands over (`crate::webhooks`).

mod phrases;
mod signs;
#[cfg(test)]
mod tests;
mod worded;

pub use signs::{Escalation, Signs, decide};
pub use worded::{Worded, button, word};
