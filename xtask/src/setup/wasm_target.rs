//! The Rust target that the widget is compiled for.

use std::io::ErrorKind;
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};

use crate::process;

/// The target's name.
pub(crate) const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// Adds the target by rustup where it is missing.
pub(crate) fn ensure_installed() -> Result<()> {
    let listed = match Command::new("rustup").args(["target", "list", "--installed"]).output() {
        Ok(output) => output,
        Err(error) if error.kind() == ErrorKind::NotFound => {
            // A distribution's Rust may well bring the target without rustup.
            if target_library_exists()? {
                return Ok(());
            }
            bail!(
                "the widget needs the Rust target {WASM_TARGET}, and rustup, which would add it, is not installed: see https://rustup.rs"
            );
        }
        Err(error) => return Err(error).context("rustup could not be started"),
    };
    ensure!(
        listed.status.success(),
        "rustup target list failed: {}",
        String::from_utf8_lossy(&listed.stderr).trim()
    );
    if is_listed(&String::from_utf8_lossy(&listed.stdout)) {
        return Ok(());
    }
    println!("set-up: adding the Rust target {WASM_TARGET} (rustup target add)");
    process::run(Command::new("rustup").args(["target", "add", WASM_TARGET]))
        .with_context(|| format!("the Rust target {WASM_TARGET} could not be added"))
}

fn is_listed(installed: &str) -> bool {
    installed.lines().any(|line| line.trim() == WASM_TARGET)
}

/// Whether the compiler has the target's standard library, asked without rustup.
fn target_library_exists() -> Result<bool> {
    let output = Command::new("rustc")
        .args(["--print", "target-libdir", "--target", WASM_TARGET])
        .output()
        .context("rustc could not be started")?;
    let folder = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    Ok(output.status.success() && std::path::Path::new(&folder).is_dir())
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
