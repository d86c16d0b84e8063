//! `cargo xtask dev`: everything on one machine, rebuilt on change, ended by Ctrl-C.

mod concern;
mod server;
mod watch;

use std::time::Duration;

use anyhow::{Result, bail};

use crate::build::{self, Flavour, configure, widget};
use crate::process;
use crate::workspace::Workspace;
use concern::Concern;
use server::Server;
use watch::Changes;

/// How often the server's end and a signal are looked for while nothing changes.
const PERIOD: Duration = Duration::from_millis(200);

/// Builds, serves and rebuilds until a signal comes, or until the first server ends by itself.
pub(crate) fn run(workspace: &Workspace) -> Result<()> {
    // Watched from the start: what is saved during the first build is built after it.
    let changes = Changes::watch(workspace.root())?;
    eprintln!("dev: building the widget and the server; the first time takes some minutes");
    match build_all(workspace) {
        Err(_) if process::stopping() => return Ok(()),
        built => built?,
    }
    let mut server = Server::start(workspace)?;
    let mut changed_before = false;
    while !process::stopping() {
        match changes.next(PERIOD)? {
            Some(concern) => {
                changed_before = true;
                rebuild(workspace, concern, &mut server);
            }
            // A port that is taken or a file that is wrong has been said by the server itself. Without any change
            // since, another start would end the same way.
            None => match server.has_just_ended()? {
                Some(_) if process::stopping() => {}
                Some(status) if !changed_before => bail!("the server ended by itself ({status})"),
                Some(status) => eprintln!("dev: the server ended by itself ({status}); waiting for a change"),
                None => {}
            },
        }
    }
    server.stop()
}

fn build_all(workspace: &Workspace) -> Result<()> {
    widget::build(workspace, Flavour::Release)?;
    build::server::build(workspace, Flavour::Debug)?;
    configure::build(workspace).map(drop)
}

/// Builds what the change concerns; the old server and the old widget stay where that fails.
fn rebuild(workspace: &Workspace, concern: Concern, server: &mut Server) {
    let begun = std::time::Instant::now();
    match rebuild_concerned(workspace, concern, server) {
        Ok(()) => eprintln!("dev: {concern}, ready after {:.1} s", begun.elapsed().as_secs_f32()),
        Err(_) if process::stopping() => {}
        Err(error) => eprintln!("dev: {error:#}; what ran before goes on running"),
    }
}

fn rebuild_concerned(workspace: &Workspace, concern: Concern, server: &mut Server) -> Result<()> {
    if concern.widget {
        widget::build(workspace, Flavour::Release)?;
    }
    if concern.server {
        build::server::build(workspace, Flavour::Debug)?;
    }
    if concern.server || concern.data {
        server.restart(workspace)?;
    }
    // Last: the server need not wait for it, and takes its files as they come.
    if concern.page {
        configure::build(workspace)?;
    }
    Ok(())
}
