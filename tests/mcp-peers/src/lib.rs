//! An MCP server and a client that were not written here: the protocol's example server and its TypeScript SDK. For tests only.
//! Both need Node.js; the packages are installed at the first start.

use std::io::{BufRead as _, BufReader, ErrorKind};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use model_stand_in::StandInError;
use serde_json::Value as Json;

/// Why there is no peer.
#[derive(Debug, thiserror::Error)]
pub enum PeerError {
    /// Node.js or the packages.
    #[error(transparent)]
    Node(#[from] StandInError),
    /// It could not be started, or ended early.
    #[error("the peer did not start: {0}")]
    Start(#[from] std::io::Error),
    /// It failed, with what it wrote.
    #[error("the peer failed: {0}")]
    Failed(String),
}

/// The example server, running. It ends when this is dropped, and also when the test's process ends in any other way.
#[derive(Debug)]
pub struct Everything {
    child: Child,
    url: String,
}

impl Everything {
    /// Starts one on a free port of 127.0.0.1, and returns once it serves. It blocks: about a second, and some more at the very
    /// first start.
    ///
    /// # Errors
    ///
    /// Node.js is missing or too old, the packages cannot be installed, or it does not start.
    pub fn start() -> Result<Self, PeerError> {
        let mut child = node("everything.mjs")?.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
        let mut url = String::new();
        if let Some(out) = child.stdout.as_mut() {
            BufReader::new(out).read_line(&mut url)?;
        }
        let everything = Self { child, url: url.trim().to_owned() };
        if everything.url.is_empty() {
            return Err(std::io::Error::from(ErrorKind::UnexpectedEof).into());
        }
        Ok(everything)
    }

    /// Where it is.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }
}

impl Drop for Everything {
    fn drop(&mut self) {
        // Nothing can be done about a failure here; its standard input ends with us in any case.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Has the SDK's client list the tools at this address and make these calls (`name` and `arguments`), and returns what it says:
/// `{"tools": […], "results": […]}`. It blocks.
///
/// # Errors
///
/// Node.js or the packages, or what the client could not do.
pub fn call_with_sdk(url: &str, token: &str, calls: &Json) -> Result<Json, PeerError> {
    let output = node("client.mjs")?.args([url, token, &calls.to_string()]).output()?;
    let failed = || PeerError::Failed(String::from_utf8_lossy(&output.stderr).into_owned());
    if !output.status.success() {
        return Err(failed());
    }
    serde_json::from_slice(&output.stdout).map_err(|_| failed())
}

fn node(script: &str) -> Result<Command, PeerError> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    model_stand_in::prepare(folder)?;
    let mut command = Command::new("node");
    command.arg(folder.join(script)).stderr(Stdio::null());
    if script == "client.mjs" {
        command.stderr(Stdio::piped());
    }
    Ok(command)
}
