//! The functions for AWS Lambda: `target/lambda/api.zip` and what else there is, ready to be deployed.
//!
//! Compiled for Amazon Linux 2023 from any machine, packed with the tenants, the same bytes from the same sources.

mod cross;
mod one_tls;
mod package;
mod tenants;

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use clap::ValueEnum;

use crate::workspace::Workspace;

/// The Cargo profile in the root `Cargo.toml`.
const PROFILE: &str = "lambda";

/// The package with the functions' binaries.
pub(crate) const PACKAGE: &str = "lambda";

/// The functions: each is a binary of the package and a zip of the same name.
const FUNCTIONS: [&str; 2] = ["api", "jobs"];

/// The most that the zip of the API may weigh, in bytes: a cold start fetches it.
const API_AT_MOST: u64 = 2_500_000;

/// The processor that a function runs on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Arch {
    /// Graviton: cheaper, and what the template asks for.
    Arm64,
    /// Intel and AMD.
    #[value(name = "x86_64")]
    X86_64,
}

impl Arch {
    /// Rust's name of it.
    pub(crate) const fn target(self) -> &'static str {
        match self {
            Self::Arm64 => "aarch64-unknown-linux-gnu",
            Self::X86_64 => "x86_64-unknown-linux-gnu",
        }
    }
}

/// What was built.
#[derive(Debug)]
pub(crate) struct Zip {
    /// Where it lies.
    pub(crate) path: PathBuf,
    /// What it weighs, in bytes.
    pub(crate) bytes: u64,
}

/// Builds and packs every function, with the tenants of the folder; says what each weighs.
pub(crate) fn build(workspace: &Workspace, arch: Arch, tenants: &Path) -> Result<Vec<Zip>> {
    one_tls::check(workspace, PACKAGE, arch.target())?;
    let binaries = compile(workspace, arch, PACKAGE)?;
    let files = tenants::packed(workspace, tenants)?;
    let folder = workspace.target().join("lambda");
    let mut zips = Vec::new();
    for name in FUNCTIONS {
        let binary = binaries.join(name);
        let program = std::fs::read(&binary).with_context(|| format!("{} is missing", binary.display()))?;
        cross::must_start(&program).with_context(|| binary.display().to_string())?;
        let path = folder.join(format!("{name}.zip"));
        let bytes = package::write(&path, &program, &files)?;
        zips.push(Zip { path, bytes });
    }
    Ok(zips)
}

/// Puts what a function is packed with besides its program into this folder, which is made anew.
pub(crate) fn unpack(workspace: &Workspace, tenants: &Path, folder: &Path) -> Result<()> {
    let files = tenants::packed(workspace, tenants)?;
    tenants::unpack(&files, folder)
}

/// Why the functions cannot be built on this machine, in a line; `None` where they can.
pub(crate) fn lacking(workspace: &Workspace) -> Result<Option<String>> {
    cross::lacking(workspace)
}

/// Compiles the package's binaries as functions are released; says in which folder they lie.
pub(crate) fn compile(workspace: &Workspace, arch: Arch, package: &str) -> Result<PathBuf> {
    cross::compile(workspace, package, PROFILE, arch)
}

/// Whether nobody has asked Cargo for another way to optimise, as tests do that are in a hurry.
pub(crate) fn is_as_released() -> bool {
    std::env::var_os("CARGO_PROFILE_LAMBDA_OPT_LEVEL").is_none()
}

/// Fails if the API weighs more than it may.
pub(crate) fn check_size(zips: &[Zip]) -> Result<()> {
    let api = zips.iter().find(|zip| zip.path.ends_with("api.zip")).context("there is no api.zip")?;
    ensure!(
        api.bytes <= API_AT_MOST,
        "{} weighs {} bytes, {} more than it may",
        api.path.display(),
        api.bytes,
        api.bytes - API_AT_MOST
    );
    Ok(())
}
