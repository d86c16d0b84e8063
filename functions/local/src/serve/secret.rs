//! The key that signs session tokens: made once, kept beside the store.

use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Read as _, Write as _};
use std::path::Path;

use api::{KeyError, TokenKeys};

/// The file, readable by its owner alone.
const FILE: &str = "token.key";

/// 256 bits, as many as the signature has.
const KEY_BYTES: usize = 32;

/// Why there is no key.
#[derive(Debug, thiserror::Error)]
pub(crate) enum SecretError {
    /// The file cannot be read or made.
    #[error("the key in {0} cannot be read or made: {1}")]
    File(String, std::io::Error),
    /// The system gives no random bytes.
    #[error("the system gives no random bytes: {0}")]
    Random(getrandom::Error),
    /// What is in the file is no key.
    #[error("{0} holds no key ({1}): delete it, and a new one is made; sessions then begin anew")]
    Key(String, KeyError),
}

/// The keys of this folder.
pub(crate) fn token_keys(data: &Path) -> Result<TokenKeys, SecretError> {
    let path = data.join(FILE);
    let name = path.display().to_string();
    let secret = read_or_make(&path).map_err(|error| match error {
        Failure::File(error) => SecretError::File(name.clone(), error),
        Failure::Random(error) => SecretError::Random(error),
    })?;
    TokenKeys::new(&[secret]).map_err(|error| SecretError::Key(name, error))
}

enum Failure {
    File(std::io::Error),
    Random(getrandom::Error),
}

fn read_or_make(path: &Path) -> Result<Vec<u8>, Failure> {
    match fs::File::open(path) {
        Ok(mut file) => {
            let mut secret = Vec::new();
            file.read_to_end(&mut secret).map_err(Failure::File)?;
            Ok(secret)
        }
        Err(error) if error.kind() == ErrorKind::NotFound => make(path),
        Err(error) => Err(Failure::File(error)),
    }
}

/// Written beside its place and moved there, so that a killed process leaves a whole key or none.
fn make(path: &Path) -> Result<Vec<u8>, Failure> {
    let mut secret = vec![0; KEY_BYTES];
    getrandom::fill(&mut secret).map_err(Failure::Random)?;
    let beside = path.with_extension("new");
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let written = options.open(&beside).and_then(|mut file| {
        file.write_all(&secret)?;
        file.sync_all()
    });
    written.and_then(|()| fs::rename(&beside, path)).map_err(Failure::File)?;
    Ok(secret)
}
