//! `anteroom data`: gives out or deletes what is kept of a visitor, over the admin's routes of a running server.

use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use api::{AdminClaims, SystemClock};
use clap::{Args, Subcommand};
use engine::ports::Clock;
use jiff::SignedDuration;
use reqwest::{Client, Method, Url};
use serde_json::Value as Json;

use super::Failure;
use crate::serve;

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
    /// The tenant.
    #[arg(long)]
    tenant: String,
    /// Of this identified user: all their conversations.
    #[arg(long)]
    user: Option<String>,
    /// Of this one conversation.
    #[arg(long)]
    session: Option<String>,
    /// The server.
    #[arg(long, env = "ANTEROOM_URL", default_value = "http://127.0.0.1:8787")]
    url: Url,
    /// A token of an admin, by `anteroom token mint --admin`; made with the key of the data folder where it is absent.
    #[arg(long, env = "ANTEROOM_ADMIN_TOKEN", hide_env_values = true)]
    token: Option<String>,
    /// The folder that holds the key.
    #[arg(long, env = "ANTEROOM_DATA", default_value = ".anteroom")]
    data: PathBuf,
}

pub(crate) async fn run(command: Command) -> Result<ExitCode, Failure> {
    let (method, options) = match command {
        Command::Export(options) => (Method::GET, options),
        Command::Delete(options) => (Method::DELETE, options),
    };
    let http = Client::builder()
        .tls_backend_preconfigured(openai::tls_config(options.url.scheme() == "https")?)
        .redirect(reqwest::redirect::Policy::none())
        .build()?;
    let token = match &options.token {
        Some(token) => token.clone(),
        None => {
            let claims = AdminClaims::new(&options.tenant, SignedDuration::from_mins(30), SystemClock.now());
            serve::token_keys(&options.data)?.sign_admin(&claims)?
        }
    };
    let mut next: Option<String> = None;
    loop {
        let answer = http.request(method.clone(), address(&options, next.as_deref())?).bearer_auth(&token);
        let answer = answer.send().await?;
        let status = answer.status();
        let text = answer.text().await?;
        if !status.is_success() {
            return Err(format!("the server says {status}: {text}").into());
        }
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

fn address(options: &Options, next: Option<&str>) -> Result<Url, Failure> {
    let (kind, name) = match (&options.user, &options.session) {
        (Some(user), _) => ("users", user),
        (None, Some(session)) => ("conversations", session),
        (None, None) => return Err("name a user or a session".into()),
    };
    let mut url = options.url.clone();
    let mut path = url.path_segments_mut().map_err(|()| "the server's address has no path")?;
    path.pop_if_empty().extend(["api", "v1", "admin", kind, name, "data"]);
    drop(path);
    if let Some(next) = next {
        url.query_pairs_mut().append_pair("next", next);
    }
    Ok(url)
}
