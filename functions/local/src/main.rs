//! `anteroom`: the whole product on one machine, and the admin command line.

mod commands;
mod knowledge;
mod serve;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// An embeddable chat that finds out what a visitor needs.
#[derive(Parser)]
#[command(name = "anteroom", version, about)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serves the API, the widget and the demo pages, with an embedded store.
    Serve(commands::serve::Options),
    /// Replays transcripts and prints how well they were understood.
    Eval(commands::eval::Options),
    /// Makes tokens of admins and, for trying, of users.
    #[command(subcommand)]
    Token(commands::token::Command),
    /// Gives out or deletes what is kept of a visitor.
    #[command(subcommand)]
    Data(commands::data::Command),
    /// Lists, shows, writes, imports and exports a tenant's records.
    #[command(subcommand)]
    Records(commands::records::Command),
    /// Shows what a tenant's own systems are still to be told, and sends it again.
    #[command(subcommand)]
    Webhook(commands::webhook::Command),
    /// Shows background turns that were given up, and has them tried again.
    #[command(subcommand)]
    Turn(commands::turn::Command),
    /// Checks tenant files and publishes what their assistants may answer from.
    #[command(subcommand)]
    Tenant(commands::tenant::Command),
}

#[tokio::main]
async fn main() -> ExitCode {
    let result = match Cli::parse().command {
        Command::Serve(options) => commands::serve::run(options).await,
        Command::Eval(options) => commands::eval::run(options).await,
        Command::Token(command) => commands::token::run(command).await,
        Command::Data(command) => commands::data::run(command).await,
        Command::Records(command) => commands::records::run(command).await,
        Command::Webhook(command) => commands::webhook::run(command).await,
        Command::Turn(command) => commands::turn::run(command).await,
        Command::Tenant(command) => commands::tenant::run(command).await,
    };
    match result {
        Ok(code) => code,
        Err(error) => {
            eprintln!("anteroom: {error}");
            ExitCode::FAILURE
        }
    }
}
