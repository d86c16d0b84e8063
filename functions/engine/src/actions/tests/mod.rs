//! Understanding, over three small tenants; what never leads to anything; what waits; what is said.

mod false_actions;
mod never;
mod tenants;
mod understanding;
mod waiting;
mod wording;
