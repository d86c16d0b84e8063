//! Finding Node.js, and installing the package once.

use std::fs::{self, File};
use std::io::ErrorKind;
use std::path::Path;
use std::process::Command;

use serde_json::Value as Json;

use crate::error::StandInError;

/// The oldest Node.js that aimock runs on.
const OLDEST: (u32, u32) = (20, 15);

/// Makes sure that Node.js is there and new enough.
pub(crate) fn check_node() -> Result<(), StandInError> {
    let output = match Command::new("node").arg("--version").output() {
        Ok(output) => output,
        Err(error) if error.kind() == ErrorKind::NotFound => return Err(StandInError::NodeMissing),
        Err(error) => return Err(error.into()),
    };
    let version = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    if is_new_enough(&version) { Ok(()) } else { Err(StandInError::NodeTooOld(version)) }
}

fn is_new_enough(version: &str) -> bool {
    let mut parts = version.trim_start_matches('v').split('.').map(str::parse);
    matches!((parts.next(), parts.next()), (Some(Ok(major)), Some(Ok(minor))) if (major, minor) >= OLDEST)
}

/// Installs what the lock file names, unless it stands there already. Tests start side by side: one installs, the
/// others wait.
pub(crate) fn install(directory: &Path) -> Result<(), StandInError> {
    let lock_file = directory.join("package-lock.json");
    let lock = File::open(&lock_file)?;
    lock.lock()?;
    let wanted = versions(&lock_file);
    if wanted.is_some() && wanted == versions(&directory.join("node_modules/.package-lock.json")) {
        return Ok(());
    }
    let npm = if cfg!(windows) { "npm.cmd" } else { "npm" };
    let mut command = Command::new(npm);
    command.args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]).current_dir(directory);
    match command.output() {
        Ok(output) if output.status.success() => Ok(()),
        Ok(output) => Err(StandInError::Install(String::from_utf8_lossy(&output.stderr).trim().to_owned())),
        Err(error) if error.kind() == ErrorKind::NotFound => Err(StandInError::NodeMissing),
        Err(error) => Err(error.into()),
    }
}

/// What a lock file says is, or is to be, installed; without the entry of the package itself, which an installed
/// tree does not have.
fn versions(lock_file: &Path) -> Option<Json> {
    let mut lock: Json = serde_json::from_slice(&fs::read(lock_file).ok()?).ok()?;
    let packages = lock.get_mut("packages")?.as_object_mut()?;
    packages.remove("");
    let versions = packages.iter().map(|(path, package)| (path.clone(), package["version"].clone()));
    Some(Json::Object(versions.collect()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn old_versions_are_told_from_new_ones() {
        for version in ["v20.15.0", "v20.20.2", "v22.0.0", "v100.1.0"] {
            assert!(is_new_enough(version), "{version}");
        }
        for version in ["v20.14.9", "v18.20.0", "v9.99.0", "", "v20", "nightly"] {
            assert!(!is_new_enough(version), "{version}");
        }
    }
}
