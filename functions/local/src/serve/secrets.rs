//! Secrets on one machine: files of the data folder, read each time, so that a new one is good at once.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use async_trait::async_trait;
use engine::ports::{Secret, SecretError, Secrets};

/// The folder, in the data folder: one file for each secret, by its name.
pub(super) const FOLDER: &str = "secrets";

/// The secrets of a data folder.
pub(crate) struct SecretFiles(PathBuf);

impl SecretFiles {
    /// Those in `data/secrets`, which need not be there.
    pub(crate) fn new(data: &Path) -> Self {
        Self(data.join(FOLDER))
    }
}

#[async_trait]
impl Secrets for SecretFiles {
    /// The file's content without the line end that an editor puts there.
    async fn secret(&self, name: &str) -> Result<Secret, SecretError> {
        // A name is a word in capital letters; what could leave the folder is none.
        if name.is_empty() || !name.bytes().all(|sign| sign.is_ascii_alphanumeric() || sign == b'_') {
            return Err(SecretError::Unknown(name.to_owned()));
        }
        match std::fs::read_to_string(self.0.join(name)) {
            Ok(text) => Ok(Secret::new(text.trim_end_matches(['\r', '\n']).to_owned())),
            Err(error) if error.kind() == ErrorKind::NotFound => Err(SecretError::Unknown(name.to_owned())),
            Err(error) => Err(SecretError::Unavailable(error.to_string())),
        }
    }
}
