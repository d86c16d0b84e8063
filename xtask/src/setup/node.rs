//! Node.js, which runs the browser tests and the model's stand-in.

use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::process;

/// The oldest version that will do, major and minor: what the model's stand-in asks for.
const OLDEST: (u32, u32) = (20, 15);

/// Fails in one line if Node.js or npm is missing or too old. It is not installed from here: that is the machine's
/// owner's to choose.
pub(crate) fn ensure_installed() -> Result<()> {
    let needed = format!("Node.js {}.{} or newer is needed", OLDEST.0, OLDEST.1);
    let Some(version) = process::output_of(Command::new("node").arg("--version"))? else {
        bail!("{needed}, and there is no `node` on the path: see https://nodejs.org");
    };
    let read =
        read(&version).with_context(|| format!("{needed}, and `node --version` answered {version:?}"))?;
    if read < OLDEST {
        bail!("{needed}, and this is {version}: see https://nodejs.org");
    }
    if process::output_of(Command::new("npm").arg("--version"))?.is_none() {
        bail!("npm is needed beside Node.js, and there is no `npm` on the path: see https://nodejs.org");
    }
    Ok(())
}

/// The first two numbers of a version such as `v20.15.1`.
fn read(version: &str) -> Option<(u32, u32)> {
    let version = version.trim();
    let mut numbers = version.strip_prefix('v').unwrap_or(version).split('.');
    Some((numbers.next()?.parse().ok()?, numbers.next()?.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_numbers_are_read() {
        assert_eq!(read("v20.15.1"), Some((20, 15)));
        assert_eq!(read("v8.17.0\n"), Some((8, 17)));
        assert_eq!(read("24.0.0-nightly"), Some((24, 0)));
    }

    #[test]
    fn versions_are_compared_as_numbers() {
        assert!(read("v8.17.0") < Some(OLDEST));
        assert!(read("v20.9.0") < Some(OLDEST));
        assert!(read("v20.15.0") >= Some(OLDEST));
        assert!(read("v100.1.0") >= Some(OLDEST));
    }

    #[test]
    fn what_is_no_version_is_none() {
        for text in ["", "v", "v20", "node v20.1", "v-1.0", "v20.x"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
