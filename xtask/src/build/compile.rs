//! From the widget's sources to the compiler's WASM, with a standard library rebuilt for size where that can be done.
//!
//! The ready-made standard library is compiled for speed and words its panics; compiled again for size, with panics
//! that end at once, it makes the whole download 3 KB of brotli lighter. Cargo offers this on its nightly channel only. The
//! pinned stable compiler can do it just as well and is told to by `RUSTC_BOOTSTRAP`, for this one compilation: were
//! the widget on nightly, it would be compiled by another compiler than everything else.

use std::path::PathBuf;

use anyhow::Result;
use serde::{Deserialize, Serialize};

use super::Flavour;
use crate::process;
use crate::setup::rust_src;
use crate::setup::wasm_target::{self, WASM_TARGET};
use crate::workspace::{Workspace, cargo};

/// The Cargo profile in the root `Cargo.toml`.
pub(crate) const PROFILE: &str = "widget";

/// Flags for the compiler. Functions of a line are put in place of their calls already before LLVM, as is done when
/// compiling for speed: much falls away then that LLVM does not see through, 2 KB of brotli. The stack is 128 KiB in place
/// of 1 MiB, for what is nested (JSON, Markdown) has a limit: every page that opens the panel holds the memory.
const SMALLEST: [&str; 4] =
    ["-Zunstable-options", "-Cpanic=immediate-abort", "-Zinline-mir=yes", "-Clink-arg=-zstack-size=131072"];

/// The standard library that a module was built with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum StandardLibrary {
    /// Compiled here, for size. What is released, and what the limits are meant for.
    RebuiltForSize,
    /// As it comes with the compiler.
    ReadyMade,
}

impl StandardLibrary {
    /// In words, for a line that says how the widget was built.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::RebuiltForSize => "a standard library rebuilt for size",
            Self::ReadyMade => "the ready-made standard library",
        }
    }
}

/// A module as the compiler makes it.
#[derive(Debug)]
pub(crate) struct Compiled {
    /// Where it lies.
    pub(crate) module: PathBuf,
    /// What it was built with.
    pub(crate) library: StandardLibrary,
}

/// Compiles the widget. With its names (`Flavour::Debug`) it keeps the ready-made library: that one words its panics.
pub(crate) fn compile(workspace: &Workspace, flavour: Flavour) -> Result<Compiled> {
    wasm_target::ensure_installed()?;
    let library = match flavour {
        Flavour::Release => smallest_library()?,
        Flavour::Debug => StandardLibrary::ReadyMade,
    };
    eprintln!("widget: compiling for {WASM_TARGET} with {}", library.name());
    // A folder for each library: in one, each build would throw away what the other compiled.
    let mut target = workspace.widget_target();
    let mut command = cargo("build");
    command.current_dir(workspace.root());
    command.args(["--package", "widget", "--lib", "--profile", PROFILE, "--target", WASM_TARGET]);
    if library == StandardLibrary::RebuiltForSize {
        target.push("small-std");
        command
            .env("RUSTC_BOOTSTRAP", "1")
            .env("CARGO_ENCODED_RUSTFLAGS", SMALLEST.join("\x1f"))
            .args(["-Zbuild-std=std,panic_abort", "-Zbuild-std-features=optimize_for_size"]);
    }
    process::run(command.arg("--target-dir").arg(&target))?;
    Ok(Compiled { module: target.join(WASM_TARGET).join(PROFILE).join("widget.wasm"), library })
}

/// The one rebuilt for size, unless its sources cannot be had; then says so, and what it costs.
fn smallest_library() -> Result<StandardLibrary> {
    match rust_src::ensure_installed() {
        Ok(()) => Ok(StandardLibrary::RebuiltForSize),
        Err(error) if process::stopping() => Err(error),
        Err(error) => {
            eprintln!(
                "widget: {error:#}; it is built with {}, some 3 KB heavier, and may be over its limits",
                StandardLibrary::ReadyMade.name()
            );
            Ok(StandardLibrary::ReadyMade)
        }
    }
}
