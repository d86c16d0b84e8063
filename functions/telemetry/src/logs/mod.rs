//! The log, on standard error, and the traces in it. What is never in it: [`crate::NEVER_LOGGED`].
//!
//! Our own code writes nothing of that; what others write is bounded by [`Levels`]: libraries are heard from warnings on,
//! whatever is asked for, since below that they print headers and bodies.

mod json;
mod levels;
mod panics;

use std::io;

use tracing::Subscriber;
use tracing::level_filters::LevelFilter;
use tracing_subscriber::Registry;
use tracing_subscriber::filter::filter_fn;
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::fmt::format::FmtSpan;
use tracing_subscriber::layer::{Filter, Layer, SubscriberExt as _};
use tracing_subscriber::util::SubscriberInitExt as _;

use json::JsonLines;
pub use levels::{Levels, LevelsError};

/// How lines are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// For a person.
    Text,
    /// For a machine: one JSON object a line.
    Json,
}

impl Format {
    /// From where on it is told unless `RUST_LOG` says otherwise: a machine wants a line for each request, a person wants to
    /// hear of trouble.
    const fn level(self) -> LevelFilter {
        match self {
            Self::Text => LevelFilter::WARN,
            Self::Json => LevelFilter::INFO,
        }
    }
}

/// Starts the log on standard error, with the levels of `RUST_LOG`: `warn` where it is not set, and `info` in JSON.
pub fn start_by_environment(format: Format) {
    let (levels, mistake) = Levels::from_environment(format.level());
    start(format, levels);
    if let Some(mistake) = mistake {
        tracing::warn!(%mistake, "levels");
    }
}

/// Starts the log on standard error. A panic is a line too, from then on: where it was, and not what it said.
/// A second start in one process does nothing.
pub fn start(format: Format, levels: Levels) {
    start_on(format, levels, io::stderr);
}

/// The same on another writer.
pub fn start_on<W>(format: Format, levels: Levels, writer: W)
where
    W: for<'a> MakeWriter<'a> + Send + Sync + 'static,
{
    let started = match format {
        Format::Json => json_subscriber(levels, writer).try_init(),
        Format::Text => {
            let spans = if levels.tell_spans() { FmtSpan::CLOSE } else { FmtSpan::NONE };
            let lines =
                tracing_subscriber::fmt::layer().with_writer(writer).compact().with_span_events(spans);
            Registry::default().with(lines.with_filter(filter(levels))).try_init()
        }
    };
    if started.is_ok() {
        panics::tell_without_words();
    }
}

/// What writes [`Format::Json`], for whoever listens to a part of the process alone, such as a test.
pub fn json_subscriber<W>(levels: Levels, writer: W) -> impl Subscriber + Send + Sync
where
    W: for<'a> MakeWriter<'a> + Send + Sync + 'static,
{
    let lines = JsonLines::new(writer, levels.tell_spans());
    Registry::default().with(lines.with_filter(filter(levels)))
}

fn filter<S>(levels: Levels) -> impl Filter<S> {
    let max = levels.max();
    filter_fn(move |metadata| levels.allow(metadata.target(), *metadata.level())).with_max_level_hint(max)
}
