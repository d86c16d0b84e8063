//! A running aimock.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use serde_json::{Value as Json, json};
use tempfile::NamedTempFile;

use crate::error::StandInError;
use crate::{install, journal};

/// A running aimock. It ends when this is dropped, and also when the test's process ends in any other way.
#[derive(Debug)]
pub struct StandIn {
    child: Child,
    address: SocketAddr,
}

impl StandIn {
    /// Starts one with these fixtures (a list in aimock's own form) on a free port of 127.0.0.1, and returns once it
    /// serves. It blocks: some 200 ms, and a few seconds more at the very first start, which installs it.
    ///
    /// # Errors
    ///
    /// When Node.js is missing or too old, the package cannot be installed, or aimock does not take the fixtures.
    pub fn start(fixtures: &Json) -> Result<Self, StandInError> {
        Self::start_with(fixtures, &json!({}))
    }

    /// The same with options for the whole server, such as `{"latency": 50}` (ms between events), `{"chunkSize": 4}`
    /// (characters an event) or `{"auth": {"apiKeys": ["…"]}}`.
    ///
    /// # Errors
    ///
    /// As [`StandIn::start`].
    pub fn start_with(fixtures: &Json, options: &Json) -> Result<Self, StandInError> {
        let directory = Path::new(env!("CARGO_MANIFEST_DIR"));
        install::check_node()?;
        install::install(directory)?;
        let mut file = NamedTempFile::new()?;
        file.write_all(json!({"fixtures": fixtures, "options": options}).to_string().as_bytes())?;
        let mut child = Command::new("node")
            .arg(directory.join("stand-in.mjs"))
            .arg(file.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()?;
        match first_line(&mut child) {
            // It has read the file by now, so that the file may go.
            Some(line) => match line.trim().trim_start_matches("http://").parse() {
                Ok(address) => Ok(Self { child, address }),
                Err(_) => Err(end(child, &line)),
            },
            None => Err(end(child, "")),
        }
    }

    /// What to set as `OPENAI_BASE_URL`.
    #[must_use]
    pub fn base_url(&self) -> String {
        format!("http://{}/v1", self.address)
    }

    /// Every request so far, oldest first, as aimock keeps them: `method`, `path`, `headers`, `body`, `response`.
    ///
    /// # Errors
    ///
    /// When it is gone.
    pub fn requests(&self) -> Result<Vec<Json>, StandInError> {
        journal::read(self.address)
    }
}

impl Drop for StandIn {
    fn drop(&mut self) {
        // Nothing can be done about a failure here; its standard input ends with us in any case.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The first line that it writes, which is its address.
fn first_line(child: &mut Child) -> Option<String> {
    let mut line = String::new();
    let read = BufReader::new(child.stdout.as_mut()?).read_line(&mut line);
    read.is_ok_and(|read| read > 0).then_some(line)
}

/// Ends one that did not start, with what it says about it.
fn end(mut child: Child, said: &str) -> StandInError {
    let _ = child.kill();
    let mut text = said.to_owned();
    if let Some(mut errors) = child.stderr.take() {
        let _ = errors.read_to_string(&mut text);
    }
    let _ = child.wait();
    let line = text.lines().find(|line| line.contains("Error")).unwrap_or(&text);
    StandInError::Start(line.trim().to_owned())
}
