//! `cargo xtask test`: every check and every test, step by step.
//!
//! Every step is run, also after one has failed, so that one run shows all that is wrong; the failed ones are listed
//! at the end, and the last line counts the steps: `9 passed, 1 failed`.

mod deployment;
mod functions;
mod steps;

use std::process::ExitCode;
use std::time::Instant;

use anyhow::{Result, bail, ensure};

use crate::process;
use crate::setup::{browser, node, packages, wasm_target};
use crate::workspace::Workspace;
use steps::{Context, Need, STEPS, Step};

/// Which steps to run.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// Only the steps whose name contains this text.
    #[arg(long)]
    filter: Option<String>,
}

/// Runs the steps; the code says whether one has failed, and nothing is printed after the count.
pub(crate) fn run(workspace: &Workspace, arguments: &Arguments) -> Result<ExitCode> {
    let filter = arguments.filter.as_deref().unwrap_or_default();
    let chosen: Vec<&Step> = STEPS.iter().filter(|step| step.name.contains(filter)).collect();
    let names: Vec<&str> = STEPS.iter().map(|step| step.name).collect();
    ensure!(!chosen.is_empty(), "no step's name contains {filter:?}; the steps are: {}", names.join(", "));

    let context = set_up(workspace, &chosen)?;
    let mut failed = Vec::new();
    for step in &chosen {
        println!("\n=== {} ===", step.name);
        let begun = Instant::now();
        let outcome = (step.run)(&context);
        if process::stopping() {
            bail!("interrupted");
        }
        let seconds = begun.elapsed().as_secs_f32();
        match outcome {
            Ok(()) => println!("--- {}: passed after {seconds:.1} s", step.name),
            Err(error) => {
                println!("--- {}: FAILED after {seconds:.1} s: {error:#}", step.name);
                failed.push(step.name);
            }
        }
    }
    println!();
    for name in &failed {
        println!("failed: {name}");
    }
    println!("{} passed, {} failed", chosen.len() - failed.len(), failed.len());
    Ok(if failed.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Takes the pictures in `docs/screenshots` anew, in the browser of the tests and with the same set-up.
pub(crate) fn take_screenshots(workspace: &Workspace) -> Result<()> {
    let steps: Vec<&Step> = STEPS.iter().filter(|step| step.needs.contains(&Need::Browser)).collect();
    let context = set_up(workspace, &steps)?;
    steps::npm_run(&context, "screenshots")
}

/// Puts in place what the chosen steps need; without it none is begun.
fn set_up(workspace: &Workspace, chosen: &[&Step]) -> Result<Context> {
    let needs = |need| chosen.iter().any(|step| step.needs.contains(&need));
    if needs(Need::WasmTarget) {
        wasm_target::ensure_installed()?;
    }
    if needs(Need::ModelStandIn) || needs(Need::Browser) {
        node::ensure_installed()?;
    }
    if needs(Need::ModelStandIn) {
        packages::ensure_installed(&workspace.root().join("tests/model-stand-in"))?;
    }
    let mut browser = None;
    if needs(Need::Browser) {
        let folder = workspace.root().join("tests/browser");
        packages::ensure_installed(&folder)?;
        let found = browser::ensure_installed(&folder)?;
        println!("set-up: the browser is {}", found.display());
        browser = Some(found);
    }
    Ok(Context { workspace: workspace.clone(), browser })
}
