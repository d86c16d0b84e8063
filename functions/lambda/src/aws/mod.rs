//! The few calls to AWS's services besides the store.
//!
//! Two operations of two services need no whole SDK of either, with its retries and its configuration. What is hard about such a
//! call, its signature, is left to the SDK's own crate, which the store's client brings anyway.

mod parameters;
mod queue;
mod signed;

pub(crate) use parameters::Parameters;
pub(crate) use queue::Queue;
pub(crate) use signed::{CallError, http_client};
