//! `anteroom tenant`: checks tenant files, and prints the schema that they follow.

use std::fmt::Display;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Subcommand;
use engine::tenant::Mistake;
use serde_json::json;

use super::Failure;

/// What to do with tenant files.
#[derive(Subcommand)]
pub(crate) enum Command {
    /// Reads tenant files and prints every mistake: `FILE:LINE:COLUMN: PATH: REASON`.
    Check {
        /// The files.
        #[arg(required = true)]
        files: Vec<PathBuf>,
        /// For editors: one JSON array of every mistake with file, line, column, path and reason.
        #[arg(long)]
        json: bool,
    },
    /// Prints the JSON Schema (2020-12) of the tenant file.
    Schema,
}

pub(crate) fn run(command: Command) -> Result<ExitCode, Failure> {
    let mut out = std::io::stdout().lock();
    match command {
        Command::Check { files, json } => check(&files, json, &mut out),
        Command::Schema => {
            writeln!(out, "{}", serde_json::to_string_pretty(engine::tenant::schema())?)?;
            Ok(ExitCode::SUCCESS)
        }
    }
}

fn check(files: &[PathBuf], as_json: bool, out: &mut impl std::io::Write) -> Result<ExitCode, Failure> {
    let mut all = Vec::new();
    for file in files {
        let name = file.display();
        let text = std::fs::read_to_string(file).map_err(|error| format!("{name}: {error}"))?;
        match engine::tenant::read(&text) {
            Ok(tenant) if !as_json => {
                writeln!(out, "{name}: good ({}, {} attributes)", tenant.id, tenant.scope.attributes.len())?;
            }
            Ok(_) => {}
            Err(found) => {
                for mistake in found {
                    if !as_json {
                        writeln!(out, "{}", line_of(&name, &mistake))?;
                    }
                    let (line, column) = mistake.position;
                    all.push(json!({
                        "file": name.to_string(), "line": line, "column": column,
                        "path": mistake.path, "reason": mistake.reason,
                    }));
                }
            }
        }
    }
    if as_json {
        writeln!(out, "{}", serde_json::Value::from(all.clone()))?;
    }
    Ok(if all.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// As compilers write it, so that editors find the place.
fn line_of(file: &impl Display, mistake: &Mistake) -> String {
    let (line, column) = mistake.position;
    let path = if mistake.path.is_empty() { String::new() } else { format!("{}: ", mistake.path) };
    format!("{file}:{line}:{column}: {path}{}", mistake.reason)
}
