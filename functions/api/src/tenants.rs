//! Reading the folder of tenants.

use std::fs;
use std::path::Path;

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
    let name = folder.display().to_string();
    let entries = fs::read_dir(folder).map_err(|error| TenantsError::Folder(name.clone(), error))?;
    let mut tenants = Vec::new();
    for entry in entries {
        let entry = entry.map_err(|error| TenantsError::Folder(name.clone(), error))?;
        let path = entry.path().join("tenant.json");
        if path.is_file() {
            tenants.push(read_tenant(&path, &entry.file_name().to_string_lossy())?);
        }
    }
    tenants.sort_by(|one, other| one.id.cmp(&other.id));
    if tenants.is_empty() { Err(TenantsError::None(name)) } else { Ok(tenants) }
}

fn read_tenant(path: &Path, folder: &str) -> Result<TenantFile, TenantsError> {
    let name = path.display().to_string();
    let text = fs::read_to_string(path).map_err(|error| TenantsError::File(name.clone(), error))?;
    let tenant = engine::tenant::read(&text).map_err(|mistakes| {
        let lines: Vec<String> = mistakes.iter().map(ToString::to_string).collect();
        TenantsError::Mistakes(name.clone(), lines.join("\n  "))
    })?;
    if tenant.id == folder { Ok(tenant) } else { Err(TenantsError::OtherName(name, tenant.id)) }
}
