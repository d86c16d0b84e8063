//! Reading the folder of tenants.

use std::fs;
use std::path::{Path, PathBuf};

use engine::tenant::Mistake;
use shared::tenant::TenantFile;

/// Why the tenants cannot be served.
#[derive(Debug, thiserror::Error)]
pub enum TenantsError {
    /// The folder is not there.
    #[error("there is no folder of tenants at {0}: set ANTEROOM_TENANTS to it ({1})")]
    Folder(String, std::io::Error),
    /// A file cannot be read.
    #[error("{0}: {1}")]
    File(String, std::io::Error),
    /// A file has mistakes.
    #[error("{0}: {1}")]
    Mistakes(String, String),
    /// The folder's name is not the tenant's.
    #[error("{0}: the tenant in it is called `{1}`; folder and `id` must be the same")]
    OtherName(String, String),
    /// No tenant at all.
    #[error("no folder in {0} holds a tenant.json")]
    None(String),
}

/// Every tenant of the folder, by id. One bad file is an error for all: a tenant that is silently missing is worse.
///
/// # Errors
///
/// The first file that cannot be served, with every mistake in it.
pub fn read_tenants(folder: &Path) -> Result<Vec<TenantFile>, TenantsError> {
    files(folder)?.iter().map(|file| file.read(engine::tenant::read)).collect()
}

/// The same for a process that somebody waits for while it starts: it does not look whether the model has room for what it is
/// told, as long as another process does, and lets others have a turn between two files.
///
/// # Errors
///
/// The first file that cannot be served, with every mistake in it.
pub async fn read_tenants_quickly(folder: &Path) -> Result<Vec<TenantFile>, TenantsError> {
    let mut tenants = Vec::new();
    for file in files(folder)? {
        tenants.push(file.read(engine::tenant::read_without_room)?);
        tokio::task::yield_now().await;
    }
    Ok(tenants)
}

/// A tenant's file, and the folder that it lies in.
struct File {
    path: PathBuf,
    folder: String,
}

/// The files, in the order of their folders' names.
fn files(folder: &Path) -> Result<Vec<File>, TenantsError> {
    let name = folder.display().to_string();
    let entries = fs::read_dir(folder).map_err(|error| TenantsError::Folder(name.clone(), error))?;
    let mut files = Vec::new();
    for entry in entries {
        let entry = entry.map_err(|error| TenantsError::Folder(name.clone(), error))?;
        let path = entry.path().join("tenant.json");
        if path.is_file() {
            files.push(File { path, folder: entry.file_name().to_string_lossy().into_owned() });
        }
    }
    files.sort_by(|one, other| one.folder.cmp(&other.folder));
    if files.is_empty() { Err(TenantsError::None(name)) } else { Ok(files) }
}

impl File {
    fn read(
        &self,
        read: impl FnOnce(&str) -> Result<TenantFile, Vec<Mistake>>,
    ) -> Result<TenantFile, TenantsError> {
        let name = || self.path.display().to_string();
        let text = fs::read_to_string(&self.path).map_err(|error| TenantsError::File(name(), error))?;
        let tenant = read(&text).map_err(|mistakes| {
            let lines: Vec<String> = mistakes.iter().map(ToString::to_string).collect();
            TenantsError::Mistakes(name(), lines.join("\n  "))
        })?;
        if tenant.id == self.folder { Ok(tenant) } else { Err(TenantsError::OtherName(name(), tenant.id)) }
    }
}
