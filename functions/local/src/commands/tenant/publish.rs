//! `anteroom tenant publish`: a tenant's knowledge to where it is searched, in place of what was there.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use api::SystemClock;
use clap::Args;
use dynamo::KnowledgeTable;
use embedded::EmbeddedStore;
use engine::ports::Published;

use super::check::{check, tenant_of};
use crate::commands::{Failure, TABLE};
use crate::knowledge;

/// What to publish, and where.
#[derive(Args)]
pub(crate) struct Options {
    /// The tenant's folder: `tenant.json`, and `knowledge` beside it.
    folder: PathBuf,
    /// The table of an environment on AWS, in place of the store of this machine. Who asks is taken from AWS_REGION,
    /// AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN.
    #[arg(long, env = "ANTEROOM_TABLE")]
    table: Option<String>,
    /// The folder of the store of this machine. A server that runs has it; it publishes what has changed when it starts.
    #[arg(long, env = "ANTEROOM_DATA", default_value = ".anteroom")]
    data: PathBuf,
}

/// Checks everything first: where there is a mistake, nothing is published.
pub(super) async fn run(options: Options, out: &mut impl Write) -> Result<ExitCode, Failure> {
    let file = options.folder.join("tenant.json");
    if check(std::slice::from_ref(&file), false, &mut std::io::sink())? != ExitCode::SUCCESS {
        return check(&[file], false, out);
    }
    let tenant = tenant_of(&file)?;
    let entries = knowledge::entries(&options.folder, &tenant)?;
    let ((published, is_new), place) = match &options.table {
        Some(table) => {
            let connection = dynamo::Connection::from_variables(|name| std::env::var(name).ok())?;
            let http = http(connection.is_secured())?;
            let client = dynamo::connect(connection, http);
            let knowledge = KnowledgeTable::new(client, table, Arc::new(SystemClock));
            (knowledge::publish(&knowledge, &tenant, &entries).await?, format!("the table {table}"))
        }
        None => {
            let store = EmbeddedStore::open(&options.data).await?;
            let client = store.client();
            dynamo::ensure_table(&client, TABLE).await?;
            let knowledge = KnowledgeTable::new(client, TABLE, Arc::new(SystemClock));
            (knowledge::publish(&knowledge, &tenant, &entries).await?, shown(&options.data))
        }
    };
    let Published { version, entries, words, .. } = published;
    let done = if is_new { "published" } else { "unchanged" };
    writeln!(
        out,
        "{}: {done} in {place}: {entries} entries, found by {words} words, version {version}",
        tenant.id
    )?;
    Ok(ExitCode::SUCCESS)
}

fn shown(folder: &Path) -> String {
    folder.display().to_string()
}

fn http(is_secured: bool) -> Result<reqwest::Client, Failure> {
    let client = reqwest::Client::builder().tls_backend_preconfigured(openai::tls_config(is_secured)?);
    Ok(aws::http_settings(client).build()?)
}
