//! `anteroom turn`: background turns that were given up, over the admin's routes of a running server.

use std::io::Write as _;
use std::process::ExitCode;

use clap::Subcommand;
use reqwest::Method;
use serde_json::Value as Json;

use super::Failure;
use super::admin::AdminServer;

/// What to do with background turns.
#[derive(Subcommand)]
pub(crate) enum Command {
    /// Prints the background turns that were given up, each as a line of JSON.
    Dead {
        #[command(flatten)]
        server: AdminServer,
    },
    /// Puts background turns that were given up into the queue again.
    Revive {
        /// Their `turn_id`s.
        #[arg(required_unless_present = "all", conflicts_with = "all")]
        ids: Vec<String>,
        /// All of them; at most 100 at a time.
        #[arg(long)]
        all: bool,
        #[command(flatten)]
        server: AdminServer,
    },
}

pub(crate) async fn run(command: Command) -> Result<ExitCode, Failure> {
    let mut out = std::io::stdout().lock();
    match command {
        Command::Dead { server } => {
            for turn in dead(&server).await? {
                writeln!(out, "{turn}")?;
            }
        }
        Command::Revive { ids, all, server } => {
            let ids = if all { ids_of(&dead(&server).await?) } else { ids };
            for id in ids {
                ask(&server, Method::POST, &[&id, "revive"]).await?;
                writeln!(out, "{id}: in the queue again")?;
            }
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// Those that were given up; or why they cannot be seen there.
async fn dead(server: &AdminServer) -> Result<Vec<Json>, Failure> {
    let list = ask(server, Method::GET, &[]).await?;
    if let Some(queue) = list["dead_letter_queue"].as_str() {
        return Err(format!("they are in the dead-letter queue {queue}: look there, and redrive it").into());
    }
    Ok(list["turns"].as_array().cloned().unwrap_or_default())
}

fn ids_of(turns: &[Json]) -> Vec<String> {
    turns.iter().filter_map(|turn| turn["turn_id"].as_str().map(str::to_owned)).collect()
}

async fn ask(server: &AdminServer, method: Method, path: &[&str]) -> Result<Json, Failure> {
    Ok(serde_json::from_str(&server.ask(method, &[&["dead-turns"], path].concat(), None).await?)?)
}
