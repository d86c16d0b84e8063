//! A Chromium for the browser tests: one that is there, else Playwright's own, else the distribution's.

use std::env;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, bail, ensure};

use crate::process;

/// The environment variable that names the browser's program.
pub(crate) const VARIABLE: &str = "CHROMIUM";

/// The names under which distributions install it.
const NAMES: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/// Finds a browser or installs one; `packages` is the folder whose npm packages hold Playwright.
pub(crate) fn ensure_installed(packages: &Path) -> Result<PathBuf> {
    if let Some(named) = env::var_os(VARIABLE).filter(|value| !value.is_empty()) {
        let named = PathBuf::from(named);
        ensure!(named.is_file(), "{VARIABLE} is set to {}, and there is no such file", named.display());
        return Ok(named);
    }
    let on_path = || env::var_os("PATH").and_then(|path| find_on(&path));
    if let Some(found) = on_path() {
        return Ok(found);
    }
    let playwright = match playwrights_own(packages) {
        Ok(found) => return Ok(found),
        Err(error) if process::stopping() => return Err(error),
        Err(error) => error,
    };
    eprintln!("set-up: {playwright:#}");
    if may_use_apt() {
        install_by_apt()?;
        if let Some(found) = on_path() {
            return Ok(found);
        }
    }
    bail!(
        "the browser tests need Chromium or Chrome: none of {} is on the path, and none could be installed; \
         install one or set {VARIABLE} to its program",
        NAMES.join(", ")
    )
}

fn find_on(path: &OsStr) -> Option<PathBuf> {
    NAMES
        .iter()
        .find_map(|name| env::split_paths(path).map(|folder| folder.join(name)).find(|file| file.is_file()))
}

/// The browser that Playwright downloads for itself, downloaded now unless it was before.
fn playwrights_own(packages: &Path) -> Result<PathBuf> {
    let program = "process.stdout.write(require('playwright-core').chromium.executablePath())";
    let found = process::output_of(Command::new("node").current_dir(packages).args(["-e", program]))?;
    let Some(file) = found.map(PathBuf::from) else { bail!("there is no `node` on the path") };
    if !file.is_file() {
        eprintln!("set-up: downloading Chromium (npx playwright-core install chromium)");
        process::run(Command::new("npx").current_dir(packages).args([
            "--no-install",
            "playwright-core",
            "install",
            "chromium",
        ]))?;
    }
    ensure!(file.is_file(), "Playwright installed no browser at {}", file.display());
    Ok(file)
}

/// Only where it asks nobody for a password: on Debian and its children, as root.
fn may_use_apt() -> bool {
    #[cfg(unix)]
    let root = rustix::process::geteuid().is_root();
    #[cfg(not(unix))]
    let root = false;
    root && Path::new("/etc/debian_version").is_file()
}

fn install_by_apt() -> Result<()> {
    eprintln!("set-up: installing Chromium (apt-get install chromium)");
    let apt = || {
        let mut command = Command::new("apt-get");
        command.env("DEBIAN_FRONTEND", "noninteractive");
        command
    };
    process::run(apt().args(["-qq", "update"]))?;
    process::run(apt().args(["-qq", "install", "-y", "--no-install-recommends", "chromium"]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_path_has_no_browser() {
        assert_eq!(find_on(OsStr::new("")), None);
        assert_eq!(find_on(OsStr::new("/nowhere/at/all")), None);
    }
}
