//! Several writes as one: all of them or none.

use core::time::Duration;

use aws::dynamodb::{CancellationReason, Client, Error, TransactWriteItem};
use engine::ports::StoreError;

use crate::failure::store_error;
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

/// Makes the writes, all of them or none. Each time they have a token, by which DynamoDB knows an attempt again whose answer
/// was lost.
pub(crate) async fn write(client: &Client, writes: &[TransactWriteItem]) -> Result<(), Refused> {
    for round in 0..ROUNDS {
        if round > 0 {
            tokio::time::sleep(PAUSE * 2_u32.pow(round - 1)).await;
        }
        let sent = client.transact_write_items().set_transact_items(writes.to_vec()).send().await;
        let Err(error) = sent else { return Ok(()) };
        match error {
            Error::TransactionCanceled(mut reasons) => {
                if let Some(failed) = reasons.iter_mut().find(|reason| reason.is("ConditionalCheckFailed")) {
                    return Err(Refused::Condition(failed.item.take()));
                }
                if !reasons.iter().any(|reason| reason.is("TransactionConflict")) {
                    return Err(Refused::Store(cause(&reasons)));
                }
            }
            error if error.is("TransactionInProgressException") => {}
            error => return Err(Refused::Store(store_error("TransactWriteItems", &error))),
        }
    }
    Err(Refused::Store(StoreError::Throttled))
}

/// Why a transaction was cancelled that broke no condition and met no other.
fn cause(reasons: &[CancellationReason]) -> StoreError {
    let failed = reasons.iter().find(|reason| reason.code.is_some());
    let code = failed.and_then(|reason| reason.code.as_deref()).unwrap_or("an error without a name");
    match code {
        "ThrottlingError" | "ProvisionedThroughputExceeded" => StoreError::Throttled,
        _ if failed.is_some_and(CancellationReason::is_too_large) => StoreError::TooLarge,
        _ => StoreError::Unavailable(format!("TransactWriteItems: {code}")),
    }
}

/// The item put, whatever stands there.
pub(crate) fn put(table: &str, item: Item) -> TransactWriteItem {
    TransactWriteItem::put().table_name(table).set_item(item).build()
}

/// The item of this key deleted, if it is there.
pub(crate) fn delete_existing(table: &str, key: Item) -> TransactWriteItem {
    let delete = TransactWriteItem::delete().table_name(table).set_key(key);
    delete.condition_expression(format!("attribute_exists({PARTITION_KEY})")).build()
}
