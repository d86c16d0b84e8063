//! `anteroom tenant`: checks tenant files and their knowledge, publishes it, and prints the schema that tenant files follow.

mod check;
mod publish;

use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Subcommand;

use super::Failure;

/// What to do with tenant files.
#[derive(Subcommand)]
pub(crate) enum Command {
    /// Reads tenant files, and the knowledge beside them, and prints every mistake: `FILE:LINE:COLUMN: PATH: REASON`.
    Check {
        /// The files.
        #[arg(required = true)]
        files: Vec<PathBuf>,
        /// For editors: one JSON array of every mistake with file, line, column, path and reason.
        #[arg(long)]
        json: bool,
    },
    /// Checks a tenant's knowledge and publishes it, in place of what was published before: who searches meanwhile finds the old
    /// or the new, never some of both.
    Publish(publish::Options),
    /// Prints the JSON Schema (2020-12) of the tenant file.
    Schema,
}

pub(crate) async fn run(command: Command) -> Result<ExitCode, Failure> {
    let mut out = std::io::stdout();
    match command {
        Command::Check { files, json } => check::check(&files, json, &mut out),
        Command::Publish(options) => publish::run(options, &mut out).await,
        Command::Schema => {
            writeln!(out, "{}", serde_json::to_string_pretty(engine::tenant::schema())?)?;
            Ok(ExitCode::SUCCESS)
        }
    }
}
