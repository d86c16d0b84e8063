//! The log, on standard error. What is never in it: `telemetry::NEVER_LOGGED`.

use clap::ValueEnum;
use telemetry::logs::{self, Format};

/// How the log is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum LogFormat {
    /// For a person: warnings and worse.
    Text,
    /// For a machine: one JSON object a line, one line for each request and turn.
    Json,
}

/// Starts it; `RUST_LOG` says from which level on.
pub(crate) fn start_logging(format: LogFormat) {
    logs::start_by_environment(match format {
        LogFormat::Text => Format::Text,
        LogFormat::Json => Format::Json,
    });
}
