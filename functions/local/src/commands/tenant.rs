//! `anteroom tenant check`: reads tenant files and prints every mistake.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Subcommand;

use super::Failure;

/// What to do with tenant files.
#[derive(Subcommand)]
pub(crate) enum Command {
    /// Reads tenant files and prints every mistake with its place.
    Check {
        /// The files.
        #[arg(required = true)]
        files: Vec<PathBuf>,
    },
}

pub(crate) fn run(command: Command) -> Result<ExitCode, Failure> {
    let Command::Check { files } = command;
    let mut mistakes = 0;
    for file in &files {
        let name = file.display();
        let text = std::fs::read_to_string(file).map_err(|error| format!("{name}: {error}"))?;
        match engine::tenant::read(&text) {
            Ok(tenant) => {
                println!("{name}: good ({}, {} attributes)", tenant.id, tenant.scope.attributes.len())
            }
            Err(found) => {
                mistakes += found.len();
                for mistake in found {
                    println!("{name}: {mistake}");
                }
            }
        }
    }
    Ok(if mistakes == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
