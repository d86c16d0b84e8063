//! The Rust target that the widget is compiled for.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::process;

/// The target's name.
pub(crate) const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// Adds the target by rustup where it is missing.
pub(crate) fn ensure_installed() -> Result<()> {
    let Some(installed) = process::output_of(Command::new("rustup").args(["target", "list", "--installed"]))?
    else {
        // A distribution's Rust may well bring the target without rustup.
        if library_exists()? {
            return Ok(());
        }
        bail!(
            "the widget needs the Rust target {WASM_TARGET}, and rustup, which adds it, is not installed: see https://rustup.rs"
        );
    };
    if is_listed(&installed) {
        return Ok(());
    }
    eprintln!("set-up: adding the Rust target {WASM_TARGET} (rustup target add)");
    process::run(Command::new("rustup").args(["target", "add", WASM_TARGET]))
        .with_context(|| format!("the Rust target {WASM_TARGET} could not be added"))
}

fn is_listed(installed: &str) -> bool {
    installed.lines().any(|line| line.trim() == WASM_TARGET)
}

/// Whether the compiler has the target's standard library, asked without rustup.
fn library_exists() -> Result<bool> {
    let folder = process::output_of(Command::new("rustc").args([
        "--print",
        "target-libdir",
        "--target",
        WASM_TARGET,
    ]))?;
    Ok(folder.is_some_and(|folder| Path::new(&folder).is_dir()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_counts_only_as_a_whole_line() {
        assert!(is_listed("wasm32-unknown-unknown\nx86_64-unknown-linux-gnu\n"));
        assert!(!is_listed("wasm32-unknown-unknown-extra\nwasm32-wasip1\n"));
        assert!(!is_listed(""));
    }
}
