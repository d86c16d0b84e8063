//! The folder that the store lives in, held by one process at a time. Knows nothing of what the engine writes there.

use std::fs::{DirBuilder, File, OpenOptions, TryLockError};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

/// The file whose lock stands for the folder. It holds the number of the process that has it, for the error message
/// alone: what counts is the lock, which the operating system releases however the process ends.
const LOCK_FILE: &str = "store.lock";

/// The engine's file.
const DATABASE_FILE: &str = "store.sqlite";

/// Why the folder cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum FolderError {
    /// Another process, or another store of this one, has it.
    #[error("the folder {folder} is in use by another anteroom{holder}")]
    InUse {
        /// The folder.
        folder: PathBuf,
        /// ` (process 123)`, or nothing where that is not known.
        holder: String,
    },
    /// It cannot be made, or not be written to.
    #[error("the folder {folder} cannot be used: {source}")]
    Unusable {
        /// The folder.
        folder: PathBuf,
        /// What the operating system says.
        source: std::io::Error,
    },
    /// The engine takes paths in UTF-8 only.
    #[error("the folder's name {0:?} is not UTF-8")]
    NotUtf8(PathBuf),
}

/// The folder, for as long as this lives.
#[derive(Debug)]
pub(crate) struct HeldFolder {
    database: String,
    _lock: File,
}

impl HeldFolder {
    /// Makes the folder if it is missing, and takes it.
    pub(crate) fn take(folder: &Path) -> Result<Self, FolderError> {
        let unusable = |source| FolderError::Unusable { folder: folder.to_owned(), source };
        let database = folder
            .join(DATABASE_FILE)
            .into_os_string()
            .into_string()
            .map_err(|_| FolderError::NotUtf8(folder.to_owned()))?;
        create(folder).map_err(unusable)?;
        let mut lock = OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            // The number in it is somebody else's until the lock is ours.
            .truncate(false)
            .open(folder.join(LOCK_FILE))
            .map_err(unusable)?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                return Err(FolderError::InUse { folder: folder.to_owned(), holder: holder(&mut lock) });
            }
            Err(TryLockError::Error(source)) => return Err(unusable(source)),
        }
        lock.set_len(0).map_err(unusable)?;
        write!(lock, "{}", std::process::id()).map_err(unusable)?;
        Ok(Self { database, _lock: lock })
    }

    /// The path of the engine's file.
    pub(crate) fn database(&self) -> &str {
        &self.database
    }
}

/// Conversations are nobody else's business: a folder that is made here is for its owner alone.
fn create(folder: &Path) -> std::io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

fn holder(lock: &mut File) -> String {
    let mut number = String::new();
    match lock.read_to_string(&mut number) {
        Ok(_) if !number.is_empty() => format!(" (process {number})"),
        _ => String::new(),
    }
}
