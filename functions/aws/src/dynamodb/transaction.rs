//! Several writes as one.

use serde_json::Value;

use super::operation::{ConditionCheck, Delete, Part, Put, Update};
use super::{Client, Error, Request};
use crate::Fields;

/// A write of a transaction.
#[derive(Clone)]
pub struct TransactWriteItem(Value);

impl TransactWriteItem {
    /// Puts an item.
    #[must_use]
    pub fn put() -> Request<Put> {
        Request::new(Put::NEW)
    }

    /// Changes an item, or makes it.
    #[must_use]
    pub fn update() -> Request<Update> {
        Request::new(Update::NEW)
    }

    /// Deletes an item.
    #[must_use]
    pub fn delete() -> Request<Delete> {
        Request::new(Delete::NEW)
    }

    /// Only looks whether a condition holds.
    #[must_use]
    pub fn condition_check() -> Request<ConditionCheck> {
        Request::new(ConditionCheck::NEW)
    }
}

impl<Operation: Part> Request<Operation> {
    /// The write, ready for a transaction.
    #[must_use]
    pub fn build(self) -> TransactWriteItem {
        let write = (Operation::NAME.to_owned(), Value::Object(self.fields));
        TransactWriteItem(Value::Object(Fields::from_iter([write])))
    }
}

/// Makes several writes, all of them or none: at most a hundred.
#[derive(Clone)]
pub struct TransactWriteItems {
    client: Client,
    writes: Vec<Value>,
}

impl TransactWriteItems {
    pub(super) fn new(client: Client) -> Self {
        Self { client, writes: Vec::new() }
    }

    /// One of them.
    #[must_use]
    pub fn transact_items(mut self, write: TransactWriteItem) -> Self {
        self.writes.push(write.0);
        self
    }

    /// All of them, in place of those before.
    #[must_use]
    pub fn set_transact_items(self, writes: Vec<TransactWriteItem>) -> Self {
        Self { writes: writes.into_iter().map(|write| write.0).collect(), ..self }
    }

    /// Sends it, under a token of its own, by which DynamoDB knows an attempt again whose answer was lost.
    ///
    /// # Errors
    ///
    /// DynamoDB does not do it, or nobody knows whether it did.
    pub async fn send(self) -> Result<(), Error> {
        let token = uuid::Uuid::now_v7().to_string();
        let fields = [
            ("TransactItems".to_owned(), Value::Array(self.writes)),
            ("ClientRequestToken".to_owned(), Value::String(token)),
        ];
        self.client.call("TransactWriteItems", Fields::from_iter(fields)).await?;
        Ok(())
    }
}
