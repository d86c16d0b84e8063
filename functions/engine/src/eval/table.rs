//! A report for people.

use core::fmt::Write as _;

use super::score::{Count, KindScore, Report};

/// The report as a table of plain text, a line for each kind.
#[must_use]
pub fn table(report: &Report) -> String {
    let mut out = String::new();
    // Writing to a string cannot fail.
    let _ = writeln!(
        out,
        "{:<10} {:>26}   {:>26}   {:>16}",
        "", "known after every turn", "changes of every turn", "of the changes"
    );
    let _ = writeln!(
        out,
        "{:<10} {:>9} {:>7} {:>8}   {:>9} {:>7} {:>8}   {:>5} {:>5} {:>5}",
        "kind", "precision", "recall", "F1", "precision", "recall", "F1", "right", "wrong", "miss"
    );
    for (kind, score) in &report.kinds {
        row(&mut out, kind.name(), *score);
    }
    row(&mut out, "all", report.overall);
    let _ = writeln!(out);
    let _ = writeln!(out, "{} transcripts, {} turns", report.transcripts, report.turns);
    let mean = if report.ready_reached == 0 {
        "-".to_owned()
    } else {
        format!("{:.1}", f64::from(report.turns_to_readiness) / f64::from(report.ready_reached))
    };
    let _ = writeln!(
        out,
        "ready for an estimate: {} of {} that should be, after {mean} turns on average",
        report.ready_reached, report.ready_expected
    );
    let _ = writeln!(
        out,
        "questions asked more than once: {}, more than twice: {}",
        report.asked_again, report.asked_too_often
    );
    let _ = writeln!(out, "values that must not be known: {}", report.violations.len());
    out
}

fn row(out: &mut String, name: &str, score: KindScore) {
    let part =
        |count: Count| format!("{:>9.3} {:>7.3} {:>8.3}", count.precision(), count.recall(), count.f1());
    let changes = score.changes;
    let _ = writeln!(
        out,
        "{name:<10} {}   {}   {:>5} {:>5} {:>5}",
        part(score.known),
        part(changes),
        changes.right,
        changes.too_much,
        changes.missing
    );
}
