//! Where things lie: the root of the workspace and Cargo's target directory.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};
use serde::Deserialize;

/// The folders that every command needs.
#[derive(Debug, Clone)]
pub(crate) struct Workspace {
    root: PathBuf,
    target: PathBuf,
}

/// The two fields read out of `cargo metadata`.
#[derive(Deserialize)]
struct Metadata {
    workspace_root: PathBuf,
    target_directory: PathBuf,
}

impl Workspace {
    /// Asks Cargo, which knows `CARGO_TARGET_DIR` and every `config.toml`.
    pub(crate) fn find() -> Result<Self> {
        let mut metadata = cargo("metadata");
        metadata.args(["--no-deps", "--format-version", "1"]);
        // The folder of this run, not of its compilation: clones may share one target directory.
        if let Some(folder) = env::var_os("CARGO_MANIFEST_DIR") {
            metadata.current_dir(folder);
        }
        let output = metadata.output().context("cargo could not be started")?;
        ensure!(
            output.status.success(),
            "cargo metadata failed: {}",
            String::from_utf8_lossy(&output.stderr).trim()
        );
        let Metadata { workspace_root, target_directory } =
            serde_json::from_slice(&output.stdout).context("cargo metadata answered in an unknown shape")?;
        Ok(Self { root: workspace_root, target: target_directory })
    }

    /// The folder with the root `Cargo.toml`.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// Cargo's target directory, as set by whoever calls.
    pub(crate) fn target(&self) -> &Path {
        &self.target
    }

    /// A target directory of the widget's own, so that its builds and the host's never make each other stale.
    pub(crate) fn widget_target(&self) -> PathBuf {
        self.target.join("widget-build")
    }

    /// The finished files that a server hands out: `anteroom.js`, `assets/`, `manifest.json`.
    pub(crate) fn widget_files(&self) -> PathBuf {
        self.target.join("widget")
    }
}

/// The Cargo that started this program, or the one on the path.
///
/// Without what it has told about this program's own package: build scripts that look at it would run again at every
/// turn between `cargo build` and `cargo xtask build`.
pub(crate) fn cargo(subcommand: &str) -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    for (name, _) in env::vars_os() {
        let text = name.to_string_lossy();
        if text.starts_with("CARGO_PKG_") || text.starts_with("CARGO_MANIFEST_") {
            command.env_remove(&name);
        }
    }
    command.arg(subcommand);
    command
}
