//! Records as items of the table. Of types it knows the names only; who may reach what comes as conditions, which stand in the
//! queries and in the writes.
//!
//! | key                                             | what |
//! | ----------------------------------------------- | --- |
//! | `T#<tenant>#R#<type>`, `R#<number>#<id>`        | a record ([`item`]) |
//! | `T#<tenant>#R#<type>`, `H#<id>#<version>#<time>#<change>` | what happened to a record |
//! | `T#<tenant>#R#<type>`, `U#<field>#<hash>`       | who has this value of a unique field: `id` |
//! | `T#<tenant>#R#<type>`, `COUNTER`                | the last number that an id was made of: `last` |
//! | `T#<tenant>#A#<turn>`, `<place>`                | what the turn has done there: `done`, JSON |
//! | `T#<tenant>#M#<user>`, `<type>#<id>`            | that the user has made or changed it: `type`, `id` |
//!
//! A change is one transaction of all of these. None of them expires. A number is taken before the transaction that uses it, by
//! an addition on its own, so that two new records never wait for each other; a number whose record was not made is not used
//! again.

mod expression;
mod forget;
mod item;
mod place;
mod read;
mod write;

use async_trait::async_trait;
use aws::dynamodb::Client;
use engine::ports::{Change, ChangeError, HistoryEntry, Records, StoreError};
use engine::records::{RecordPage, RecordQuery, RowAccess};
use shared::wire::{ActionDone, Record};

/// Records as items of the table.
#[derive(Clone)]
pub struct RecordsTable {
    client: Client,
    table: String,
}

impl RecordsTable {
    /// Those in that table, which must be there ([`crate::ensure_table`]).
    #[must_use]
    pub fn new(client: Client, table: impl Into<String>) -> Self {
        Self { client, table: table.into() }
    }
}

#[async_trait]
impl Records for RecordsTable {
    async fn find(&self, query: &RecordQuery) -> Result<RecordPage, StoreError> {
        read::find(self, query).await
    }

    async fn get(
        &self,
        tenant: &str,
        record_type: &str,
        id: &str,
        access: &RowAccess,
    ) -> Result<Option<Record>, StoreError> {
        read::get(self, tenant, record_type, id, access).await
    }

    async fn apply(&self, change: &Change) -> Result<ActionDone, ChangeError> {
        write::apply(self, change).await
    }

    async fn done_by(&self, tenant: &str, turn: &str) -> Result<Vec<ActionDone>, StoreError> {
        read::done_by(self, tenant, turn).await
    }

    async fn history(
        &self,
        tenant: &str,
        record_type: &str,
        id: &str,
        limit: u16,
    ) -> Result<Vec<HistoryEntry>, StoreError> {
        read::history(self, tenant, record_type, id, limit).await
    }

    async fn forget_author(&self, tenant: &str, user: &str) -> Result<(), StoreError> {
        forget::forget_author(self, tenant, user).await
    }
}
