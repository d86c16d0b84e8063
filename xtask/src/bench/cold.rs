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
    functions are (`cargo xtask build --lambda`), started in turn under the same stand-in for Lambda. The API has its secrets \
    and every tenant of the repository (five) before it answers. The tenants lie there as they are packed: checked when they \
    were packed, and sealed, so that the start has only to see that text and seal belong together; a tenant is taken apart when it is \
    first asked for. The store and the Parameter Store are on the same machine and speak without TLS, so what AWS takes to shake \
    hands and to answer comes on top. Made by `cargo xtask bench cold --write`.\n\n";

/// What stands after it.
const AFTER: &str = "Whatever else the machine does adds to a start and takes nothing from it: on a busy one the least of the starts \
    says more than the median.\n\nWhat the API needs beyond the bare one: it registers with the Extensions API and asks the Parameter Store for \
    its secrets, each over a connection of its own, and reads the tenants meanwhile; it makes the router of its thirty routes; it sets \
    up TLS, the log and the metrics; and it brings the pages of a program into memory that is ten times as large. The limit is \
    twice the bare one for the first answer, and health keeps it; a session, which asks the store in addition and takes its tenant \
    apart, takes longer. Tenants that are not sealed (a folder of one's own in `ANTEROOM_TENANTS`, files changed by hand) are \
    checked in full at every start, and cost about a millisecond more.\n";

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
    let packed = workspace.target().join("lambda/cold");
    lambda::unpack(workspace, &workspace.root().join("tenants"), &packed)?;
    let mut measure = cargo("build");
    measure.current_dir(workspace.root()).args(["--package", "lambda", "--example", "cold", "--release"]);
    process::run(&mut measure)?;
    let measured = Command::new(workspace.target().join("release/examples/cold"))
        .arg(hello)
        .arg(api)
        .arg(arguments.runs.to_string())
        .arg(packed.join("tenants"))
        .output()
        .context("the measurement did not start")?;
    let errors = String::from_utf8_lossy(&measured.stderr);
    ensure!(measured.status.success(), "the measurement did not come to its end: {errors}");
    let table = String::from_utf8(measured.stdout)?;
    print!("{table}");
    if arguments.write {
        let page = workspace.root().join(PAGE);
        let made =
            format!("{BEFORE}{table}\n{} starts of each, {}.\n\n{AFTER}", arguments.runs, arch.target());
        fs::write(&page, made).with_context(|| format!("{} could not be written", page.display()))?;
    }
    Ok(())
}
