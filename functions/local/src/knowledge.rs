//! The folder `knowledge` beside a tenant file, and bringing it to where it is searched. Knows no store: the port does.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use engine::knowledge::{FileMistake, digest, gather};
use engine::ports::{Knowledge, Published, StoreError};
use shared::tenant::{KnowledgeEntry, TenantFile};

/// The folder beside the tenant file.
const FOLDER: &str = "knowledge";

/// Why a tenant's knowledge is not published.
#[derive(Debug, thiserror::Error)]
pub(crate) enum KnowledgeError {
    /// A file cannot be read.
    #[error("{0}: {1}")]
    File(String, io::Error),
    /// Files have mistakes.
    #[error("{}", lines(.0))]
    Mistakes(Vec<Told>),
    /// The store does not take it.
    #[error("the knowledge of {0} cannot be published: {1}")]
    Store(String, StoreError),
}

/// A mistake, with the whole path of its file.
#[derive(Debug)]
pub(crate) struct Told {
    pub path: PathBuf,
    pub mistake: engine::tenant::Mistake,
}

fn lines(mistakes: &[Told]) -> String {
    let line = |one: &Told| format!("{}: {}", one.path.display(), one.mistake);
    mistakes.iter().map(line).collect::<Vec<_>>().join("\n  ")
}

/// Every entry of the tenant in this folder: of its tenant file, and of the files beside it.
///
/// # Errors
///
/// A file that cannot be read, or every mistake in them.
pub(crate) fn entries(folder: &Path, tenant: &TenantFile) -> Result<Vec<KnowledgeEntry>, KnowledgeError> {
    let root = folder.join(FOLDER);
    let mut files = Vec::new();
    if root.is_dir() {
        collect(&root, "", &mut files)?;
    }
    files.sort();
    gather(tenant, &files).map_err(|mistakes| {
        let told = mistakes
            .into_iter()
            .map(|FileMistake { file, mistake }| Told { path: root.join(format!("{file}.md")), mistake });
        KnowledgeError::Mistakes(told.collect())
    })
}

/// The files of a folder and of those in it: each its name without `.md`, and its text.
fn collect(folder: &Path, before: &str, files: &mut Vec<(String, String)>) -> Result<(), KnowledgeError> {
    let named = |path: &Path, error| KnowledgeError::File(path.display().to_string(), error);
    for entry in fs::read_dir(folder).map_err(|error| named(folder, error))? {
        let path = entry.map_err(|error| named(folder, error))?.path();
        let name = path.file_stem().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        if path.is_dir() {
            collect(&path, &format!("{before}{name}/"), files)?;
        } else if path.extension().is_some_and(|extension| extension == "md") {
            let text = fs::read_to_string(&path).map_err(|error| named(&path, error))?;
            files.push((format!("{before}{name}"), text));
        }
    }
    Ok(())
}

/// Publishes the entries, unless they are what is published already; tells what is published then, and whether it is new.
///
/// # Errors
///
/// The store does not take it.
pub(crate) async fn publish(
    knowledge: &dyn Knowledge,
    tenant: &TenantFile,
    entries: &[KnowledgeEntry],
) -> Result<(Published, bool), KnowledgeError> {
    let failed = |error| KnowledgeError::Store(tenant.id.clone(), error);
    let now = digest(&tenant.locale, entries);
    if let Some(published) = knowledge.published(&tenant.id).await.map_err(failed)?
        && published.digest == now
    {
        return Ok((published, false));
    }
    let published = knowledge.publish(&tenant.id, &tenant.locale, entries).await.map_err(failed)?;
    Ok((published, true))
}

/// Publishes what has changed of every tenant in the folder of tenants.
///
/// # Errors
///
/// The first tenant of which it cannot be done.
pub(crate) async fn publish_changed(
    knowledge: &dyn Knowledge,
    folder: &Path,
    tenants: &[TenantFile],
) -> Result<(), KnowledgeError> {
    for tenant in tenants {
        let entries = entries(&folder.join(&tenant.id), tenant)?;
        // Nothing is written for those who have none and had none.
        if entries.is_empty() && !has_some(knowledge, tenant).await? {
            continue;
        }
        let (published, is_new) = publish(knowledge, tenant, &entries).await?;
        if is_new {
            let Published { version, entries, words, .. } = published;
            tracing::info!(tenant = %tenant.id, version, entries, words, "knowledge published");
        }
    }
    Ok(())
}

async fn has_some(knowledge: &dyn Knowledge, tenant: &TenantFile) -> Result<bool, KnowledgeError> {
    let published = knowledge.published(&tenant.id).await;
    let published = published.map_err(|error| KnowledgeError::Store(tenant.id.clone(), error))?;
    Ok(published.is_some_and(|published| published.entries > 0))
}
