//! What calls the jobs: turns from the queue, the table's stream, and the clock.
//!
//! Of several records some may fail: those are named, and come again. What a job is stands in the crate `jobs`.

use std::collections::BTreeMap;
use std::sync::Arc;

use api::App;
use engine::ports::QueuedTurn;
use jobs::{Jobs, Sender};
use lambda_http::LambdaEvent;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use crate::function::{Function, FunctionError};
use crate::renewing::Renewing;

/// An event: records of a queue or of a stream, or the clock's, which has none.
#[derive(Deserialize)]
struct Event {
    #[serde(rename = "Records", default)]
    records: Vec<Record>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Record {
    /// Of the queue.
    message_id: Option<String>,
    body: Option<String>,
    /// Of the stream.
    dynamodb: Option<Change>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Change {
    keys: BTreeMap<String, BTreeMap<String, String>>,
    sequence_number: String,
}

/// What failed, and must come again.
#[derive(Debug, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Outcome {
    batch_item_failures: Vec<Failure>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Failure {
    item_identifier: String,
}

/// Whoever does the jobs.
pub(crate) fn jobs(function: &Function, app: App) -> Result<Jobs, FunctionError> {
    Ok(Jobs::new(app, Sender::new(function.settings.reach)?))
}

/// Does what an event asks for, and whatever is left to do before the process is frozen.
pub(crate) async fn work(
    jobs: Arc<Renewing<Jobs>>,
    event: LambdaEvent<Json>,
) -> Result<Outcome, lambda_http::Error> {
    let done = work_on(&jobs.current(), event.payload).await;
    // What was begun beside it.
    jobs.function().app.running.none().await;
    telemetry::flush();
    done
}

async fn work_on(jobs: &Jobs, payload: Json) -> Result<Outcome, lambda_http::Error> {
    let event: Event = serde_json::from_value(payload)?;
    let mut outcome = Outcome::default();
    if event.records.is_empty() {
        jobs.sweep().await?;
        return Ok(outcome);
    }
    let mut swept: BTreeMap<String, bool> = BTreeMap::new();
    for record in event.records {
        let (id, is_done) = match record {
            Record { message_id: Some(id), body: Some(body), .. } => (id, run_turn(jobs, &body).await),
            Record { dynamodb: Some(change), .. } => {
                let is_done = match change.tenant() {
                    Some(tenant) => sweep_once(jobs, &mut swept, tenant).await,
                    None => true,
                };
                (change.sequence_number, is_done)
            }
            _ => return Err("a record of an unknown kind".into()),
        };
        if !is_done {
            outcome.batch_item_failures.push(Failure { item_identifier: id });
        }
    }
    Ok(outcome)
}

impl Change {
    /// Whose delivery is pending.
    fn tenant(&self) -> Option<String> {
        let key = |name: &str| self.keys.get(name)?.get("S").map(String::as_str);
        dynamo::tenant_of_pending(key(dynamo::PARTITION_KEY)?, key(dynamo::SORT_KEY)?)
    }
}

/// Answers a turn of the queue.
async fn run_turn(jobs: &Jobs, body: &str) -> bool {
    let queued: QueuedTurn = match serde_json::from_str(body) {
        Ok(queued) => queued,
        Err(error) => {
            tracing::error!(%error, "the queue holds something else than a turn");
            return false;
        }
    };
    let done = jobs.run_turn(&queued).await;
    if let Err(error) = &done {
        tracing::warn!(%error, tenant = queued.conversation.tenant, "a turn of the queue is not answered");
    }
    done.is_ok()
}

/// Does what is due for a tenant, once for all its records.
async fn sweep_once(jobs: &Jobs, swept: &mut BTreeMap<String, bool>, tenant: String) -> bool {
    if let Some(is_done) = swept.get(&tenant) {
        return *is_done;
    }
    let done = jobs.sweep_tenant(&tenant).await;
    if let Err(error) = &done {
        tracing::warn!(%error, tenant, "a tenant's outbox is not swept");
    }
    swept.insert(tenant, done.is_ok());
    done.is_ok()
}
