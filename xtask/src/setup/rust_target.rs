//! A Rust target besides this machine's own.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::process;

/// Adds the target by rustup where it is missing; `who` needs it.
pub(crate) fn ensure_installed(target: &str, who: &str) -> Result<()> {
    let Some(installed) = process::output_of(Command::new("rustup").args(["target", "list", "--installed"]))?
    else {
        // A distribution's Rust may well bring the target without rustup.
        if library_exists(target)? {
            return Ok(());
        }
        bail!(
            "{who} need the Rust target {target}, and rustup, which adds it, is not installed: see https://rustup.rs"
        );
    };
    if is_listed(&installed, target) {
        return Ok(());
    }
    eprintln!("set-up: adding the Rust target {target} (rustup target add)");
    process::run(Command::new("rustup").args(["target", "add", target]))
        .with_context(|| format!("the Rust target {target} could not be added"))
}

fn is_listed(installed: &str, target: &str) -> bool {
    installed.lines().any(|line| line.trim() == target)
}

/// Whether the compiler has the target's standard library, asked without rustup.
fn library_exists(target: &str) -> Result<bool> {
    let folder =
        process::output_of(Command::new("rustc").args(["--print", "target-libdir", "--target", target]))?;
    Ok(folder.is_some_and(|folder| Path::new(&folder).is_dir()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_counts_only_as_a_whole_line() {
        let target = "wasm32-unknown-unknown";
        assert!(is_listed("wasm32-unknown-unknown\nx86_64-unknown-linux-gnu\n", target));
        assert!(!is_listed("wasm32-unknown-unknown-extra\nwasm32-wasip1\n", target));
        assert!(!is_listed("", target));
    }
}
