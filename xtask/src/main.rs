//! `cargo xtask`: the project's own commands.
//!
//! Builds, measures, runs and tests the product. Knows nothing of what the product does: it calls the same programs
//! that a person would.

mod build;
mod process;
mod setup;
mod workspace;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// The command line.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", about = "Anteroom's own commands", disable_help_subcommand = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Make the release files: the widget's and the server.
    Build(build::Arguments),
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let outcome = workspace::Workspace::find().and_then(|workspace| match arguments.command {
        Command::Build(build) => build::run(&workspace, &build),
    });
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}
