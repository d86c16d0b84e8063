//! The running server of `cargo xtask dev`.

use std::env;
use std::ffi::OsString;
use std::path::PathBuf;
use std::process::{Command, ExitStatus, Stdio};

use anyhow::Result;

use crate::build::{self, Flavour};
use crate::process::Child;
use crate::workspace::Workspace;

/// Tells the server to end when its standard input closes: so it does not outlive this program, however that ends.
const EXIT_WITH_PARENT: &str = "ANTEROOM_EXIT_WITH_PARENT";

/// `anteroom serve`, ended when this is dropped.
#[derive(Debug)]
pub(crate) struct Server {
    child: Child,
    end_was_told: bool,
}

impl Server {
    /// Starts the server that was built last.
    pub(crate) fn start(workspace: &Workspace) -> Result<Self> {
        let mut command = Command::new(build::server::binary(workspace, Flavour::Debug));
        command.arg("serve").current_dir(workspace.root()).envs(environment(workspace)).stdin(Stdio::piped());
        Ok(Self { child: Child::start(&mut command)?, end_was_told: false })
    }

    /// Ends the old server, then starts the one that was built last: both need the same port and the same data.
    pub(crate) fn restart(&mut self, workspace: &Workspace) -> Result<()> {
        self.child.stop()?;
        *self = Self::start(workspace)?;
        Ok(())
    }

    /// Its status, once, if it has ended by itself.
    pub(crate) fn has_just_ended(&mut self) -> Result<Option<ExitStatus>> {
        if self.end_was_told {
            return Ok(None);
        }
        let status = self.child.ended()?;
        self.end_was_told = status.is_some();
        Ok(status)
    }

    /// Ends it.
    pub(crate) fn stop(&mut self) -> Result<()> {
        self.child.stop()
    }
}

/// What the server is told; what the caller has set stays as it is.
fn environment(workspace: &Workspace) -> Vec<(&'static str, OsString)> {
    let defaults: [(&str, PathBuf); 5] = [
        ("ANTEROOM_ADDR", PathBuf::from("127.0.0.1:8787")),
        ("ANTEROOM_DATA", workspace.root().join(".anteroom")),
        ("ANTEROOM_TENANTS", workspace.root().join("tenants")),
        ("ANTEROOM_WIDGET", workspace.widget_files()),
        // A page that is loaded anew shows what was just built.
        ("ANTEROOM_LOADER_SECONDS", PathBuf::from("0")),
    ];
    let mut variables: Vec<(&str, OsString)> = defaults
        .into_iter()
        .map(|(name, default)| (name, env::var_os(name).unwrap_or_else(|| default.into_os_string())))
        .collect();
    variables.push((EXIT_WITH_PARENT, OsString::from("1")));
    variables
}
