//! Many writes in one request, each for itself.

use std::collections::HashMap;

use serde_json::{Value, json};

use super::json::{entries, list, object};
use super::value::{item_from_json, item_to_json};
use super::{Client, Error, Item};
use crate::{CallError, Fields};

/// A write of a batch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WriteRequest {
    /// Puts the item.
    Put(Item),
    /// Deletes the item of this key.
    Delete(Item),
}

/// Writes many items, at most 25: each is written or not, whatever becomes of the others.
#[derive(Clone)]
pub struct BatchWriteItem {
    client: Client,
    tables: Fields,
}

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BatchWritten {
    /// What was not done and should be sent again in a moment, by table.
    pub unprocessed_items: HashMap<String, Vec<WriteRequest>>,
}

impl BatchWriteItem {
    pub(super) fn new(client: Client) -> Self {
        Self { client, tables: Fields::new() }
    }

    /// The writes of a table.
    #[must_use]
    pub fn request_items(mut self, table: impl Into<String>, writes: Vec<WriteRequest>) -> Self {
        let writes = writes.into_iter().map(|write| match write {
            WriteRequest::Put(item) => json!({ "PutRequest": { "Item": item_to_json(item) } }),
            WriteRequest::Delete(key) => json!({ "DeleteRequest": { "Key": item_to_json(key) } }),
        });
        self.tables.insert(table.into(), writes.collect());
        self
    }

    /// Sends it.
    ///
    /// # Errors
    ///
    /// DynamoDB does none of it, or nobody knows what it did.
    pub async fn send(self) -> Result<BatchWritten, Error> {
        let fields = [("RequestItems".to_owned(), Value::Object(self.tables))];
        let mut answer = self.client.call("BatchWriteItem", Fields::from_iter(fields)).await?;
        let unprocessed = answer
            .remove("UnprocessedItems")
            .map_or_else(|| Some(HashMap::new()), |tables| object(tables, |writes| list(writes, write)));
        let unprocessed_items = unprocessed.ok_or(Error::Call(CallError::Unreadable))?;
        Ok(BatchWritten { unprocessed_items })
    }
}

fn write(value: Value) -> Option<WriteRequest> {
    let (kind, request) = entries(value)?.next()?;
    let item = item_from_json(entries(request)?.next()?.1)?;
    match kind.as_str() {
        "PutRequest" => Some(WriteRequest::Put(item)),
        "DeleteRequest" => Some(WriteRequest::Delete(item)),
        _ => None,
    }
}
