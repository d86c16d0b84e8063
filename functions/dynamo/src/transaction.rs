//! Several writes as one: all of them or none.

use core::time::Duration;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::error::BuildError;
use aws_sdk_dynamodb::operation::transact_write_items::TransactWriteItemsError;
use aws_sdk_dynamodb::types::{CancellationReason, Delete, Put, TransactWriteItem};
use engine::ports::StoreError;

use crate::failure::{store_error, too_large};
use crate::item::Item;
use crate::keys::PARTITION_KEY;

/// How often a transaction is sent that met another one on the same item.
const ROUNDS: u32 = 6;
/// The pause before the second round; each further one is twice as long, 0.62 s in all.
const PAUSE: Duration = Duration::from_millis(20);

/// Why nothing was written.
#[derive(Debug)]
pub(crate) enum Refused {
    /// The condition of a write did not hold; with what stands there, where that write asked for it.
    Condition(Option<Item>),
    /// The store failed.
    Store(StoreError),
}

impl From<StoreError> for Refused {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

/// Makes the writes, all of them or none. The SDK gives them one token, by which DynamoDB knows an attempt again whose answer
/// was lost.
pub(crate) async fn write(client: &Client, writes: &[TransactWriteItem]) -> Result<(), Refused> {
    for round in 0..ROUNDS {
        if round > 0 {
            tokio::time::sleep(PAUSE * 2_u32.pow(round - 1)).await;
        }
        let sent = client.transact_write_items().set_transact_items(Some(writes.to_vec())).send().await;
        let Err(error) = sent else { return Ok(()) };
        match error.as_service_error() {
            Some(TransactWriteItemsError::TransactionCanceledException(cancelled)) => {
                let reasons = cancelled.cancellation_reasons();
                let with = |code: &str| reasons.iter().find(|reason| reason.code() == Some(code));
                if let Some(failed) = with("ConditionalCheckFailed") {
                    return Err(Refused::Condition(failed.item().cloned()));
                }
                if with("TransactionConflict").is_none() {
                    return Err(Refused::Store(cause(reasons)));
                }
            }
            Some(TransactWriteItemsError::TransactionInProgressException(_)) => {}
            _ => return Err(Refused::Store(store_error("TransactWriteItems", &error))),
        }
    }
    Err(Refused::Store(StoreError::Throttled))
}

/// Why a transaction was cancelled that broke no condition and met no other.
fn cause(reasons: &[CancellationReason]) -> StoreError {
    let failed = reasons.iter().find(|reason| reason.code().is_some_and(|code| code != "None"));
    let code = failed.and_then(CancellationReason::code).unwrap_or("an error without a name");
    match code {
        "ThrottlingError" | "ProvisionedThroughputExceeded" => StoreError::Throttled,
        _ if failed.and_then(CancellationReason::message).is_some_and(too_large) => StoreError::TooLarge,
        _ => StoreError::Unavailable(format!("TransactWriteItems: {code}")),
    }
}

/// The item put, whatever stands there.
pub(crate) fn put(table: &str, item: Item) -> Result<TransactWriteItem, StoreError> {
    let put = Put::builder().table_name(table).set_item(Some(item)).build().map_err(unbuilt)?;
    Ok(TransactWriteItem::builder().put(put).build())
}

/// The item of this key deleted, if it is there.
pub(crate) fn delete_existing(table: &str, key: Item) -> Result<TransactWriteItem, StoreError> {
    let delete = Delete::builder()
        .table_name(table)
        .set_key(Some(key))
        .condition_expression(format!("attribute_exists({PARTITION_KEY})"))
        .build()
        .map_err(unbuilt)?;
    Ok(TransactWriteItem::builder().delete(delete).build())
}

/// The SDK misses a part of a write: a fault of ours.
pub(crate) fn unbuilt(error: BuildError) -> StoreError {
    StoreError::Corrupt(error.to_string())
}
