//! Commands that are shown before they are run, or shown only.

use std::cell::RefCell;
use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, Result};

use crate::process;
use crate::workspace::{Workspace, cargo};

/// Shows commands and, unless it is a dry run, runs them.
#[derive(Debug)]
pub(super) struct Shell {
    dry: bool,
    region: Option<String>,
    shown: RefCell<Vec<String>>,
}

impl Shell {
    pub(super) fn new(dry: bool, region: Option<&str>) -> Self {
        Self { dry, region: region.map(str::to_owned), shown: RefCell::default() }
    }

    /// Whether nothing is run.
    pub(super) const fn is_dry(&self) -> bool {
        self.dry
    }

    /// The AWS command line.
    pub(super) fn aws(&self, arguments: &[&str]) -> Command {
        self.command("aws", arguments)
    }

    /// The SAM command line.
    pub(super) fn sam(&self, arguments: &[&str]) -> Command {
        self.command("sam", arguments)
    }

    fn command(&self, program: &str, arguments: &[&str]) -> Command {
        let mut command = Command::new(program);
        command.args(arguments).env("AWS_PAGER", "").env("SAM_CLI_TELEMETRY", "0");
        if let Some(region) = &self.region {
            command.args(["--region", region]);
        }
        command
    }

    /// Another of the project's own commands.
    pub(super) fn xtask(&self, workspace: &Workspace, arguments: &[&str]) -> Command {
        let mut command = cargo("xtask");
        command.args(arguments).current_dir(workspace.root());
        command
    }

    /// Runs a command to its end; it must succeed.
    pub(super) fn run(&self, mut command: Command) -> Result<()> {
        self.show(&command);
        if self.dry { Ok(()) } else { process::run(&mut command) }
    }

    /// The same, for a command that asks questions.
    pub(super) fn talk(&self, mut command: Command) -> Result<()> {
        self.show(&command);
        if self.dry {
            return Ok(());
        }
        let name = shown(&command);
        let status = command.status().with_context(|| format!("{name}: could not be started"))?;
        anyhow::ensure!(status.success(), "{name}: {status}");
        Ok(())
    }

    /// What a command prints; nothing in a dry run.
    pub(super) fn ask(&self, mut command: Command) -> Result<String> {
        self.show(&command);
        if self.dry {
            return Ok(String::new());
        }
        let name = shown(&command);
        process::output_of(&mut command)?.with_context(|| format!("{name}: there is no such program"))
    }

    /// Something for whoever watches.
    pub(super) fn say(&self, text: &str) {
        eprintln!("deploy: {text}");
    }

    fn show(&self, command: &Command) {
        let shown = shown(command);
        eprintln!("$ {shown}");
        self.shown.borrow_mut().push(shown);
    }

    /// All that was shown.
    #[cfg(test)]
    pub(super) fn shown(&self) -> Vec<String> {
        self.shown.borrow().clone()
    }
}

/// A command as it can be pasted into a terminal, without the path of its program.
fn shown(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let program = program.file_name().unwrap_or(program.as_os_str()).to_string_lossy();
    let arguments = command.get_args().map(|argument| quoted(&argument.to_string_lossy()));
    core::iter::once(program.into_owned()).chain(arguments).collect::<Vec<_>>().join(" ")
}

/// A word of a command, in quotes where a terminal would read something else.
fn quoted(word: &str) -> String {
    let is_plain = |sign: char| sign.is_ascii_alphanumeric() || "-_./:=,@%+".contains(sign);
    if !word.is_empty() && word.chars().all(is_plain) {
        return word.to_owned();
    }
    format!("'{}'", word.replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_shown_can_be_pasted() {
        let shell = Shell::new(true, Some("eu-central-1"));
        shell.run(shell.aws(&["s3", "cp", "it's", "s3://b", "--include", "*.js", ""])).unwrap();
        assert_eq!(shell.shown(), [r"aws s3 cp 'it'\''s' s3://b --include '*.js' '' --region eu-central-1"]);
    }

    #[test]
    fn a_dry_run_runs_nothing() {
        let shell = Shell::new(true, None);
        shell.run(Command::new("no-such-program-anywhere")).unwrap();
        assert_eq!(shell.ask(Command::new("no-such-program-anywhere")).unwrap(), "");
        shell.talk(Command::new("no-such-program-anywhere")).unwrap();
        let shell = Shell::new(false, None);
        assert!(shell.run(Command::new("no-such-program-anywhere")).is_err());
        assert!(shell.ask(Command::new("no-such-program-anywhere")).is_err());
        assert!(shell.talk(Command::new("no-such-program-anywhere")).is_err());
    }
}
