//! Running other programs, so that none outlives this one.
//!
//! Knows nothing of what the programs are for.

mod child;
mod running;

use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail, ensure};

pub(crate) use child::Child;
pub(crate) use running::{end_all_on_signals, stopping};

/// Runs a command to its end with this program's own output and no input; an error names the command.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let name = shown(command);
    let mut child = Child::start(command.stdin(Stdio::null()))?;
    let status = child.wait()?;
    ensure!(status.success(), "{name}: {status}");
    Ok(())
}

/// What a command prints, trimmed; `None` if there is no such program.
pub(crate) fn output_of(command: &mut Command) -> Result<Option<String>> {
    let name = shown(command);
    match command.stdin(Stdio::null()).output() {
        Ok(output) if output.status.success() => {
            Ok(Some(String::from_utf8_lossy(&output.stdout).trim().to_owned()))
        }
        Ok(output) => bail!("{name}: {}", String::from_utf8_lossy(&output.stderr).trim()),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error).with_context(|| format!("{name}: could not be started")),
    }
}

/// The command as a person would type it, without the path of the program.
fn shown(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let mut words = vec![program.file_name().unwrap_or(program.as_os_str()).to_string_lossy().into_owned()];
    words.extend(command.get_args().map(|argument| argument.to_string_lossy().into_owned()));
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_names_the_command_and_its_status() {
        let error = run(Command::new("rustc").arg("--no-such-option").stderr(Stdio::null())).unwrap_err();
        assert!(error.to_string().starts_with("rustc --no-such-option: exit "), "{error}");
    }

    #[test]
    fn a_program_that_is_not_there_is_no_output() {
        assert_eq!(output_of(&mut Command::new("no-such-program-anywhere")).unwrap(), None);
        assert!(output_of(Command::new("rustc").arg("--version")).unwrap().unwrap().starts_with("rustc "));
    }
}
