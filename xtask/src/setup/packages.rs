//! npm packages, exactly as the lock file says, installed again only when it has changed.

use std::fs;
use std::io;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};

use crate::build::names;
use crate::process;

/// Inside `node_modules`: the checksum of the lock file that was installed.
const STAMP: &str = "node_modules/.installed";

/// Installs the packages of the folder by `npm ci` where that has not been done yet.
pub(crate) fn ensure_installed(folder: &Path) -> Result<()> {
    let lock = folder.join("package-lock.json");
    let wanted =
        names::integrity(&fs::read(&lock).with_context(|| format!("{} is missing", lock.display()))?);
    let stamp = folder.join(STAMP);
    if is_installed(&stamp, &wanted) {
        return Ok(());
    }
    eprintln!("set-up: installing npm packages in {} (npm ci)", folder.display());
    let mut npm = Command::new("npm");
    npm.current_dir(folder).args(["ci", "--no-audit", "--no-fund", "--loglevel=error"]);
    // Standard output is for results: some commands print one line of JSON there.
    process::run(npm.stdout(io::stderr()))?;
    fs::write(&stamp, wanted).with_context(|| format!("{} could not be written", stamp.display()))
}

fn is_installed(stamp: &Path, wanted: &str) -> bool {
    fs::read_to_string(stamp).is_ok_and(|installed| installed == wanted)
}
