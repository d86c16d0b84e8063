//! `cargo xtask bench cold`: builds the API as it is released and the least that a function can be, and lets
//! `functions/lambda/examples/cold` start each of them from cold.

use std::fs;
use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::build::lambda::{self, Arch};
use crate::process;
use crate::workspace::{Workspace, cargo};

/// The package and binary of the least that a function can be.
const HELLO: &str = "hello-function";

/// Where `--write` puts the page with the results.
const PAGE: &str = "docs/bench-cold.md";

/// What stands before the table on that page.
const BEFORE: &str = "# From cold\n\nHow long it takes from the start of the process until it begins its first answer, and \
    what the process then holds of memory: the API's function beside a bare `lambda_http` that says hello, both built as \
    functions are (`cargo xtask build --lambda`), started in turn under the same stand-in for Lambda. The API reads and \
    checks every tenant of the repository (five) and its secrets before it answers; the store and the Parameter Store are on \
    the same machine and speak without TLS, so what AWS takes to shake hands and to answer comes on top. Made by `cargo xtask bench cold --write`.\n\n";

/// How to measure.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// How many times each is started; a round takes well under a second.
    #[arg(long, default_value_t = 21, value_parser = clap::value_parser!(u16).range(1..))]
    runs: u16,
    /// Write the results to `docs/bench-cold.md` too.
    #[arg(long)]
    write: bool,
}

/// Builds, measures, prints.
pub(crate) fn run(workspace: &Workspace, arguments: &Arguments) -> Result<()> {
    ensure!(cfg!(target_os = "linux"), "functions run on Linux only: measure there");
    let arch = if cfg!(target_arch = "aarch64") { Arch::Arm64 } else { Arch::X86_64 };
    let hello = lambda::compile(workspace, arch, HELLO)?.join(HELLO);
    let api = lambda::compile(workspace, arch, lambda::PACKAGE)?.join("api");
    let mut measure = cargo("build");
    measure.current_dir(workspace.root()).args(["--package", "lambda", "--example", "cold", "--release"]);
    process::run(&mut measure)?;
    let measured = Command::new(workspace.target().join("release/examples/cold"))
        .arg(hello)
        .arg(api)
        .arg(arguments.runs.to_string())
        .arg(workspace.root().join("tenants"))
        .output()
        .context("the measurement did not start")?;
    let errors = String::from_utf8_lossy(&measured.stderr);
    ensure!(measured.status.success(), "the measurement did not come to its end: {errors}");
    let table = String::from_utf8(measured.stdout)?;
    print!("{table}");
    if arguments.write {
        let page = workspace.root().join(PAGE);
        let made = format!("{BEFORE}{table}\n{} starts of each, {}.\n", arguments.runs, arch.target());
        fs::write(&page, made).with_context(|| format!("{} could not be written", page.display()))?;
    }
    Ok(())
}
