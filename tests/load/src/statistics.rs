//! Medians and quantiles.

use std::time::Duration;

/// What one run came to.
#[derive(Debug, Clone)]
pub(crate) struct Measured {
    pub(crate) at_once: usize,
    pub(crate) turns: usize,
    pub(crate) errors: usize,
    pub(crate) own: Quantiles,
    pub(crate) first_overhead: Quantiles,
    pub(crate) direct_first: Quantiles,
    pub(crate) turns_per_second: f64,
    pub(crate) turns_per_core_second: f64,
    pub(crate) peak_mb: f64,
}

/// Milliseconds.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Quantiles {
    pub(crate) p50: f64,
    pub(crate) p95: f64,
    pub(crate) p99: f64,
}

/// The quantiles of these times, by the nearest rank.
pub(crate) fn quantiles(mut times: Vec<Duration>) -> Quantiles {
    times.sort_unstable();
    let at = |part: f64| {
        let rank = (part * times.len() as f64).ceil() as usize;
        times.get(rank.saturating_sub(1)).map_or(f64::NAN, |time| time.as_secs_f64() * 1_000.0)
    };
    Quantiles { p50: at(0.5), p95: at(0.95), p99: at(0.99) }
}

/// The run that is in the middle by the p95 of the own time; with the errors of all of them.
pub(crate) fn median_run(mut runs: Vec<Measured>) -> Measured {
    runs.sort_by(|one, other| one.own.p95.total_cmp(&other.own.p95));
    let errors = runs.iter().map(|run| run.errors).sum();
    let middle = runs.len() / 2;
    Measured { errors, ..runs.swap_remove(middle) }
}
