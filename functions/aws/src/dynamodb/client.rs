//! The client: who sends requests.

use std::fmt;

use super::operation::{DeleteItem, GetItem, PutItem, Query, Scan, UpdateItem};
use super::{BatchWriteItem, CreateTable, Error, Request, TransactWriteItems};
use crate::{Caller, Fields};

/// A client of DynamoDB. Cheap to clone.
#[derive(Clone)]
pub struct Client(Caller);

impl Client {
    /// One that calls DynamoDB so.
    #[must_use]
    pub const fn new(caller: Caller) -> Self {
        Self(caller)
    }

    /// How it calls DynamoDB.
    #[must_use]
    pub const fn caller(&self) -> &Caller {
        &self.0
    }

    /// Calls any operation by its name: for those that have no function here.
    ///
    /// # Errors
    ///
    /// DynamoDB does not do it, or nobody knows whether it did.
    pub async fn call(&self, operation: &'static str, fields: Fields) -> Result<Fields, Error> {
        Ok(self.0.call(operation, fields).await?)
    }

    /// Reads an item.
    #[must_use]
    pub fn get_item(&self) -> Request<GetItem> {
        Request::new(GetItem(self.clone()))
    }

    /// Puts an item, in place of the one of its key if there is one.
    #[must_use]
    pub fn put_item(&self) -> Request<PutItem> {
        Request::new(PutItem(self.clone()))
    }

    /// Changes an item, or makes it.
    #[must_use]
    pub fn update_item(&self) -> Request<UpdateItem> {
        Request::new(UpdateItem(self.clone()))
    }

    /// Deletes an item, if it is there.
    #[must_use]
    pub fn delete_item(&self) -> Request<DeleteItem> {
        Request::new(DeleteItem(self.clone()))
    }

    /// Looks for items of one partition.
    #[must_use]
    pub fn query(&self) -> Request<Query> {
        Request::new(Query(self.clone()))
    }

    /// Looks at every item of a table.
    #[must_use]
    pub fn scan(&self) -> Request<Scan> {
        Request::new(Scan(self.clone()))
    }

    /// Writes many items, each for itself.
    #[must_use]
    pub fn batch_write_item(&self) -> BatchWriteItem {
        BatchWriteItem::new(self.clone())
    }

    /// Makes several writes, all of them or none.
    #[must_use]
    pub fn transact_write_items(&self) -> TransactWriteItems {
        TransactWriteItems::new(self.clone())
    }

    /// Makes a table that is paid for by what is asked of it.
    #[must_use]
    pub fn create_table(&self, table: impl Into<String>) -> CreateTable {
        CreateTable::new(self.clone(), table.into())
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Client").finish_non_exhaustive()
    }
}
