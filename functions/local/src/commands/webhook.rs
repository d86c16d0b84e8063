//! `anteroom webhook`: what a tenant's own systems are still to be told, over the admin's routes of a running server.

use std::io::Write as _;
use std::process::ExitCode;

use clap::{Subcommand, ValueEnum};
use reqwest::Method;
use serde_json::Value as Json;

use super::Failure;
use super::admin::AdminServer;

/// What to do with webhooks.
#[derive(Subcommand)]
pub(crate) enum Command {
    /// Prints the webhooks in one state, each as a line of JSON without its body.
    List {
        /// How far they are.
        #[arg(long, default_value = "pending")]
        state: State,
        #[command(flatten)]
        server: AdminServer,
    },
    /// Prints one webhook with its body.
    Show {
        /// Its `webhook-id`.
        id: String,
        #[command(flatten)]
        server: AdminServer,
    },
    /// Sends webhooks again, under the same ids and with every attempt before them.
    Replay {
        /// Their `webhook-id`s.
        #[arg(required_unless_present = "dead", conflicts_with = "dead")]
        ids: Vec<String>,
        /// All that were given up; at most 100 at a time.
        #[arg(long)]
        dead: bool,
        #[command(flatten)]
        server: AdminServer,
    },
}

/// How far webhooks are.
#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum State {
    /// To be tried.
    Pending,
    /// Taken by the other side.
    Delivered,
    /// Given up.
    Dead,
}

impl State {
    const fn name(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Delivered => "delivered",
            Self::Dead => "dead",
        }
    }
}

pub(crate) async fn run(command: Command) -> Result<ExitCode, Failure> {
    let mut out = std::io::stdout().lock();
    match command {
        Command::List { state, server } => {
            for webhook in list(&server, state).await? {
                writeln!(out, "{webhook}")?;
            }
        }
        Command::Show { id, server } => {
            let webhook = ask(&server, Method::GET, &[&id], None).await?;
            writeln!(out, "{}", serde_json::to_string_pretty(&webhook)?)?;
        }
        Command::Replay { ids, dead, server } => {
            let ids = if dead { ids_of(&server, State::Dead).await? } else { ids };
            for id in ids {
                let webhook = ask(&server, Method::POST, &[&id, "replay"], None).await?;
                writeln!(out, "{id}: {}", webhook["state"].as_str().unwrap_or_default())?;
            }
        }
    }
    Ok(ExitCode::SUCCESS)
}

async fn list(server: &AdminServer, state: State) -> Result<Vec<Json>, Failure> {
    let list = ask(server, Method::GET, &[], Some(("state", state.name()))).await?;
    Ok(list["webhooks"].as_array().cloned().unwrap_or_default())
}

async fn ids_of(server: &AdminServer, state: State) -> Result<Vec<String>, Failure> {
    let webhooks = list(server, state).await?;
    Ok(webhooks.iter().filter_map(|webhook| webhook["id"].as_str().map(str::to_owned)).collect())
}

async fn ask(
    server: &AdminServer,
    method: Method,
    path: &[&str],
    query: Option<(&str, &str)>,
) -> Result<Json, Failure> {
    let path = [&["webhooks"], path].concat();
    Ok(serde_json::from_str(&server.ask(method, &path, query).await?)?)
}
