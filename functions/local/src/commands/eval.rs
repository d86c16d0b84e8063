//! `anteroom eval`: replays transcripts and prints how well they were understood.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use super::Failure;

/// What to replay.
#[derive(Args)]
pub(crate) struct Options {
    /// Transcript files.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// A line of JSON for every turn instead of the table.
    #[arg(long)]
    json: bool,
}

pub(crate) async fn run(options: Options) -> Result<ExitCode, Failure> {
    let _ = (options.files, options.json);
    Ok(ExitCode::SUCCESS)
}
