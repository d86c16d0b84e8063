//! `cargo xtask bench server`: builds what is released and lets `tests/load` measure it.

use std::process::Command;

use anyhow::{Context as _, Result};

use crate::build::{Flavour, server};
use crate::process;
use crate::workspace::{Workspace, cargo};

/// Where `--write` puts the page with the results.
const PAGE: &str = "docs/bench-server.md";

/// How to measure.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// How often each number of conversations is measured.
    #[arg(long, default_value_t = 3, value_parser = clap::value_parser!(u16).range(1..))]
    runs: u16,
    /// Write the results to `docs/bench-server.md` too.
    #[arg(long)]
    write: bool,
}

/// Builds, measures, prints.
pub(crate) fn run(workspace: &Workspace, arguments: &Arguments) -> Result<()> {
    let server = server::build(workspace, Flavour::Release)?;
    let mut build = cargo("build");
    build.current_dir(workspace.root()).args(["--package", "load", "--release"]);
    process::run(&mut build)?;
    let load = workspace.target().join("release").join(format!("load{}", std::env::consts::EXE_SUFFIX));
    let mut command = Command::new(load);
    command
        .arg("--server")
        .arg(server)
        .arg("--tenant")
        .arg(workspace.root().join("tenants/studio/tenant.json"))
        .args(["--runs", &arguments.runs.to_string()]);
    if arguments.write {
        command.arg("--write").arg(workspace.root().join(PAGE));
    }
    process::run(&mut command).context("the benchmark did not come to its end")
}
