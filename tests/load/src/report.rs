//! The results as a page.

use core::fmt::Write as _;

use crate::model::Times;
use crate::statistics::{Measured, Quantiles};

/// The page.
pub(crate) fn page(results: &[Measured], times: Times, turns: usize, runs: usize) -> String {
    let mut page = String::from("# The server under load\n\n");
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    let load = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let load = load.split(' ').next().unwrap_or("unknown").to_owned();
    let _ = write!(
        page,
        "Written by `cargo xtask bench server --write`: medians of {runs} runs (the run in the middle by the p95 of the own\n\
         time), on {cores} cores that server, model and visitors share, at a load average of {load} at the end. Each\n\
         conversation has {turns} turns, one after the other; the model's first words come after {} ms, its last after {} ms.\n\
         The store is the embedded one, on this machine's disk.\n\n",
        times.first.as_millis(),
        times.total.as_millis(),
    );
    page.push_str(
        "| conversations at once | turns | errors | own time p50 / p95 / p99, ms | first words, over the model, p50 / p95, ms \
         | the model asked directly: first words p50, ms | turns a second | turns a second of one core | memory at most, MB |\n",
    );
    page.push_str("| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n");
    for result in results {
        let Quantiles { p50, p95, p99 } = result.own;
        let _ = writeln!(
            page,
            "| {} | {} | {} | {p50:.1} / {p95:.1} / {p99:.1} | {:.1} / {:.1} | {:.1} | {:.0} | {:.0} | {:.1} |",
            result.at_once,
            result.turns,
            result.errors,
            result.first_overhead.p50,
            result.first_overhead.p95,
            result.direct_first.p50,
            result.turns_per_second,
            result.turns_per_core_second,
            result.peak_mb,
        );
    }
    page.push_str(
        "\n- **own time**: from sending the message to `done`, without the time in which the model was at work.\n\
         - **first words, over the model**: from sending the message to the first `text`, without the time from which the model\n  \
           was asked until it sent its first words. Checking, reading the log and writing the message are in it.\n\
         - **the model asked directly**: the same number at once, by the same client, without the server between: what the\n  \
           machine itself adds to the model's own time is in both.\n\
         - **turns a second of one core**: turns by the processor's time that the server alone has used.\n\
         - On AWS the store is a network away: about 3 x 5 ms more, of which two come before the model is asked.\n",
    );
    page
}
