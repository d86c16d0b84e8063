//! The tenants that a function is packed with: checked here, by the function's own code, and sealed, so that no start from cold has to
//! check them again.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use anyhow::{Context, Result, ensure};

use super::package::Extra;
use crate::process;
use crate::workspace::{Workspace, cargo};

/// Where the seals lie in the zip; `api::SEALS` in the folder of tenants.
const SEALS: &str = "tenants/seals";

/// Every tenant of the folder and their seals, as they lie in the zip. A tenant that is not right is an error.
pub(super) fn packed(workspace: &Workspace, folder: &Path) -> Result<Vec<Extra>> {
    let mut files = files(folder)?;
    files.push((SEALS.to_owned(), seals(workspace, folder)?.into_bytes()));
    Ok(files)
}

/// Puts files as they lie in a zip into a folder, which is made anew.
pub(super) fn unpack(files: &[Extra], folder: &Path) -> Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != ErrorKind::NotFound => {
            return Err(error).with_context(|| format!("{} could not be removed", folder.display()));
        }
        _ => {}
    }
    for (name, content) in files {
        let path = folder.join(name);
        let parent = path.parent().context("a file has a folder")?;
        fs::create_dir_all(parent).with_context(|| format!("{} could not be made", parent.display()))?;
        fs::write(&path, content).with_context(|| format!("{} could not be written", path.display()))?;
    }
    Ok(())
}

/// `tenants/ID/tenant.json` of every tenant in the folder, by id.
fn files(folder: &Path) -> Result<Vec<Extra>> {
    let entries =
        fs::read_dir(folder).with_context(|| format!("{} could not be listed", folder.display()))?;
    let mut files = Vec::new();
    for entry in entries {
        let entry = entry.with_context(|| format!("{} could not be listed", folder.display()))?;
        let file = entry.path().join("tenant.json");
        if file.is_file() {
            let text = fs::read(&file).with_context(|| format!("{} could not be read", file.display()))?;
            files.push((format!("tenants/{}/tenant.json", entry.file_name().to_string_lossy()), text));
        }
    }
    ensure!(!files.is_empty(), "no folder in {} holds a tenant.json", folder.display());
    files.sort();
    Ok(files)
}

/// A line for each tenant with its seal, of the same sources as the function is compiled from.
fn seals(workspace: &Workspace, folder: &Path) -> Result<String> {
    let mut command = cargo("run");
    command.args(["--quiet", "--package", "engine", "--example", "seal", "--"]).arg(folder);
    let seals = process::output_of(command.current_dir(workspace.root()))?;
    Ok(seals.context("cargo could not be started")? + "\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_tenant_is_packed_and_none_is_an_error() {
        let folder = tempfile::tempdir().unwrap();
        assert!(files(folder.path()).is_err());
        for id in ["studio", "crm"] {
            fs::create_dir(folder.path().join(id)).unwrap();
            fs::write(folder.path().join(id).join("tenant.json"), id).unwrap();
        }
        fs::write(folder.path().join("tenant.schema.json"), "{}").unwrap();
        let packed = files(folder.path()).unwrap();
        let names: Vec<&str> = packed.iter().map(|file| file.0.as_str()).collect();
        assert_eq!(names, ["tenants/crm/tenant.json", "tenants/studio/tenant.json"]);
    }

    #[test]
    fn what_is_unpacked_is_all_that_is_there() {
        let folder = tempfile::tempdir().unwrap();
        let place = folder.path().join("function");
        fs::create_dir(&place).unwrap();
        fs::write(place.join("old"), "").unwrap();
        unpack(&[(SEALS.to_owned(), b"studio 0\n".to_vec())], &place).unwrap();
        assert_eq!(fs::read(place.join(SEALS)).unwrap(), b"studio 0\n");
        assert!(!place.join("old").exists());
    }
}
