//! `anteroom token mint`: makes tokens of admins, and tokens of users to try identification with.

use std::io::{Read as _, Write as _};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use api::{AdminClaims, SystemClock, TokenKeys, sign_user};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use clap::{Args, Subcommand};
use engine::ports::{Clock, Secrets as _};
use jiff::SignedDuration;
use serde_json::json;

use super::Failure;
use crate::serve::{self, SecretFiles};

/// The variable that holds the keys of a deployment, as the Parameter Store has them.
const KEYS: &str = "ANTEROOM_TOKEN_KEYS";

/// What to do with tokens.
#[derive(Subcommand)]
pub(crate) enum Command {
    /// Makes a token and prints it.
    Mint(Options),
}

/// Which token.
#[derive(Args)]
#[command(group = clap::ArgGroup::new("whose").required(true).args(["admin", "user"]))]
pub(crate) struct Options {
    /// The tenant.
    #[arg(long)]
    tenant: String,
    /// A token of an admin of the tenant: for `/api/v1/admin`, and nothing else.
    #[arg(long)]
    admin: bool,
    /// A token of this user, as the tenant's own site would sign it: to try identification with.
    #[arg(long, requires = "secret")]
    user: Option<String>,
    /// The name of the secret that signs a user's token (`HS256`).
    #[arg(long)]
    secret: Option<String>,
    /// The `kid` of a user's token.
    #[arg(long)]
    kid: Option<String>,
    /// The audience of a user's token.
    #[arg(long, default_value = "anteroom")]
    audience: String,
    /// For how many minutes it is good; at most 1,440.
    #[arg(long, default_value_t = 60, value_parser = clap::value_parser!(i64).range(1..=1_440))]
    minutes: i64,
    /// The folder that holds the key and the secrets.
    #[arg(long, env = "ANTEROOM_DATA", default_value = ".anteroom")]
    data: PathBuf,
    /// Reads the signing keys of a deployment from standard input, in base64 with commas between them; without this, and
    /// without the variable `ANTEROOM_TOKEN_KEYS`, the key of the data folder signs.
    #[arg(long)]
    keys_from_stdin: bool,
}

pub(crate) async fn run(command: Command) -> Result<ExitCode, Failure> {
    let Command::Mint(options) = command;
    let now = SystemClock.now();
    let lasts = SignedDuration::from_mins(options.minutes);
    let token = match (&options.user, &options.secret) {
        (Some(user), Some(name)) => {
            let secret = SecretFiles::new(&options.data).secret(name).await?;
            let exp = (now + lasts).as_second();
            let claims = json!({ "sub": user, "aud": options.audience, "iat": now.as_second(), "exp": exp });
            sign_user(&secret, options.kid.as_deref(), &claims)?
        }
        _ => keys(&options)?.sign_admin(&AdminClaims::new(&options.tenant, lasts, now))?,
    };
    writeln!(std::io::stdout(), "{token}")?;
    Ok(ExitCode::SUCCESS)
}

fn keys(options: &Options) -> Result<Arc<TokenKeys>, Failure> {
    let written = if options.keys_from_stdin {
        let mut text = String::new();
        std::io::stdin().read_to_string(&mut text)?;
        Some(text)
    } else {
        std::env::var(KEYS).ok()
    };
    let Some(written) = written else { return Ok(Arc::new(serve::token_keys(&options.data)?)) };
    let keys: Result<Vec<Vec<u8>>, _> =
        written.trim().split(',').map(|key| STANDARD.decode(key.trim())).collect();
    let keys = keys.map_err(|_| "the signing keys are not base64 with commas between them")?;
    Ok(Arc::new(TokenKeys::new(&keys)?))
}
