//! The register of running process groups, and the signals that end them.
//!
//! One list for the whole program, because a signal comes to the whole program.

use std::collections::BTreeSet;
use std::io;
use std::process::{Child, Command};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use anyhow::{Context, Result};

use super::child::GRACE;

static RUNNING: Mutex<Running> = Mutex::new(Running { groups: BTreeSet::new(), stopping: false });

struct Running {
    /// The process ids of the groups' leaders.
    groups: BTreeSet<u32>,
    /// Whether a signal has come: nothing is started any more.
    stopping: bool,
}

/// Ends every running program on Ctrl-C, SIGTERM and SIGHUP; the command that waits for it then ends too.
///
/// What has not ended after `GRACE`, or at the second signal, is killed.
pub(crate) fn end_all_on_signals() -> Result<()> {
    ctrlc::set_handler(|| {
        let asked_before = std::mem::replace(&mut running().stopping, true);
        each_group(ask_to_end);
        let deadline = Instant::now() + GRACE;
        while !asked_before && Instant::now() < deadline && !running().groups.is_empty() {
            std::thread::sleep(Duration::from_millis(20));
        }
        each_group(kill);
    })
    .context("signals could not be caught")
}

/// Whether a signal has asked this program to end.
pub(crate) fn stopping() -> bool {
    running().stopping
}

/// Starts the command as a group of its own and remembers it.
pub(super) fn start(command: &mut Command) -> io::Result<Child> {
    // The lock is held meanwhile: a signal comes either before, and nothing starts, or after, and the group is known.
    let mut running = running();
    if running.stopping {
        return Err(io::Error::new(io::ErrorKind::Interrupted, "interrupted"));
    }
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(command, 0);
    let child = command.spawn()?;
    running.groups.insert(child.id());
    Ok(child)
}

/// Forgets a group whose leader has ended.
pub(super) fn forget(leader: u32) {
    running().groups.remove(&leader);
}

/// Sends SIGTERM to the group.
pub(super) fn ask_to_end(leader: u32) {
    #[cfg(unix)]
    signal(leader, rustix::process::Signal::TERM);
    #[cfg(not(unix))]
    let _ = leader;
}

/// Sends SIGKILL to the group.
pub(super) fn kill(leader: u32) {
    #[cfg(unix)]
    signal(leader, rustix::process::Signal::KILL);
    #[cfg(not(unix))]
    let _ = leader;
}

#[cfg(unix)]
fn signal(leader: u32, signal: rustix::process::Signal) {
    let group = i32::try_from(leader).ok().and_then(rustix::process::Pid::from_raw);
    if let Some(group) = group {
        // The one way to fail is that the group has just ended, which is what is wanted.
        let _ = rustix::process::kill_process_group(group, signal);
    }
}

fn each_group(act: fn(u32)) {
    for leader in &running().groups {
        act(*leader);
    }
}

/// The register; a panic elsewhere does not make it wrong.
fn running() -> MutexGuard<'static, Running> {
    RUNNING.lock().unwrap_or_else(PoisonError::into_inner)
}
