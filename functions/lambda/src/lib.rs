//! The functions on AWS Lambda: what the environment says, where secrets come from, and how long the process stays awake.
//!
//! One crate with two binaries: both read the same environment, the same secrets and the same tenants, and neither `api`
//! nor `jobs` has to know that there is such a thing as Lambda. What a request or a job *is* stands in those crates; here
//! nothing is decided about it.

mod amazon_roots;
mod aws;
mod background;
mod client_address;
mod function;
mod lifetime;
mod logging;
mod renewing;
mod runtime;
mod secrets;
mod serve;
mod settings;
mod start;
mod variables;

pub use settings::{Mistake, Settings};
pub use start::{run_api, run_jobs};
pub use variables::{SetBy, VARIABLES, Variable};
