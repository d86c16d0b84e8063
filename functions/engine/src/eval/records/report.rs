//! The report.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::file::Turn;

/// How many turns were right, by tenant.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Report {
    /// By tenant.
    pub tenants: BTreeMap<String, Count>,
    /// What was wrong, each with its place.
    pub mistakes: Vec<String>,
    /// What the rules leave to a model.
    pub left: Vec<String>,
}

/// How many turns were right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Count {
    /// Conversations.
    pub transcripts: u32,
    /// Messages.
    pub turns: u32,
    /// Those that came to what was expected.
    pub right: u32,
    /// Those that the rules leave to a model, and did.
    pub left: u32,
}

impl Report {
    /// Counts a conversation.
    pub fn begin(&mut self, tenant: &str) {
        self.tenants.entry(tenant.to_owned()).or_default().transcripts += 1;
    }

    /// Counts a turn, with what was wrong with it.
    pub fn add(&mut self, tenant: &str, place: &str, turn: &Turn, wrong: Vec<String>) {
        let count = self.tenants.entry(tenant.to_owned()).or_default();
        count.turns += 1;
        if !wrong.is_empty() {
            let message = &turn.message;
            self.mistakes
                .extend(wrong.into_iter().map(|wrong| format!("{tenant} / {place}: “{message}”: {wrong}")));
        } else if turn.needs_model {
            count.left += 1;
            self.left.push(format!("{tenant} / {place}: “{}”", turn.message));
        } else {
            count.right += 1;
        }
    }

    /// Adds another report.
    pub fn merge(&mut self, other: Self) {
        for (tenant, other) in other.tenants {
            let count = self.tenants.entry(tenant).or_default();
            count.transcripts += other.transcripts;
            count.turns += other.turns;
            count.right += other.right;
            count.left += other.left;
        }
        self.mistakes.extend(other.mistakes);
        self.left.extend(other.left);
    }
}

/// The report as a table of plain text, a line for each tenant.
#[must_use]
pub fn table(report: &Report) -> String {
    let mut out = String::new();
    let mut all = Count::default();
    // Writing to a string cannot fail.
    let _ = writeln!(
        out,
        "{:<10} {:>11} {:>7} {:>7} {:>7} {:>14}",
        "records", "transcripts", "turns", "right", "wrong", "left to model"
    );
    let mut row = |name: &str, count: Count| {
        let wrong = count.turns - count.right - count.left;
        let _ = writeln!(
            out,
            "{name:<10} {:>11} {:>7} {:>7} {wrong:>7} {:>14}",
            count.transcripts, count.turns, count.right, count.left
        );
    };
    for (tenant, count) in &report.tenants {
        row(tenant, *count);
        all.transcripts += count.transcripts;
        all.turns += count.turns;
        all.right += count.right;
        all.left += count.left;
    }
    row("all", all);
    out
}
