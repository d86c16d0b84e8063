//! Running other programs.

use std::process::Command;

use anyhow::{Context, Result, ensure};

/// Runs a command to its end with this program's own output; an error names the command.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let name = shown(command);
    let status = command.status().with_context(|| format!("{name}: could not be started"))?;
    ensure!(status.success(), "{name}: {status}");
    Ok(())
}

/// The command as a person would type it, without the path of the program.
fn shown(command: &Command) -> String {
    let program = std::path::Path::new(command.get_program());
    let mut words = vec![program.file_name().unwrap_or(program.as_os_str()).to_string_lossy().into_owned()];
    words.extend(command.get_args().map(|argument| argument.to_string_lossy().into_owned()));
    words.join(" ")
}
