//! Deletes in batches: the turns of a conversation, or whatever a query finds.

use std::time::Duration;

use aws::dynamodb::operation::Query;
use aws::dynamodb::{Client, Request, WriteRequest};
use engine::log::ConversationId;
use engine::ports::StoreError;

use crate::failure::store_error;
use crate::item::{self, Item};
use crate::keys;

/// The most deletions that DynamoDB takes at once.
const BATCH: usize = 25;
/// How often a batch is sent before what is left of it counts as throttled.
const ROUNDS: u32 = 6;
/// The pause before the second round; each further one is twice as long, 1.55 s in all.
const PAUSE: Duration = Duration::from_millis(50);

/// Deletes every turn before the place. Where it fails in between, the newer ones are still there, and the same call
/// goes on.
pub(crate) async fn turns_before(
    client: &Client,
    table: &str,
    conversation: &ConversationId,
    seq: u64,
) -> Result<(), StoreError> {
    // BETWEEN takes no range that ends before it begins.
    let Some(last) = seq.checked_sub(1) else { return Ok(()) };
    let query = client
        .query()
        .table_name(table)
        .key_condition_expression("pk = :conversation AND sk BETWEEN :first AND :last")
        .expression_attribute_values(":conversation", item::text(keys::conversation(conversation)))
        .expression_attribute_values(":first", item::text(keys::turn(0)))
        .expression_attribute_values(":last", item::text(keys::turn(last)))
        .projection_expression("pk, sk")
        .consistent_read(true);
    all_of(client, table, query).await.map(drop)
}

/// Deletes whatever the query finds; it must give the keys and nothing else. Where it fails in between, the same call goes on.
/// Tells how many it found.
pub(crate) async fn all_of(client: &Client, table: &str, query: Request<Query>) -> Result<usize, StoreError> {
    let mut found = 0;
    let mut start = None;
    loop {
        let page = query
            .clone()
            .set_exclusive_start_key(start)
            .send()
            .await
            .map_err(|error| store_error("Query", &error))?;
        for keys in page.items.chunks(BATCH) {
            delete(client, table, keys).await?;
            found += keys.len();
        }
        start = page.last_evaluated_key;
        if start.is_none() {
            return Ok(found);
        }
    }
}

async fn delete(client: &Client, table: &str, keys: &[Item]) -> Result<(), StoreError> {
    write(client, table, keys.iter().cloned().map(WriteRequest::Delete).collect()).await
}

/// Makes the writes, at most 25, each for itself.
pub(crate) async fn write(
    client: &Client,
    table: &str,
    mut left: Vec<WriteRequest>,
) -> Result<(), StoreError> {
    for round in 0..ROUNDS {
        if round > 0 {
            tokio::time::sleep(PAUSE * 2_u32.pow(round - 1)).await;
        }
        let mut written = client
            .batch_write_item()
            .request_items(table, left)
            .send()
            .await
            .map_err(|error| store_error("BatchWriteItem", &error))?;
        left = written.unprocessed_items.remove(table).unwrap_or_default();
        if left.is_empty() {
            return Ok(());
        }
    }
    Err(StoreError::Throttled)
}
