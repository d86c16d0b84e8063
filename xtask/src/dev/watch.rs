//! Notices saved files.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

use anyhow::{Context, Result, bail};
use notify::{EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};

use super::concern::{Concern, FOLDERS};

/// A change is complete when nothing more is saved for this long: editors write a file in several steps, and one
/// command writes many files.
const QUIET: Duration = Duration::from_millis(150);

/// The changes of the watched folders; watching ends when this is dropped.
pub(crate) struct Changes {
    root: PathBuf,
    events: Receiver<notify::Result<notify::Event>>,
    _watcher: RecommendedWatcher,
}

impl Changes {
    /// Watches the folders that concern something, those that are there, and the root's own files.
    pub(crate) fn watch(root: &Path) -> Result<Self> {
        // Events name their files by the real path.
        let root = root.canonicalize().with_context(|| format!("{} could not be found", root.display()))?;
        let (sender, events) = channel();
        let mut watcher = notify::recommended_watcher(sender).context("files cannot be watched")?;
        let mut watch = |path: &Path, mode| {
            watcher.watch(path, mode).with_context(|| format!("{} cannot be watched", path.display()))
        };
        watch(&root, RecursiveMode::NonRecursive)?;
        for folder in FOLDERS.iter().map(|(folder, _)| root.join(folder)).filter(|folder| folder.is_dir()) {
            watch(&folder, RecursiveMode::Recursive)?;
        }
        Ok(Self { root, events, _watcher: watcher })
    }

    /// Waits at most `patience` for a change to begin, then for its end; says what it concerns, if anything.
    pub(crate) fn next(&self, patience: Duration) -> Result<Option<Concern>> {
        let mut concern = Concern::default();
        let mut wait = patience;
        loop {
            match self.events.recv_timeout(wait) {
                Ok(event) => {
                    let concerned = self.concern_of(&event.context("files can no longer be watched")?);
                    if !concerned.is_nothing() {
                        concern |= concerned;
                        wait = QUIET;
                    }
                }
                Err(RecvTimeoutError::Timeout) => {
                    return Ok(Some(concern).filter(|concern| !concern.is_nothing()));
                }
                Err(RecvTimeoutError::Disconnected) => bail!("files can no longer be watched"),
            }
        }
    }

    fn concern_of(&self, event: &notify::Event) -> Concern {
        let mut concern = Concern::default();
        // Reading is told too, and every build reads.
        if !matches!(event.kind, EventKind::Access(_)) {
            for path in event.paths.iter().filter_map(|path| path.strip_prefix(&self.root).ok()) {
                concern |= Concern::of(path);
            }
        }
        concern
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    /// Far longer than a change takes to be noticed; only a failing test waits for it.
    const PATIENCE: Duration = Duration::from_secs(20);

    fn workspace() -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (name, _) in FOLDERS {
            fs::create_dir(folder.path().join(name)).unwrap();
        }
        folder
    }

    #[test]
    fn a_saved_file_is_noticed_and_reading_is_not() {
        let folder = workspace();
        let file = folder.path().join("widget/lib.rs");
        fs::write(&file, "old").unwrap();
        let changes = Changes::watch(folder.path()).unwrap();
        fs::read(&file).unwrap();
        fs::write(folder.path().join("Cargo.lock"), "").unwrap();
        fs::write(folder.path().join("tenants/studio.json"), "{}").unwrap();
        assert_eq!(changes.next(PATIENCE).unwrap().unwrap().to_string(), "server restarted");
        fs::write(&file, "new").unwrap();
        assert_eq!(changes.next(PATIENCE).unwrap().unwrap().to_string(), "widget rebuilt");
        assert_eq!(changes.next(Duration::ZERO).unwrap(), None);
    }

    #[test]
    fn files_saved_together_are_one_change() {
        let folder = workspace();
        let changes = Changes::watch(folder.path()).unwrap();
        fs::write(folder.path().join("widget/lib.rs"), "").unwrap();
        fs::write(folder.path().join("functions/lib.rs"), "").unwrap();
        assert_eq!(changes.next(PATIENCE).unwrap().unwrap().to_string(), "widget and server rebuilt");
    }
}
