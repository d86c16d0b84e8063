//! The admin's routes of a running server, as the commands of the admin call them. Knows no command.

use std::path::PathBuf;

use api::{AdminClaims, SystemClock};
use clap::Args;
use engine::ports::Clock;
use jiff::SignedDuration;
use reqwest::{Client, Method, Url};
use serde_json::Value as Json;

use super::Failure;
use crate::serve;

/// Whose, and where.
#[derive(Args)]
pub(crate) struct AdminServer {
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

impl AdminServer {
    /// Asks at this path below `/api/v1/admin`, and gives back the body of an answer that is no error.
    pub(super) async fn ask(
        &self,
        method: Method,
        path: &[&str],
        query: Option<(&str, &str)>,
    ) -> Result<String, Failure> {
        self.ask_with(method, path, query.as_slice(), &[], None).await
    }

    /// The same with any number of parameters, headers, and a body.
    pub(super) async fn ask_with(
        &self,
        method: Method,
        path: &[&str],
        query: &[(&str, &str)],
        headers: &[(&'static str, &str)],
        body: Option<&Json>,
    ) -> Result<String, Failure> {
        let mut url = self.url.clone();
        url.path_segments_mut()
            .map_err(|()| "the server's address has no path")?
            .pop_if_empty()
            .extend(["api", "v1", "admin"])
            .extend(path);
        for (name, value) in query {
            url.query_pairs_mut().append_pair(name, value);
        }
        let http = Client::builder()
            .tls_backend_preconfigured(openai::tls_config(url.scheme() == "https")?)
            .redirect(reqwest::redirect::Policy::none())
            .build()?;
        let mut request = http.request(method, url).bearer_auth(self.token()?);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        if let Some(body) = body {
            request = request.header("content-type", "application/json").body(body.to_string());
        }
        let answer = request.send().await?;
        let status = answer.status();
        let text = answer.text().await?;
        if status.is_success() { Ok(text) } else { Err(format!("the server says {status}: {text}").into()) }
    }

    fn token(&self) -> Result<String, Failure> {
        if let Some(token) = &self.token {
            return Ok(token.clone());
        }
        let claims = AdminClaims::new(&self.tenant, SignedDuration::from_mins(30), SystemClock.now());
        Ok(serve::token_keys(&self.data)?.sign_admin(&claims)?)
    }
}
