//! Writes the finished files and their manifest into one folder, in an order that a running server can live with.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};

use super::built_with::BuiltWith;
use super::{compress, names};

/// The manifest's name inside the folder.
pub(crate) const MANIFEST: &str = "manifest.json";

/// A file about to be written; its path is relative to the folder.
#[derive(Debug)]
pub(crate) struct File {
    /// What it is for.
    pub(crate) role: Role,
    /// `anteroom.js` or `assets/…`.
    pub(crate) path: String,
    /// Uncompressed.
    pub(crate) contents: Vec<u8>,
}

/// What a file is to a visitor's browser.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Role {
    /// The script of the tag.
    Loader,
    /// The app's ES module.
    Glue,
    /// The app.
    Wasm,
    /// The app's own words in a language other than English.
    Texts,
    /// The script of a tag that names one version and its checksum.
    ExactLoader,
    /// The part of the app that is fetched when it is first needed.
    Later,
    /// A script that few pages need: the iframe mode, triggers.
    Seldom,
}

/// `manifest.json`: every file a visitor fetches until they can type, and the rest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Manifest {
    /// What the app was built with: the sizes depend on it.
    pub(crate) built_with: BuiltWith,
    /// In the order in which a browser asks for them.
    pub(crate) files: Vec<Entry>,
    /// What it asks for only where it needs it.
    pub(crate) others: Vec<Entry>,
}

/// One file; `<path>.br` and `<path>.gz` lie beside it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Entry {
    /// What it is for.
    pub(crate) role: Role,
    /// Relative to the manifest.
    pub(crate) path: String,
    /// Size in bytes.
    pub(crate) raw: usize,
    /// Size in bytes by gzip 9.
    pub(crate) gzip: usize,
    /// Size in bytes by brotli 11.
    pub(crate) brotli: usize,
    /// The value of an `integrity` attribute (SHA-384).
    pub(crate) integrity: String,
}

/// A folder whose files are all written.
#[derive(Debug)]
pub(crate) struct Written {
    folder: PathBuf,
    manifest: Manifest,
}

impl Written {
    /// Where the files lie.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// What was written.
    pub(crate) fn manifest(&self) -> &Manifest {
        &self.manifest
    }
}

/// What goes into the folder.
#[derive(Debug)]
pub(crate) struct Files {
    /// What every visitor fetches until they can type. A file that refers to another must come after it, so that a
    /// running server never hands out a name that is not there yet; the manifest lists them the other way round.
    pub(crate) always: Vec<File>,
    /// What only some fetch. They come first.
    pub(crate) sometimes: Vec<File>,
}

/// Writes the files, then the manifest, then removes the assets of earlier builds but the last: its loader is still in
/// browsers' caches.
pub(crate) fn write(folder: &Path, built_with: BuiltWith, files: &Files) -> Result<Written> {
    let mut kept = of_last_build(folder);
    let others = write_all(folder, &files.sometimes, &mut kept)?;
    let mut entries = write_all(folder, &files.always, &mut kept)?;
    entries.reverse();
    let manifest = Manifest { built_with, files: entries, others };
    let text =
        serde_json::to_string_pretty(&manifest).context("the manifest could not be written as JSON")?;
    write_whole(&folder.join(MANIFEST), format!("{text}\n").as_bytes())?;
    remove_all_but(&folder.join("assets"), &kept)?;
    Ok(Written { folder: folder.to_owned(), manifest })
}

/// The files that the folder's manifest names; none where there is none that can be read, as in a new folder.
fn of_last_build(folder: &Path) -> Vec<PathBuf> {
    let text = fs::read(folder.join(MANIFEST)).unwrap_or_default();
    let Ok(Manifest { files, others, .. }) = serde_json::from_slice(&text) else { return Vec::new() };
    files.iter().chain(&others).flat_map(|entry| forms(folder, &entry.path)).collect()
}

/// A file and its compressed forms.
fn forms(folder: &Path, path: &str) -> [PathBuf; 3] {
    ["", ".gz", ".br"].map(|suffix| folder.join(format!("{path}{suffix}")))
}

/// Writes files with their compressed forms; adds the paths to `written`.
fn write_all(folder: &Path, files: &[File], written: &mut Vec<PathBuf>) -> Result<Vec<Entry>> {
    let mut entries = Vec::new();
    for file in files {
        let (gzip, brotli) = (compress::gzip(&file.contents)?, compress::brotli(&file.contents)?);
        for (path, contents) in forms(folder, &file.path).into_iter().zip([&file.contents, &gzip, &brotli]) {
            write_whole(&path, contents)?;
            written.push(path);
        }
        entries.push(Entry {
            role: file.role,
            path: file.path.clone(),
            raw: file.contents.len(),
            gzip: gzip.len(),
            brotli: brotli.len(),
            integrity: names::integrity(&file.contents),
        });
    }
    Ok(entries)
}

/// Writes beside the file and moves into place: a reader sees the old contents or the new, never half.
pub(super) fn write_whole(path: &Path, contents: &[u8]) -> Result<()> {
    let mut beside = path.as_os_str().to_owned();
    beside.push(".part");
    path.parent()
        .map_or(Ok(()), fs::create_dir_all)
        .and_then(|()| fs::write(&beside, contents))
        .and_then(|()| fs::rename(&beside, path))
        .with_context(|| format!("{} could not be written", path.display()))
}

fn remove_all_but(folder: &Path, kept: &[PathBuf]) -> Result<()> {
    let listed = fs::read_dir(folder).with_context(|| format!("{} could not be listed", folder.display()))?;
    for entry in listed {
        let path = entry.with_context(|| format!("{} could not be listed", folder.display()))?.path();
        if path.is_file() && !kept.contains(&path) {
            fs::remove_file(&path).with_context(|| format!("{} could not be removed", path.display()))?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::build::compile::StandardLibrary;

    fn build(folder: &Path, wasm: &str) -> Manifest {
        let file = |role, path: &str| File { role, path: path.to_owned(), contents: path.into() };
        let files = Files {
            always: vec![file(Role::Wasm, wasm), file(Role::Loader, "anteroom.js")],
            sometimes: vec![file(Role::Texts, "assets/texts-de-1.txt")],
        };
        let built_with = BuiltWith { standard_library: StandardLibrary::RebuiltForSize, wasm_opt: true };
        write(folder, built_with, &files).unwrap().manifest().clone()
    }

    #[test]
    fn files_come_with_their_compressed_forms_and_a_manifest() {
        let folder = tempfile::tempdir().unwrap();
        let manifest = build(folder.path(), "assets/app-1.wasm");
        let paths = |entries: &[Entry]| entries.iter().map(|entry| entry.path.clone()).collect::<Vec<_>>();
        assert_eq!(paths(&manifest.files), ["anteroom.js", "assets/app-1.wasm"]);
        assert_eq!(paths(&manifest.others), ["assets/texts-de-1.txt"]);
        for entry in manifest.files.iter().chain(&manifest.others) {
            assert!(forms(folder.path(), &entry.path).iter().all(|path| path.is_file()), "{}", entry.path);
        }
        let read: Manifest =
            serde_json::from_slice(&fs::read(folder.path().join(MANIFEST)).unwrap()).unwrap();
        assert_eq!(read, manifest);
    }

    #[test]
    fn a_build_keeps_the_assets_of_the_one_before_it_and_no_others() {
        let folder = tempfile::tempdir().unwrap();
        for wasm in ["assets/app-1.wasm", "assets/app-2.wasm", "assets/app-3.wasm"] {
            build(folder.path(), wasm);
        }
        let there = |path| forms(folder.path(), path).map(|path| path.exists());
        assert_eq!(there("assets/app-3.wasm"), [true; 3]);
        assert_eq!(there("assets/app-2.wasm"), [true; 3]);
        assert_eq!(there("assets/app-1.wasm"), [false; 3]);
        assert_eq!(there("assets/texts-de-1.txt"), [true; 3]);
    }

    #[test]
    fn the_same_build_again_keeps_nothing_older() {
        let folder = tempfile::tempdir().unwrap();
        for wasm in ["assets/app-1.wasm", "assets/app-2.wasm", "assets/app-2.wasm"] {
            build(folder.path(), wasm);
        }
        assert!(!folder.path().join("assets/app-1.wasm").exists());
    }
}
