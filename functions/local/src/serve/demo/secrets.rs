//! The secrets of demo tenants: made once, kept with the other secrets of the data folder.

use std::fs::{self, OpenOptions};
use std::io::{self, ErrorKind, Write as _};
use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use shared::tenant::TenantFile;

use super::DemoError;
use crate::serve::secrets::FOLDER;

/// 256 bits.
const BYTES: usize = 32;

/// Makes what signs the tenant's users and its webhooks, where it is not there.
pub(super) fn make_missing(data: &Path, tenant: &TenantFile) -> Result<(), DemoError> {
    let keys = tenant.users.iter().flat_map(|users| &users.keys).filter_map(|key| key.secret.as_deref());
    let hooks = tenant.webhooks.iter().map(|webhook| webhook.secret.as_str());
    let names = keys.map(|name| (name, "")).chain(hooks.map(|name| (name, "whsec_")));
    for (name, prefix) in names {
        make(&data.join(FOLDER), name, prefix).map_err(|error| DemoError::Secret(name.to_owned(), error))?;
    }
    Ok(())
}

fn make(folder: &Path, name: &str, prefix: &str) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    let mut secret = [0; BYTES];
    getrandom::fill(&mut secret).map_err(|error| io::Error::other(error.to_string()))?;
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(folder.join(name)) {
        Ok(mut file) => file.write_all(format!("{prefix}{}", STANDARD.encode(secret)).as_bytes()),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(()),
        Err(error) => Err(error),
    }
}
