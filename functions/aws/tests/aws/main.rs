//! Calls as they are made, over a transport of the tests' own and over a real socket.
#![expect(clippy::unwrap_used, reason = "the functions that tests share may fail as tests do")]

mod calls;
mod dynamodb;
mod network;
mod scripted;
