//! The conversations of identified users as items of the table.
//!
//! | key                              | attributes | what |
//! | -------------------------------- | ---- | --- |
//! | `T#<tenant>#U#<user>`, `C#<session>` | `expires_at` | the user has spoken in the session |

use std::sync::Arc;

use async_trait::async_trait;
use aws::dynamodb::Client;
use engine::ports::{BucketOwner, Clock, People, StoreError, UserId};
use jiff::Timestamp;

use crate::TIME_TO_LIVE;
use crate::failure::store_error;
use crate::item::{self, Item};
use crate::keys;

/// The conversations of identified users as items of the table.
#[derive(Clone)]
pub struct PeopleTable {
    client: Client,
    table: String,
    clock: Arc<dyn Clock>,
}

impl PeopleTable {
    /// Those in that table, which must be there ([`crate::ensure_table`]).
    #[must_use]
    pub fn new(client: Client, table: impl Into<String>, clock: Arc<dyn Clock>) -> Self {
        Self { client, table: table.into(), clock }
    }

    async fn delete(&self, partition: String, sort: String) -> Result<(), StoreError> {
        let delete = self.client.delete_item().table_name(&self.table).set_key(key(partition, sort));
        delete.send().await.map(drop).map_err(|error| store_error("DeleteItem", &error))
    }
}

#[async_trait]
impl People for PeopleTable {
    async fn note(&self, user: &UserId, session: &str, until: Timestamp) -> Result<(), StoreError> {
        let mut item = key(keys::user(user), keys::session_of_user(session));
        item.insert(TIME_TO_LIVE.to_owned(), item::seconds(until));
        let put = self.client.put_item().table_name(&self.table).set_item(item);
        put.send().await.map(drop).map_err(|error| store_error("PutItem", &error))
    }

    async fn sessions(
        &self,
        user: &UserId,
        after: Option<&str>,
        limit: u16,
    ) -> Result<Vec<String>, StoreError> {
        let mut start = after.map(|session| key(keys::user(user), keys::session_of_user(session)));
        let mut sessions = Vec::new();
        loop {
            let missing = usize::from(limit) - sessions.len();
            if missing == 0 {
                return Ok(sessions);
            }
            let page = self
                .client
                .query()
                .table_name(&self.table)
                .key_condition_expression("pk = :user")
                .filter_expression("expires_at > :now")
                .expression_attribute_values(":user", item::text(keys::user(user)))
                .expression_attribute_values(":now", item::seconds(self.clock.now()))
                .consistent_read(true)
                .limit(i32::try_from(missing).unwrap_or(i32::MAX))
                .set_exclusive_start_key(start)
                .send()
                .await
                .map_err(|error| store_error("Query", &error))?;
            for item in page.items {
                let sort = item.get(keys::SORT_KEY).and_then(|sort| sort.as_s());
                let session = sort.and_then(keys::session_in_user);
                sessions.push(session.ok_or_else(|| {
                    StoreError::Corrupt("a key under a user that is none of a session".to_owned())
                })?);
            }
            start = page.last_evaluated_key;
            if start.is_none() {
                return Ok(sessions);
            }
        }
    }

    async fn forget_session(&self, user: &UserId, session: &str) -> Result<(), StoreError> {
        self.delete(keys::user(user), keys::session_of_user(session)).await
    }

    async fn forget(&self, user: &UserId) -> Result<(), StoreError> {
        let bucket = keys::bucket(&user.tenant, &BucketOwner::User(user.user.clone()));
        self.delete(bucket, keys::BUCKET.to_owned()).await
    }
}

fn key(partition: String, sort: String) -> Item {
    Item::from([
        (keys::PARTITION_KEY.to_owned(), item::text(partition)),
        (keys::SORT_KEY.to_owned(), item::text(sort)),
    ])
}
