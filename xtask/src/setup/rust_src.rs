//! The sources of Rust's standard library, which the widget is built with for size, and the crates they stand on.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use super::wasm_target::WASM_TARGET;
use crate::process;
use crate::workspace::cargo;

/// The component's name.
const COMPONENT: &str = "rust-src";

/// Adds the sources by rustup where they are missing, and fetches the crates that they stand on.
///
/// # Errors
/// Where they cannot be had: without rustup, or without the network the first time. The widget can be built all the
/// same, with the ready-made library.
pub(crate) fn ensure_installed() -> Result<()> {
    let library = library_of(&sysroot()?);
    if !library.is_file() {
        eprintln!("set-up: adding the standard library's sources (rustup component add {COMPONENT})");
        process::run(Command::new("rustup").args(["component", "add", COMPONENT]))
            .with_context(|| format!("the Rust component {COMPONENT} could not be added"))?;
    }
    fetch_crates(&library)
}

/// The folder of the compiler in use.
fn sysroot() -> Result<PathBuf> {
    match process::output_of(Command::new("rustc").args(["--print", "sysroot"]))? {
        Some(folder) => Ok(PathBuf::from(folder)),
        None => bail!("there is no `rustc` on the path"),
    }
}

/// Where the component puts the workspace of the standard library.
fn library_of(sysroot: &Path) -> PathBuf {
    sysroot.join("lib/rustlib/src/rust/library/Cargo.toml")
}

/// Nothing to do the second time: what is there already is not asked of the network again.
fn fetch_crates(library: &Path) -> Result<()> {
    let mut fetch = cargo("fetch");
    fetch.arg("--manifest-path").arg(library).args(["--locked", "--quiet", "--target", WASM_TARGET]);
    // The library's workspace uses what Cargo gives to the compiler's own makers only.
    process::run(fetch.env("RUSTC_BOOTSTRAP", "1"))
        .context("the crates that the standard library stands on could not be fetched")
}
