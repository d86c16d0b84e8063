//! The log and the metrics: lines of JSON, on standard error and standard output, both of which Lambda takes. What is never in
//! them: `telemetry::NEVER_LOGGED`.

use telemetry::logs::Format;

/// The namespace of the metrics in CloudWatch, where the environment names none.
const NAMESPACE: &str = "Anteroom";

/// A line for each request and turn, unless `RUST_LOG` names another level; and the metrics of each in a line.
pub(crate) fn start_logging() {
    telemetry::logs::start_by_environment(Format::Json);
    let namespace = std::env::var("ANTEROOM_METRICS_NAMESPACE").unwrap_or_default();
    let namespace = if namespace.is_empty() { NAMESPACE } else { &namespace };
    if let Err(error) = telemetry::emf::install(namespace) {
        tracing::warn!(%error, "metrics");
    }
}
