//! `cargo xtask size`: what a visitor downloads until they can type, and how much it may be.

use anyhow::{Context, Result, ensure};
use serde::Serialize;

use crate::build::files::{Entry, Manifest, Role};
use crate::build::{Flavour, widget};
use crate::workspace::Workspace;

/// The most that the script of the tag may weigh, in bytes by brotli 11: every page pays for it.
const LOADER_LIMIT: usize = 2_048;

/// The most that everything together may weigh, in bytes by brotli 11.
const TOTAL_LIMIT: usize = 64 * 1_024;

/// How to show it.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// One line of JSON: an array of `{file, raw, gzip, brotli}`, sizes in bytes.
    #[arg(long)]
    json: bool,
}

/// Builds the widget as released and prints its sizes.
pub(crate) fn run(workspace: &Workspace, arguments: &Arguments) -> Result<()> {
    let built = widget::build(workspace, Flavour::Release)?;
    if arguments.json {
        println!("{}", line(built.manifest())?);
    } else {
        print!("{}", table(built.manifest()));
    }
    Ok(())
}

/// One file, as `--json` shows it.
#[derive(Serialize)]
struct Row<'a> {
    file: &'a str,
    raw: usize,
    gzip: usize,
    brotli: usize,
}

fn line(manifest: &Manifest) -> Result<String> {
    let rows: Vec<Row<'_>> = (manifest.files.iter())
        .map(|Entry { path, raw, gzip, brotli, .. }| Row {
            file: path,
            raw: *raw,
            gzip: *gzip,
            brotli: *brotli,
        })
        .collect();
    serde_json::to_string(&rows).context("the sizes could not be written as JSON")
}

/// A row a file and a row for all, sizes in bytes; below it what the app fetches later, when it is first needed.
pub(crate) fn table(manifest: &Manifest) -> String {
    let total = Row {
        file: "total",
        raw: sum(manifest, |entry| entry.raw),
        gzip: sum(manifest, |entry| entry.gzip),
        brotli: sum(manifest, |entry| entry.brotli),
    };
    let files = manifest.files.iter().map(|entry| Row {
        file: &entry.path,
        raw: entry.raw,
        gzip: entry.gzip,
        brotli: entry.brotli,
    });
    let later = (manifest.others.iter()).filter(|entry| entry.role == Role::Later).map(
        |Entry { raw, gzip, brotli, .. }| Row { file: "later", raw: *raw, gzip: *gzip, brotli: *brotli },
    );
    let mut table = format!("{:<40} {:>9} {:>9} {:>9}\n", "file", "raw", "gzip", "brotli");
    for Row { file, raw, gzip, brotli } in files.chain([total]).chain(later) {
        table.push_str(&format!("{file:<40} {raw:>9} {gzip:>9} {brotli:>9}\n"));
    }
    table
}

/// Fails if the loader or the whole has grown beyond its limit.
pub(crate) fn check(manifest: &Manifest) -> Result<()> {
    let loader: usize =
        manifest.files.iter().filter(|entry| entry.role == Role::Loader).map(|entry| entry.brotli).sum();
    let total = sum(manifest, |entry| entry.brotli);
    ensure!(loader > 0, "the widget has no loader");
    ensure!(loader <= LOADER_LIMIT, "the loader is {loader} bytes by brotli; the limit is {LOADER_LIMIT}");
    ensure!(
        total <= TOTAL_LIMIT,
        "the widget is {total} bytes by brotli{}; the limit is {TOTAL_LIMIT}",
        manifest.built_with.missing()
    );
    Ok(())
}

fn sum(manifest: &Manifest, size: fn(&Entry) -> usize) -> usize {
    manifest.files.iter().map(size).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::build::built_with::BuiltWith;
    use crate::build::compile::StandardLibrary;

    fn manifest(loader: usize, wasm: usize) -> Manifest {
        let entry = |role, path: &str, brotli| Entry {
            role,
            path: path.to_owned(),
            raw: 3 * brotli,
            gzip: 2 * brotli,
            brotli,
            integrity: "sha384-".to_owned(),
        };
        Manifest {
            built_with: BuiltWith { standard_library: StandardLibrary::RebuiltForSize, wasm_opt: true },
            files: vec![
                entry(Role::Loader, "anteroom.js", loader),
                entry(Role::Wasm, "assets/anteroom_bg-1.wasm", wasm),
            ],
            others: vec![
                entry(Role::Texts, "assets/texts-de-1.txt", 9),
                entry(Role::Later, "assets/anteroom-later-1.wasm", 3),
            ],
        }
    }

    #[test]
    fn the_limits_themselves_are_allowed() {
        assert!(check(&manifest(2_048, 65_536 - 2_048)).is_ok());
    }

    #[test]
    fn a_byte_more_is_refused_with_both_numbers() {
        let error = check(&manifest(2_049, 1)).unwrap_err();
        assert_eq!(error.to_string(), "the loader is 2049 bytes by brotli; the limit is 2048");
        let error = check(&manifest(2_048, 65_537 - 2_048)).unwrap_err();
        assert_eq!(error.to_string(), "the widget is 65537 bytes by brotli; the limit is 65536");
    }

    #[test]
    fn a_widget_without_a_loader_is_refused() {
        assert!(check(&Manifest { files: Vec::new(), ..manifest(1, 1) }).is_err());
    }

    #[test]
    fn what_the_build_lacked_is_said_where_a_limit_is_broken() {
        let heavy = |standard_library, wasm_opt| Manifest {
            built_with: BuiltWith { standard_library, wasm_opt },
            ..manifest(1, 65_536)
        };
        let error = check(&heavy(StandardLibrary::ReadyMade, true)).unwrap_err().to_string();
        assert_eq!(
            error,
            "the widget is 65537 bytes by brotli, with the ready-made standard library; the limit is 65536"
        );
        let error = check(&heavy(StandardLibrary::RebuiltForSize, false)).unwrap_err().to_string();
        assert!(error.contains("by brotli, without wasm-opt;"), "{error}");
    }

    #[test]
    fn json_is_one_line_of_four_fields() {
        assert_eq!(
            line(&manifest(2, 5)).unwrap(),
            r#"[{"file":"anteroom.js","raw":6,"gzip":4,"brotli":2},{"file":"assets/anteroom_bg-1.wasm","raw":15,"gzip":10,"brotli":5}]"#
        );
    }

    #[test]
    fn the_table_adds_up_what_is_fetched_first_and_names_what_comes_later() {
        let table = table(&manifest(2, 5));
        let rows: Vec<Vec<&str>> = table.lines().map(|row| row.split_whitespace().collect()).collect();
        assert_eq!(rows[rows.len() - 2..], [["total", "21", "14", "7"], ["later", "9", "6", "3"]]);
    }
}
