//! `cargo xtask bench knowledge`: 10,000 entries, published and searched in the embedded store.

use std::fs;
use std::process::Command;

use anyhow::{Context as _, Result, bail};

use crate::workspace::Workspace;

const INTRODUCTION: &str = "# Knowledge: 10,000 entries

Made by `cargo xtask bench knowledge`: entries of a made-up language in which a few words are common and most are rare, 88 words each, in
the embedded store on a disk. A process reads the index once; after that a search reads the blocks of the entries that fit, unless it has them
already. On AWS each read costs some milliseconds more. Every third question has a slip of the pen in it.

";

/// Measures, and writes `docs/bench-knowledge.md`.
pub(super) fn run(workspace: &Workspace) -> Result<()> {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["run", "--quiet", "--release", "--package", "dynamo", "--example", "knowledge"]);
    let output = cargo.current_dir(workspace.root()).output().context("cargo could not be run")?;
    if !output.status.success() {
        bail!("the measurement failed: {}", String::from_utf8_lossy(&output.stderr));
    }
    let table = String::from_utf8(output.stdout)?;
    print!("{table}");
    fs::write(workspace.root().join("docs/bench-knowledge.md"), format!("{INTRODUCTION}{table}"))?;
    Ok(())
}
