//! Tools over real sockets: servers that do as they should, that do not, and that were written by others.

#![expect(clippy::unwrap_used, reason = "a test ends where its own footing is not as it must be")]

mod functions;
mod hostile;
mod others;
mod peer;
mod servers;
