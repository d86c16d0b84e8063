//! Reading the folder of tenants. Those that were checked when they were packed have a seal, which lies beside them.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use engine::tenant::{Mistake, Sealed};
use shared::tenant::TenantFile;

use crate::app::Tenants;

/// The file of the folder with the seals of its tenants: a line for each, with its id and the seal, both as
/// [`engine::tenant::seal`] has given them. Without it, or without the right seal there, a tenant is checked in full.
pub const SEALS: &str = "seals";

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
    files(folder)?.iter().map(|file| file.read(&file.text()?, engine::tenant::read)).collect()
}

/// The same for a process that somebody waits for while it starts. What is sealed was checked when it was packed, and is taken
/// apart when somebody asks for it. With the rest it does not look whether the model has room for what it is told, as long as
/// another process does. Lets others have a turn between two files.
///
/// # Errors
///
/// The first file that cannot be served, with every mistake in it.
pub async fn read_tenants_quickly(folder: &Path) -> Result<Tenants, TenantsError> {
    let mut tenants = Vec::new();
    for file in files(folder)? {
        let kept = match Sealed::new(&file.folder, file.text()?, &file.seal) {
            Ok(sealed) => sealed.into(),
            Err(text) => file.read(&text, engine::tenant::read_without_room)?.into(),
        };
        tenants.push((file.folder, kept));
        tokio::task::yield_now().await;
    }
    Ok(Tenants::kept(tenants))
}

/// A tenant's file, the folder that it lies in, and its seal; an empty one where it has none.
struct File {
    path: PathBuf,
    folder: String,
    seal: String,
}

/// The files, in the order of their folders' names.
fn files(folder: &Path) -> Result<Vec<File>, TenantsError> {
    let name = folder.display().to_string();
    let entries = fs::read_dir(folder).map_err(|error| TenantsError::Folder(name.clone(), error))?;
    let mut seals = seals(folder);
    let mut files = Vec::new();
    for entry in entries {
        let entry = entry.map_err(|error| TenantsError::Folder(name.clone(), error))?;
        let path = entry.path().join("tenant.json");
        if path.is_file() {
            let folder = entry.file_name().to_string_lossy().into_owned();
            let seal = seals.remove(&folder).unwrap_or_default();
            files.push(File { path, folder, seal });
        }
    }
    files.sort_by(|one, other| one.folder.cmp(&other.folder));
    if files.is_empty() { Err(TenantsError::None(name)) } else { Ok(files) }
}

/// The seals in the folder, by tenant.
fn seals(folder: &Path) -> BTreeMap<String, String> {
    let text = fs::read_to_string(folder.join(SEALS)).unwrap_or_default();
    let lines = text.lines().filter_map(|line| line.split_once(' '));
    lines.map(|(tenant, seal)| (tenant.to_owned(), seal.to_owned())).collect()
}

impl File {
    fn name(&self) -> String {
        self.path.display().to_string()
    }

    fn text(&self) -> Result<String, TenantsError> {
        fs::read_to_string(&self.path).map_err(|error| TenantsError::File(self.name(), error))
    }

    fn read(
        &self,
        text: &str,
        read: impl FnOnce(&str) -> Result<TenantFile, Vec<Mistake>>,
    ) -> Result<TenantFile, TenantsError> {
        let tenant = read(text).map_err(|mistakes| {
            let lines: Vec<String> = mistakes.iter().map(ToString::to_string).collect();
            TenantsError::Mistakes(self.name(), lines.join("\n  "))
        })?;
        if tenant.id == self.folder {
            Ok(tenant)
        } else {
            Err(TenantsError::OtherName(self.name(), tenant.id))
        }
    }
}
