//! The log, on standard error. Never in it: messages, values, tokens, keys.

use tracing_subscriber::EnvFilter;

/// Warnings and our own notes, unless `RUST_LOG` says otherwise.
pub(crate) fn start_logging() {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("warn"));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).compact().init();
}
