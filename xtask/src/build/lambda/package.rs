//! A function's zip: the program as `bootstrap`, and the tenants. The same files make the same bytes: every time in it is
//! the same one.

use std::fs::{self, File};
use std::io::Write as _;
use std::path::Path;

use anyhow::{Context, Result};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// One round of zopfli, which packs 3 % smaller than zlib can. More rounds gain a hundredth of that.
const COMPRESSION: i64 = 10;

/// What Lambda starts.
const PROGRAM: &str = "bootstrap";

/// A file besides the program: its path in the zip, and what is in it.
pub(super) type Extra = (String, Vec<u8>);

/// Writes the zip, beside its place and then there; says what it weighs.
pub(super) fn write(path: &Path, program: &[u8], extras: &[Extra]) -> Result<u64> {
    let folder = path.parent().context("the zip has no folder")?;
    fs::create_dir_all(folder).with_context(|| format!("{} could not be made", folder.display()))?;
    let beside = path.with_extension("zip.new");
    let file = File::create(&beside).with_context(|| format!("{} could not be written", beside.display()))?;
    let mut zip = ZipWriter::new(file);
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(COMPRESSION))
        .last_modified_time(DateTime::default());
    zip.start_file(PROGRAM, options.unix_permissions(0o755))?;
    zip.write_all(program)?;
    for (name, text) in extras {
        zip.start_file(name.as_str(), options.unix_permissions(0o644))?;
        zip.write_all(text)?;
    }
    let bytes = zip.finish()?.metadata()?.len();
    fs::rename(&beside, path).with_context(|| format!("{} could not be put in place", path.display()))?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use super::*;

    #[test]
    fn the_same_files_make_the_same_bytes() {
        let folder = tempfile::tempdir().unwrap();
        let extras = [("tenants/studio/tenant.json".to_owned(), b"{}".to_vec())];
        let [one, two] = ["one.zip", "two.zip"].map(|name| {
            let path = folder.path().join(name);
            let bytes = write(&path, &[7; 100_000], &extras).unwrap();
            let written = fs::read(&path).unwrap();
            assert_eq!(written.len() as u64, bytes);
            written
        });
        assert!(one == two && one.len() < 1000);
        let mut zip = zip::ZipArchive::new(std::io::Cursor::new(one)).unwrap();
        let mut program = zip.by_name(PROGRAM).unwrap();
        assert_eq!(program.unix_mode().map(|mode| mode & 0o777), Some(0o755));
        let mut bytes = Vec::new();
        program.read_to_end(&mut bytes).unwrap();
        assert_eq!(bytes, [7; 100_000]);
    }
}
