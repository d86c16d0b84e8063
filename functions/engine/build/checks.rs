//! The number of the checks of a tenant file: another one whenever a source of them has changed. A change that makes no
//! difference makes another number too, which costs whoever has a seal one check more.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::{Path, PathBuf};
use std::{fs, io};

/// The number of what lies under these paths, as 16 hexadecimal digits. Cargo is told to look at them.
pub(crate) fn number(paths: &[&str]) -> io::Result<String> {
    let mut hasher = DefaultHasher::new();
    for path in paths {
        println!("cargo::rerun-if-changed={path}");
        let mut files = Vec::new();
        collect(Path::new(path), &mut files)?;
        files.sort();
        for file in files {
            // Names are written in another way on Windows, and that changes nothing.
            file.to_string_lossy().replace('\\', "/").hash(&mut hasher);
            fs::read(&file)?.hash(&mut hasher);
        }
    }
    Ok(format!("{:016x}", hasher.finish()))
}

fn collect(path: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    if !path.is_dir() {
        files.push(path.to_owned());
        return Ok(());
    }
    fs::read_dir(path)?.try_for_each(|entry| collect(&entry?.path(), files))
}
