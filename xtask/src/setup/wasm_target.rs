//! The Rust target that the widget is compiled for.

use anyhow::Result;

use super::rust_target;

/// The target's name.
pub(crate) const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// Adds the target by rustup where it is missing.
pub(crate) fn ensure_installed() -> Result<()> {
    rust_target::ensure_installed(WASM_TARGET, "the widget's files")
}
