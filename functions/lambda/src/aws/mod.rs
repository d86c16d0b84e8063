//! The few calls to AWS's services besides the store.

mod parameters;
mod queue;
mod service;

pub(crate) use parameters::Parameters;
pub(crate) use queue::Queue;
pub(crate) use service::{CallError, http_client};
