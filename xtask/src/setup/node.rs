//! Node.js, which runs the browser tests and the model's stand-in.

use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::process;

/// The oldest version that will do.
const OLDEST: u32 = 20;

/// Fails in one line if Node.js or npm is missing or too old. It is not installed from here: that is the machine's
/// owner's to choose.
pub(crate) fn ensure_installed() -> Result<()> {
    let Some(version) = process::output_of(Command::new("node").arg("--version"))? else {
        bail!(
            "Node.js {OLDEST} or newer is needed, and there is no `node` on the path: see https://nodejs.org"
        );
    };
    let major = major(&version).with_context(|| format!("node --version answered {version:?}"))?;
    if major < OLDEST {
        bail!("Node.js {OLDEST} or newer is needed, and this is {version}: see https://nodejs.org");
    }
    if process::output_of(Command::new("npm").arg("--version"))?.is_none() {
        bail!("npm is needed beside Node.js, and there is no `npm` on the path: see https://nodejs.org");
    }
    Ok(())
}

/// The first number of a version such as `v20.11.1`.
fn major(version: &str) -> Option<u32> {
    let version = version.trim();
    version.strip_prefix('v').unwrap_or(version).split('.').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_major_version_is_read() {
        assert_eq!(major("v20.11.1"), Some(20));
        assert_eq!(major("v8.17.0\n"), Some(8));
        assert_eq!(major("24.0.0-nightly"), Some(24));
        assert_eq!(major("v100"), Some(100));
    }

    #[test]
    fn what_is_no_version_is_none() {
        assert_eq!(major(""), None);
        assert_eq!(major("v"), None);
        assert_eq!(major("node v20"), None);
        assert_eq!(major("v-1.0"), None);
    }
}
