//! `cargo xtask bench widget`: builds what is released and lets `tests/bench` measure it beside its peers.
//!
//! Knows where things lie and what has to be there; what is measured, and how, stands in `tests/bench`.

use std::process::Command;

use anyhow::{Context, Result};

use crate::build::{Flavour, server, widget};
use crate::process;
use crate::setup::{browser, node, packages};
use crate::workspace::Workspace;

/// Where `--write` puts the page with the results.
const PAGE: &str = "docs/bench-widget.md";

/// How to measure.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// How many times each contender is visited under each condition; a round takes under a minute.
    #[arg(long, default_value_t = 7, value_parser = clap::value_parser!(u16).range(1..))]
    runs: u16,
    /// One line of JSON instead of the table.
    #[arg(long)]
    json: bool,
    /// Write the results to `docs/bench-widget.md` too.
    #[arg(long)]
    write: bool,
}

/// Builds, measures, prints.
pub(crate) fn run(workspace: &Workspace, arguments: &Arguments) -> Result<()> {
    node::ensure_installed()?;
    let folder = workspace.root().join("tests/bench");
    packages::ensure_installed(&folder)?;
    let browser = browser::ensure_installed(&folder)?;
    let widget = widget::build(workspace, Flavour::Release)?;
    let server = server::build(workspace, Flavour::Release)?;

    let mut command = Command::new("node");
    command
        .current_dir(&folder)
        .args(["bench.mjs", "--runs", &arguments.runs.to_string()])
        .env(browser::VARIABLE, browser)
        .env("ANTEROOM_BIN", server)
        .env("ANTEROOM_WIDGET_DIR", widget.folder());
    if arguments.json {
        command.arg("--json");
    }
    if arguments.write {
        command.arg("--write").arg(workspace.root().join(PAGE));
    }
    process::run(&mut command).context("the benchmark did not come to its end")
}
