//! `anteroom webhook`: what a tenant's own systems are still to be told, over the admin's routes of a running server.

use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use api::{AdminClaims, SystemClock};
use clap::{Args, Subcommand, ValueEnum};
use engine::ports::Clock;
use jiff::SignedDuration;
use reqwest::{Client, Method, Url};
use serde_json::Value as Json;

use super::Failure;
use crate::serve;

/// What to do with webhooks.
#[derive(Subcommand)]
pub(crate) enum Command {
    /// Prints the webhooks in one state, each as a line of JSON without its body.
    List {
        /// How far they are.
        #[arg(long, default_value = "pending")]
        state: State,
        #[command(flatten)]
        server: Server,
    },
    /// Prints one webhook with its body.
    Show {
        /// Its `webhook-id`.
        id: String,
        #[command(flatten)]
        server: Server,
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
        server: Server,
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

/// Whose, and where.
#[derive(Args)]
pub(crate) struct Server {
    /// The tenant.
    #[arg(long)]
    tenant: String,
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
    let mut out = std::io::stdout().lock();
    match command {
        Command::List { state, server } => {
            for webhook in server.list(state).await? {
                writeln!(out, "{webhook}")?;
            }
        }
        Command::Show { id, server } => {
            let webhook = server.ask(Method::GET, &[&id], None).await?;
            writeln!(out, "{}", serde_json::to_string_pretty(&webhook)?)?;
        }
        Command::Replay { ids, dead, server } => {
            let ids = if dead { server.ids(State::Dead).await? } else { ids };
            for id in ids {
                let webhook = server.ask(Method::POST, &[&id, "replay"], None).await?;
                writeln!(out, "{id}: {}", webhook["state"].as_str().unwrap_or_default())?;
            }
        }
    }
    Ok(ExitCode::SUCCESS)
}

impl Server {
    async fn list(&self, state: State) -> Result<Vec<Json>, Failure> {
        let list = self.ask(Method::GET, &[], Some(state)).await?;
        Ok(list["webhooks"].as_array().cloned().unwrap_or_default())
    }

    async fn ids(&self, state: State) -> Result<Vec<String>, Failure> {
        let webhooks = self.list(state).await?;
        Ok(webhooks.iter().filter_map(|webhook| webhook["id"].as_str().map(str::to_owned)).collect())
    }

    async fn ask(&self, method: Method, path: &[&str], state: Option<State>) -> Result<Json, Failure> {
        let mut url = self.url.clone();
        url.path_segments_mut()
            .map_err(|()| "the server's address has no path")?
            .pop_if_empty()
            .extend(["api", "v1", "admin", "webhooks"])
            .extend(path);
        if let Some(state) = state {
            url.query_pairs_mut().append_pair("state", state.name());
        }
        let http = Client::builder()
            .tls_backend_preconfigured(openai::tls_config(url.scheme() == "https")?)
            .redirect(reqwest::redirect::Policy::none())
            .build()?;
        let answer = http.request(method, url).bearer_auth(self.token()?).send().await?;
        let status = answer.status();
        let text = answer.text().await?;
        if !status.is_success() {
            return Err(format!("the server says {status}: {text}").into());
        }
        Ok(serde_json::from_str(&text)?)
    }

    fn token(&self) -> Result<String, Failure> {
        if let Some(token) = &self.token {
            return Ok(token.clone());
        }
        let claims = AdminClaims::new(&self.tenant, SignedDuration::from_mins(30), SystemClock.now());
        Ok(serve::token_keys(&self.data)?.sign_admin(&claims)?)
    }
}
