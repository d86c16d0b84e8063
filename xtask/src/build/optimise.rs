//! `wasm-opt`, where it is installed: about 4 % smaller, and never required.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};

use crate::process;

/// Optimises the module for size; gives it back as it is where wasm-opt is missing, and says so.
///
/// `scratch` is a folder for its input and output.
pub(crate) fn for_size(module: Vec<u8>, scratch: &Path) -> Result<Vec<u8>> {
    if !is_installed()? {
        eprintln!(
            "widget: no wasm-opt on the path (npm install --global binaryen); the module is 4 % larger for it"
        );
        return Ok(module);
    }
    let input = scratch.join("unoptimised.wasm");
    let output = scratch.join("optimised.wasm");
    std::fs::write(&input, &module).with_context(|| format!("{} could not be written", input.display()))?;
    process::run(Command::new("wasm-opt").arg("-Oz").arg(&input).arg("-o").arg(&output))?;
    std::fs::read(&output).with_context(|| format!("{} could not be read", output.display()))
}

fn is_installed() -> Result<bool> {
    Ok(process::output_of(Command::new("wasm-opt").arg("--version"))?.is_some())
}
