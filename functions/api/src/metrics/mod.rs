//! What the API tells of itself, where it happens: requests, turns and calls of the model. What is counted is declared in
//! `telemetry`; nothing of what was said is looked at here.

mod model;
mod request;
mod turn;

pub(crate) use model::ModelCall;
pub(crate) use request::Answering;
pub(crate) use turn::TurnWatch;

use core::time::Duration;

/// As it stands in the log.
fn milliseconds(took: Duration) -> f64 {
    (took.as_secs_f64() * 1e6).round() / 1e3
}
