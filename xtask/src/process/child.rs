//! One program that was started here, with everything that it starts itself.

use std::process::{Command, ExitStatus};
use std::time::{Duration, Instant};

use anyhow::{Context, Result};

use super::running;

/// How long a program may take to end by itself after it was asked to.
pub(crate) const GRACE: Duration = Duration::from_secs(5);

/// How often a program is looked at while it ends.
const PERIOD: Duration = Duration::from_millis(20);

/// A running program, the leader of a process group of its own; ended when this is dropped.
#[derive(Debug)]
pub(crate) struct Child {
    name: String,
    process: std::process::Child,
    ended: Option<ExitStatus>,
}

impl Child {
    /// Starts the command in a group of its own, which a signal to this program ends as a whole.
    pub(crate) fn start(command: &mut Command) -> Result<Self> {
        let name = super::shown(command);
        let process = running::start(command).with_context(|| format!("{name}: could not be started"))?;
        Ok(Self { name, process, ended: None })
    }

    /// Waits for its end.
    pub(crate) fn wait(&mut self) -> Result<ExitStatus> {
        if let Some(status) = self.ended {
            return Ok(status);
        }
        let waited = self.process.wait();
        self.finished(waited.map(Some))?.with_context(|| format!("{}: did not end", self.name))
    }

    /// Its status if it has ended.
    pub(crate) fn ended(&mut self) -> Result<Option<ExitStatus>> {
        if self.ended.is_some() {
            return Ok(self.ended);
        }
        let looked = self.process.try_wait();
        self.finished(looked)
    }

    /// Asks it to end: its input closes, its group gets SIGTERM; after `GRACE` it is killed.
    pub(crate) fn stop(&mut self) -> Result<()> {
        drop(self.process.stdin.take());
        if self.ended()?.is_some() {
            return Ok(());
        }
        running::ask_to_end(self.process.id());
        let deadline = Instant::now() + GRACE;
        while Instant::now() < deadline {
            if self.ended()?.is_some() {
                return Ok(());
            }
            std::thread::sleep(PERIOD);
        }
        running::kill(self.process.id());
        // Where there are no groups, `kill` above does nothing.
        self.process.kill().with_context(|| format!("{}: could not be ended", self.name))?;
        self.wait().map(drop)
    }

    fn finished(&mut self, looked: std::io::Result<Option<ExitStatus>>) -> Result<Option<ExitStatus>> {
        let status = looked.with_context(|| format!("{}: could not be waited for", self.name))?;
        if status.is_some() {
            running::forget(self.process.id());
            self.ended = status;
        }
        Ok(status)
    }
}

impl Drop for Child {
    fn drop(&mut self) {
        if let Err(error) = self.stop() {
            eprintln!("xtask: {error:#}");
        }
    }
}

#[cfg(all(test, unix))]
mod tests {
    use std::process::Stdio;

    use super::*;

    fn shell(script: &str) -> Command {
        let mut command = Command::new("sh");
        command.args(["-c", script]).stdin(Stdio::piped()).stdout(Stdio::piped());
        command
    }

    #[test]
    fn an_end_is_seen_once_and_remembered() {
        let mut child = Child::start(&mut shell("exit 3")).unwrap();
        assert_eq!(child.wait().unwrap().code(), Some(3));
        assert_eq!(child.ended().unwrap().and_then(|status| status.code()), Some(3));
        assert_eq!(child.wait().unwrap().code(), Some(3));
    }

    #[test]
    fn stopping_ends_what_the_program_started_too() {
        use std::io::{BufRead as _, BufReader, Read as _};
        // The grandchild holds the pipe open: the end of the pipe is the end of both.
        let mut child = Child::start(&mut shell("sleep 600 & echo started; wait")).unwrap();
        let mut output = BufReader::new(child.process.stdout.take().unwrap());
        let mut line = String::new();
        output.read_line(&mut line).unwrap();
        assert_eq!(line, "started\n");
        child.stop().unwrap();
        assert!(child.ended().unwrap().is_some());
        let mut rest = String::new();
        output.read_to_string(&mut rest).unwrap();
        assert_eq!(rest, "");
    }

    #[test]
    fn stopping_is_asked_first() {
        let mut child =
            Child::start(&mut shell("trap 'exit 7' TERM; echo ready; while :; do sleep 0.01; done")).unwrap();
        let mut ready = [0; 6];
        std::io::Read::read_exact(child.process.stdout.as_mut().unwrap(), &mut ready).unwrap();
        child.stop().unwrap();
        assert_eq!(child.ended().unwrap().and_then(|status| status.code()), Some(7));
    }
}
