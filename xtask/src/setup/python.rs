//! Python, for the few tests whose tools are written in it. It is optional: where it is missing those tests are skipped.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::build::names;
use crate::process;
use crate::workspace::Workspace;

/// The oldest version that every tool of the tests runs on.
const OLDEST: (u32, u32) = (3, 11);

/// The pinned packages of a folder, all of them, with their dependencies.
const REQUIREMENTS: &str = "requirements.txt";

/// A virtual environment with packages in it.
#[derive(Debug, Clone)]
pub(crate) struct Environment {
    programs: PathBuf,
}

impl Environment {
    /// The folder of the environment's programs.
    pub(crate) fn programs(&self) -> &Path {
        &self.programs
    }

    /// A program of the environment: `python`, or one that a package brought.
    pub(crate) fn program(&self, name: &str) -> Command {
        Command::new(self.programs.join(name))
    }
}

/// The environment with the packages of `folder/requirements.txt`, made again only when that file has changed.
///
/// It lies in the target directory under the folder's own name. `Err` in the outer result is a failure; the inner one
/// says in a line why there is no Python to make it with.
pub(crate) fn environment(workspace: &Workspace, folder: &Path) -> Result<Result<Environment, String>> {
    let python = match find()? {
        Ok(python) => python,
        Err(reason) => return Ok(Err(reason)),
    };
    let requirements = folder.join(REQUIREMENTS);
    let wanted = fs::read(&requirements).with_context(|| format!("{} is missing", requirements.display()))?;
    let wanted = names::integrity(&wanted);
    let home = workspace.target().join("python").join(folder.file_name().unwrap_or_default());
    let environment = Environment { programs: home.join(if cfg!(windows) { "Scripts" } else { "bin" }) };
    let stamp = home.join(".installed");
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(Ok(environment));
    }
    eprintln!("set-up: installing Python packages of {} (venv, pip)", requirements.display());
    let mut venv = Command::new(python);
    // Standard output is for results: some commands print one line of JSON there.
    process::run(venv.args(["-m", "venv", "--clear"]).arg(&home).stdout(io::stderr()))?;
    let mut pip = environment.program("python");
    pip.args([
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--no-deps",
        "--requirement",
    ]);
    process::run(pip.arg(&requirements).stdout(io::stderr()))?;
    fs::write(&stamp, wanted).with_context(|| format!("{} could not be written", stamp.display()))?;
    Ok(Ok(environment))
}

/// The name of a Python that will do, or why there is none.
fn find() -> Result<Result<&'static str, String>> {
    let needed = format!("Python {}.{} or newer with venv", OLDEST.0, OLDEST.1);
    let name = if cfg!(windows) { "python" } else { "python3" };
    let Some(version) = process::output_of(Command::new(name).arg("--version"))? else {
        return Ok(Err(format!("{needed} is not on this machine")));
    };
    if read(&version).is_none_or(|version| version < OLDEST) {
        return Ok(Err(format!("{needed} is not on this machine, only {version}")));
    }
    // Some systems pack venv and pip apart from Python.
    let has_venv = Command::new(name).args(["-c", "import venv, ensurepip"]).output();
    if !has_venv.is_ok_and(|output| output.status.success()) {
        return Ok(Err(format!("{needed} is not on this machine, only {version} without venv")));
    }
    Ok(Ok(name))
}

/// The first two numbers of what `python3 --version` says: `Python 3.11.7`.
fn read(version: &str) -> Option<(u32, u32)> {
    let mut numbers = version.trim().strip_prefix("Python ")?.split('.');
    Some((numbers.next()?.parse().ok()?, numbers.next()?.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn two_numbers_are_read_and_compared_as_numbers() {
        assert_eq!(read("Python 3.11.7"), Some((3, 11)));
        assert_eq!(read("Python 3.13.0rc1\n"), Some((3, 13)));
        assert!(read("Python 3.9.2") < read("Python 3.11.0"));
        for text in ["", "3.11", "Python", "Python three"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
