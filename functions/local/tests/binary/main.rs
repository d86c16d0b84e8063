//! The real binary, as its user runs it.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test ends where its own footing is not as it must be"
)]

mod api_guide;
mod background;
mod command_line;
mod demo;
mod files;
mod killed;
mod killed_often;
mod publish;
mod readme;
mod records;
mod server;
mod slow;
mod telemetry;
mod visitors_data;
