//! Compiling for Amazon Linux 2023, whatever this machine is.
//!
//! Rust brings the compiler for every system; what lacks is a C compiler and a linker, for `ring` and for the standard
//! library. Zig is both for all of them, in one package, and lets the binary ask for an old enough C library.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Result, ensure};

use super::Arch;
use crate::process;
use crate::setup::{python, rust_src, rust_target};
use crate::workspace::{Workspace, cargo};

/// The C library of Amazon Linux 2023. A binary that asks for a newer one does not start there.
const GLIBC: (u32, u32) = (2, 34);

/// Flags for the compiler: nothing that a process needs only to unwind or to word a panic, of a derived `Debug` only the name
/// of the variant, and no table of addresses to be corrected when it is loaded. What is alike should look alike, for then it packs
/// well: code that is shared piece by piece weighs less, but the zip would be heavier by 1 %; and instructions that are put into
/// the order that suits a processor best, which finds that order by itself, make it heavier by 2 %.
const SMALLEST: [&str; 10] = [
    "-Zunstable-options",
    "-Cpanic=immediate-abort",
    "-Cforce-unwind-tables=no",
    "-Zlocation-detail=none",
    "-Zfmt-debug=shallow",
    "-Crelocation-model=static",
    "-Zinline-mir=yes",
    "-Cllvm-args=-enable-machine-outliner=never",
    "-Cllvm-args=-enable-misched=false",
    "-Cllvm-args=-enable-post-misched=false",
];

/// For which processor: the oldest that a function meets. Of AWS's own, those are Graviton2 (Neoverse N1) and newer; made for
/// older ones too, the zip would be heavier by 1 %.
const fn processor(arch: Arch) -> &'static [&'static str] {
    match arch {
        Arch::Arm64 => &["-Ctarget-cpu=neoverse-n1"],
        Arch::X86_64 => &[],
    }
}

/// Where the Python packages of Zig are pinned.
const REQUIREMENTS: &str = "functions/lambda/cross";

/// Compiles every binary of the package; says in which folder they lie.
///
/// The standard library is compiled with it, for size: as it comes it is made for speed and words its panics, and the
/// function would be a fifth heavier. `RUSTC_BOOTSTRAP` lets the pinned stable compiler do what Cargo offers on nightly
/// only, for this one compilation.
pub(super) fn compile(workspace: &Workspace, package: &str, profile: &str, arch: Arch) -> Result<PathBuf> {
    let target = arch.target();
    rust_target::ensure_installed(target, "the functions")?;
    rust_src::ensure_installed()?;
    let path = zig_on_path(workspace)?.map_err(anyhow::Error::msg)?;
    eprintln!("functions: compiling for {target} (profile {profile}, some minutes the first time)");
    let flags: Vec<&str> = [&SMALLEST, processor(arch)].concat();
    let mut command = cargo("zigbuild");
    command
        .current_dir(workspace.root())
        .args(["--package", package, "--bins", "--profile", profile])
        .args(["--target", &format!("{target}.{}.{}", GLIBC.0, GLIBC.1)])
        .args(["-Zbuild-std=std,panic_abort", "-Zbuild-std-features=optimize_for_size"])
        .env("RUSTC_BOOTSTRAP", "1")
        .env("CARGO_ENCODED_RUSTFLAGS", flags.join("\x1f"));
    if let Some(path) = path {
        command.env("PATH", path);
    }
    process::run(&mut command)?;
    Ok(workspace.target().join(target).join(profile))
}

/// Why nothing can be compiled for Lambda on this machine, in a line; `None` where it can.
pub(super) fn lacking(workspace: &Workspace) -> Result<Option<String>> {
    Ok(zig_on_path(workspace)?.err())
}

/// What the search path has to be for `cargo zigbuild` to be found; `None` where it is on it already. The inner error
/// says why it cannot be had.
fn zig_on_path(workspace: &Workspace) -> Result<Result<Option<std::ffi::OsString>, String>> {
    if process::output_of(Command::new("cargo-zigbuild").arg("--version"))?.is_some() {
        return Ok(Ok(None));
    }
    let environment = match python::environment(workspace, &workspace.root().join(REQUIREMENTS))? {
        Ok(environment) => environment,
        Err(reason) => {
            return Ok(Err(format!(
                "compiling for Lambda needs cargo-zigbuild and Zig. They are set up by themselves where there is \
                 Python, but {reason}; else install both: https://github.com/rust-cross/cargo-zigbuild"
            )));
        }
    };
    let before = std::env::var_os("PATH").unwrap_or_default();
    let folders = std::iter::once(environment.programs().to_owned()).chain(std::env::split_paths(&before));
    Ok(Ok(Some(std::env::join_paths(folders)?)))
}

/// Fails if the program asks for a newer C library than there is on Lambda.
pub(super) fn must_start(program: &[u8]) -> Result<()> {
    let newest = newest_glibc(program);
    ensure!(
        newest.is_none_or(|newest| newest <= GLIBC),
        "the binary asks for glibc {newest:?}, and Lambda has {GLIBC:?}"
    );
    Ok(())
}

/// The newest version of the C library that the program names.
fn newest_glibc(program: &[u8]) -> Option<(u32, u32)> {
    const NAME: &[u8] = b"GLIBC_";
    let starts = program.windows(NAME.len()).enumerate().filter(|(_, window)| *window == NAME);
    let versions = starts.filter_map(|(at, _)| {
        let rest = program.get(at + NAME.len()..)?;
        let end = rest.iter().position(|byte| !(byte.is_ascii_digit() || *byte == b'.'))?;
        let mut numbers = core::str::from_utf8(rest.get(..end)?).ok()?.split('.');
        Some((numbers.next()?.parse().ok()?, numbers.next()?.parse().ok()?))
    });
    versions.max()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_library_that_is_asked_for_counts() {
        let program = b"\x7fELF..GLIBC_2.17\0GLIBC_2.34\0GLIBC_2.9\0memcpy\0";
        assert_eq!(newest_glibc(program), Some((2, 34)));
        assert!(must_start(program).is_ok());
        assert!(must_start(b"GLIBC_2.34\0GLIBC_2.36\0").is_err());
        assert!(must_start(b"\x7fELF, all static").is_ok());
    }
}
