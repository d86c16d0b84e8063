//! The binary `anteroom`.

use std::path::PathBuf;

use anyhow::Result;

use super::Flavour;
use crate::process;
use crate::workspace::{Workspace, cargo};

/// Compiles the server and says where it lies.
pub(crate) fn build(workspace: &Workspace, flavour: Flavour) -> Result<PathBuf> {
    let mut command = cargo("build");
    command.current_dir(workspace.root()).args(["--package", "local", "--bin", "anteroom"]);
    if flavour == Flavour::Release {
        command.arg("--release");
    }
    eprintln!("server: compiling ({})", if flavour == Flavour::Release { "release" } else { "debug" });
    process::run(&mut command)?;
    Ok(binary(workspace, flavour))
}

/// Where Cargo puts the binary.
pub(crate) fn binary(workspace: &Workspace, flavour: Flavour) -> PathBuf {
    let profile = match flavour {
        Flavour::Release => "release",
        Flavour::Debug => "debug",
    };
    workspace.target().join(profile).join(format!("anteroom{}", std::env::consts::EXE_SUFFIX))
}
