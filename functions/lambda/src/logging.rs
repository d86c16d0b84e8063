//! The log, on standard error: Lambda takes it from there and adds the time. Never in it: messages, values, tokens, keys.

use tracing::level_filters::LevelFilter;

/// Warnings and worse, unless `RUST_LOG` names another level.
pub(crate) fn start_logging() {
    let level = std::env::var("RUST_LOG").ok().and_then(|level| level.parse().ok());
    tracing_subscriber::fmt()
        .with_max_level(level.unwrap_or(LevelFilter::WARN))
        .with_writer(std::io::stderr)
        .with_ansi(false)
        .without_time()
        .compact()
        .init();
}
