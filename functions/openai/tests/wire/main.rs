//! Over real sockets: against aimock, which was not written here, and byte by byte, for what a real socket can do that
//! a polite stand-in does not.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test ends where its own footing is not as it must be"
)]

mod ends;
mod events;
mod requests;
mod retries;
mod server;
mod stand_in;
mod statuses;
