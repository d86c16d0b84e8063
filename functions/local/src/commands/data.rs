//! `anteroom data`: gives out or deletes what is kept of a visitor, over the admin's routes of a running server.

use std::io::Write as _;
use std::process::ExitCode;

use clap::{Args, Subcommand};
use reqwest::Method;
use serde_json::Value as Json;

use super::Failure;
use super::admin::AdminServer;

/// What to do with what is kept.
#[derive(Subcommand)]
pub(crate) enum Command {
    /// Prints every turn as a line of JSON, the newest conversation's last.
    Export(Options),
    /// Ends the conversations and deletes everything of them. Asking again is no error.
    Delete(Options),
}

/// Whose, and where.
#[derive(Args)]
#[command(group = clap::ArgGroup::new("whose").required(true).args(["user", "session"]))]
pub(crate) struct Options {
    /// Of this identified user: all their conversations.
    #[arg(long)]
    user: Option<String>,
    /// Of this one conversation.
    #[arg(long)]
    session: Option<String>,
    #[command(flatten)]
    server: AdminServer,
}

pub(crate) async fn run(command: Command) -> Result<ExitCode, Failure> {
    let (method, options) = match command {
        Command::Export(options) => (Method::GET, options),
        Command::Delete(options) => (Method::DELETE, options),
    };
    let (kind, name) = match (&options.user, &options.session) {
        (Some(user), _) => ("users", user),
        (None, Some(session)) => ("conversations", session),
        (None, None) => return Err("name a user or a session".into()),
    };
    let mut next: Option<String> = None;
    loop {
        let query = next.as_deref().map(|next| ("next", next));
        let text = options.server.ask(method.clone(), &[kind, name, "data"], query).await?;
        if method == Method::DELETE {
            return Ok(ExitCode::SUCCESS);
        }
        let page: Json = serde_json::from_str(&text)?;
        let mut out = std::io::stdout().lock();
        for turn in page["turns"].as_array().into_iter().flatten() {
            writeln!(out, "{turn}")?;
        }
        match page["next"].as_str() {
            Some(more) => next = Some(more.to_owned()),
            None => return Ok(ExitCode::SUCCESS),
        }
    }
}
