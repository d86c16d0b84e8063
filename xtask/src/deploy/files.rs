//! The widget's files on their way to the bucket: each with its type, its encoding, and how long it is kept.

use std::ffi::OsStr;
use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, bail};

use super::shell::Shell;
use crate::workspace::Workspace;

/// The script of the tag: its name stays when its content changes.
const LOADER: &str = "anteroom.js";
/// A minute, as the server on one machine says it.
const LOADER_CACHE: &str = "public, max-age=60";
/// The name of everything else changes with its content.
const ASSET_CACHE: &str = "public, max-age=31536000, immutable";

/// The types by the ends of names. A script that names no encoding is read in that of the page.
const TYPES: [(&str, &str); 3] = [
    ("js", "text/javascript; charset=utf-8"),
    ("wasm", "application/wasm"),
    ("txt", "text/plain; charset=utf-8"),
];

/// The forms of a file: what its name ends with, and its encoding. The CDN picks one.
const FORMS: [(&str, Option<&str>); 3] = [("", None), (".gz", Some("gzip")), (".br", Some("br"))];

/// Puts the files into the bucket: what others name comes first. Nothing is removed, since pages that were loaded before
/// still ask for what they know.
pub(super) fn upload(shell: &Shell, workspace: &Workspace, bucket: String) -> Result<()> {
    let folder = workspace.widget_files();
    if !shell.is_dry() {
        check_types(&folder.join("assets"))?;
    }
    for command in commands(&folder, &bucket) {
        let words: Vec<&str> = command.iter().map(String::as_str).collect();
        shell.run(shell.aws(&words))?;
    }
    Ok(())
}

fn commands(folder: &Path, bucket: &str) -> Vec<Vec<String>> {
    let mut commands = Vec::new();
    for (end, media_type) in TYPES {
        for (suffix, encoding) in FORMS {
            let from = folder.join("assets").display().to_string();
            let mut command =
                copy(&from, &format!("s3://{bucket}/assets"), media_type, encoding, ASSET_CACHE);
            let wanted = format!("*.{end}{suffix}");
            command.extend(["--recursive", "--exclude", "*", "--include", &wanted].map(str::to_owned));
            commands.push(command);
        }
    }
    for (suffix, encoding) in FORMS {
        let name = format!("{LOADER}{suffix}");
        let from = folder.join(&name).display().to_string();
        commands.push(copy(&from, &format!("s3://{bucket}/{name}"), TYPES[0].1, encoding, LOADER_CACHE));
    }
    commands
}

fn copy(from: &str, to: &str, media_type: &str, encoding: Option<&str>, cache: &str) -> Vec<String> {
    let mut words = vec!["s3", "cp", from, to, "--only-show-errors", "--content-type", media_type];
    words.extend(["--cache-control", cache]);
    words.extend(encoding.into_iter().flat_map(|encoding| ["--content-encoding", encoding]));
    words.into_iter().map(str::to_owned).collect()
}

/// Fails where there is a file that no command would take along.
fn check_types(assets: &Path) -> Result<()> {
    let listed = fs::read_dir(assets).with_context(|| format!("{} could not be listed", assets.display()))?;
    for entry in listed {
        let name = entry.context("the widget's files could not be listed")?.file_name();
        if !is_known(&name) {
            bail!("the type of assets/{} is not known to the deployment", name.display());
        }
    }
    Ok(())
}

fn is_known(name: &OsStr) -> bool {
    let name = name.to_string_lossy();
    let plain = name.strip_suffix(".gz").or_else(|| name.strip_suffix(".br")).unwrap_or(&name);
    TYPES.iter().any(|(end, _)| Path::new(plain).extension().is_some_and(|extension| extension == *end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_script_comes_last_and_is_kept_for_a_minute() {
        let commands: Vec<String> =
            commands(Path::new("widget"), "bucket").iter().map(|words| words.join(" ")).collect();
        assert_eq!(commands.len(), 12);
        let (assets, loader) = commands.split_at(9);
        assert!(
            assets
                .iter()
                .all(|command| command.contains("--cache-control public, max-age=31536000, immutable"))
        );
        assert_eq!(
            loader[2],
            "s3 cp widget/anteroom.js.br s3://bucket/anteroom.js.br --only-show-errors --content-type \
             text/javascript; charset=utf-8 --cache-control public, max-age=60 --content-encoding br"
        );
        assert!(!loader[0].contains("--content-encoding"));
    }

    #[test]
    fn every_form_of_every_type_is_taken_once() {
        let commands = commands(Path::new("widget"), "bucket");
        let mut taken: Vec<&String> = commands.iter().filter_map(|words| words.last()).take(9).collect();
        taken.sort();
        let ends = ["js", "js.br", "js.gz", "txt", "txt.br", "txt.gz", "wasm", "wasm.br", "wasm.gz"];
        assert_eq!(taken, ends.map(|end| format!("*.{end}")).iter().collect::<Vec<_>>());
    }

    #[test]
    fn a_file_of_a_type_that_is_not_known_is_not_left_behind_in_silence() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["a-1.js", "a-1.js.br", "b-2.wasm.gz", "texts-de-3.txt"] {
            fs::write(folder.path().join(name), "").unwrap();
        }
        check_types(folder.path()).unwrap();
        fs::write(folder.path().join("a.png"), "").unwrap();
        let error = check_types(folder.path()).unwrap_err().to_string();
        assert_eq!(error, "the type of assets/a.png is not known to the deployment");
    }
}
