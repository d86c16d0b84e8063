//! `cargo xtask`: the project's own commands.
//!
//! Builds, measures, runs and tests the product. Knows nothing of what the product does: it calls the same programs
//! that a person would. What it says goes to standard error; standard output is for results.

mod bench;
mod build;
mod deploy;
mod dev;
mod process;
mod setup;
mod size;
mod test;
mod workspace;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// The exit code of a program that a signal ended, by custom: 128 + SIGINT.
const INTERRUPTED: u8 = 130;

/// The command line.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", about = "Anteroom's own commands")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Make the release files: the widget's and the server.
    Build(build::Arguments),
    /// Put everything on AWS by the SAM and AWS command lines.
    Deploy(deploy::Arguments),
    /// Run everything on this machine and rebuild on change.
    Dev,
    /// Measure the product beside its peers.
    Bench(bench::Arguments),
    /// Say what a visitor downloads until they can type.
    Size(size::Arguments),
    /// Run every check and every test.
    Test(test::Arguments),
    /// Take the pictures in `docs/screenshots` anew.
    Screenshots,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match run(&arguments.command) {
        Ok(code) => code,
        Err(_) if process::stopping() => ExitCode::from(INTERRUPTED),
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: &Command) -> anyhow::Result<ExitCode> {
    process::end_all_on_signals()?;
    let workspace = workspace::Workspace::find()?;
    match command {
        Command::Build(arguments) => build::run(&workspace, arguments)?,
        Command::Deploy(arguments) => deploy::run(&workspace, arguments)?,
        Command::Dev => dev::run(&workspace)?,
        Command::Bench(arguments) => bench::run(&workspace, arguments)?,
        Command::Size(arguments) => size::run(&workspace, arguments)?,
        Command::Test(arguments) => return test::run(&workspace, arguments),
        Command::Screenshots => test::take_screenshots(&workspace)?,
    }
    Ok(ExitCode::SUCCESS)
}
