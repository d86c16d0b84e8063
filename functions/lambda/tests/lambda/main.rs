//! The real binary, as Lambda runs it: under a simulated Runtime and Extensions API, on a DynamoDB and a Parameter Store that
//! are reached over sockets.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test ends where its own footing is not as it must be"
)]

mod disconnect;
mod environment;
mod function;
mod gateway;
mod jobs;
mod model;
mod parameters;
mod queue;
mod receiver;
mod requests;
mod secrets;
mod start;
mod store;
mod turns;
mod watch;
mod webhooks;
mod worker;
