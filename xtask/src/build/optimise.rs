//! `wasm-opt`, from the npm package `binaryen` in `xtask/npm`: 5 % smaller, and never required.
//!
//! The pinned package and no other: with whatever stands on a machine's path, the widget's size would be another on
//! every machine.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};

use crate::process;
use crate::setup::{node, packages};
use crate::workspace::Workspace;

/// What the compiler's target uses anyway: nothing that a browser might not know comes in.
const FEATURES: [&str; 7] = [
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// Chosen by measuring the brotli, which repeats a short function's body for less than what inlining it elsewhere
/// costs. Not among them are `--traps-never-happen`, 0.5 % more, which would take out checks of bounds, and
/// `--closed-world`: the two modules call each other's functions by a table, which neither sees being done.
const SMALLEST: [&str; 10] = [
    // Undoes the control flow that the compiler made and makes it anew, shorter.
    "--flatten",
    "--rereloop",
    "-Os",
    "-Os",
    // How a place in memory is aligned is a hint that no processor waits for; the same hint everywhere compresses.
    "--dealign",
    // The stack lies lowest and grows down: what stands below 1,024 is never reached but by its overflow.
    "--low-memory-unused",
    "--one-caller-inline-max-function-size",
    "10",
    "--always-inline-max-function-size",
    "4",
];

/// A module, and whether wasm-opt was there to make it smaller.
#[derive(Debug)]
pub(crate) struct Optimised {
    /// The module.
    pub(crate) module: Vec<u8>,
    /// False where it is as it was.
    pub(crate) by_wasm_opt: bool,
}

/// Optimises the module for size; gives it back as it is where wasm-opt cannot be had, and says so.
pub(crate) fn for_size(workspace: &Workspace, module: Vec<u8>) -> Result<Optimised> {
    let packages = workspace.root().join("xtask/npm");
    match node::ensure_installed().and_then(|()| packages::ensure_installed(&packages)) {
        Ok(()) => {}
        Err(error) if process::stopping() => return Err(error),
        Err(error) => {
            eprintln!(
                "widget: {error:#}; without wasm-opt it is some 3 KB heavier, and may be over its limits"
            );
            return Ok(Optimised { module, by_wasm_opt: false });
        }
    }
    let program = packages.join("node_modules/binaryen/bin/wasm-opt");
    let module = run(&program, &module, &workspace.widget_target())?;
    Ok(Optimised { module, by_wasm_opt: true })
}

/// `scratch` is a folder for its input and output.
fn run(program: &Path, module: &[u8], scratch: &Path) -> Result<Vec<u8>> {
    let input = scratch.join("unoptimised.wasm");
    let output = scratch.join("optimised.wasm");
    std::fs::write(&input, module).with_context(|| format!("{} could not be written", input.display()))?;
    let mut command = Command::new("node");
    command.arg(program).args(FEATURES).args(SMALLEST).arg(&input).arg("-o").arg(&output);
    process::run(&mut command)?;
    std::fs::read(&output).with_context(|| format!("{} could not be read", output.display()))
}
