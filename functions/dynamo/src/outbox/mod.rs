//! The outbox as items of the table. Knows nothing of what is sent, or how.

mod item;

use std::sync::Arc;

use async_trait::async_trait;
use aws::dynamodb::operation::Query;
use aws::dynamodb::{AttributeValue, Client, Error, Request};
use engine::log::ConversationId;
use engine::ports::{Clock, Delivery, DeliveryState, Outbox, StoreError};
use jiff::{SignedDuration, Timestamp};

pub(crate) use self::item::from_delivery;
use self::item::{
    ID, SESSION, TAKEN_UNTIL, at_time, done_key, key, key_of, milliseconds, prefix, to_delivery,
};
use crate::failure::store_error;
use crate::item::{self as entry, Item};
use crate::transaction::{self, Refused, delete_existing, put};
use crate::{forget, keys};

/// The outbox as items of the table: what [`crate::TurnLogTable`] puts there with a turn.
///
/// What is due is one Query over what is due and nothing else, however much waits for later. An attempt costs an update and a
/// transaction of two writes.
#[derive(Clone)]
pub struct OutboxTable {
    client: Client,
    table: String,
    clock: Arc<dyn Clock>,
}

impl OutboxTable {
    /// The outbox in that table, which must be there ([`crate::ensure_table`]).
    #[must_use]
    pub fn new(client: Client, table: impl Into<String>, clock: Arc<dyn Clock>) -> Self {
        Self { client, table: table.into(), clock }
    }

    /// A Query of the tenant's outbox over what is not past its time.
    fn query(&self, tenant: &str) -> Request<Query> {
        self.client
            .query()
            .table_name(&self.table)
            .consistent_read(true)
            .filter_expression("expires_at > :now")
            .expression_attribute_values(":now", entry::seconds(self.clock.now()))
            .expression_attribute_values(":outbox", entry::text(keys::outbox(tenant)))
    }

    /// The same, of what begins so.
    fn beginning(&self, tenant: &str, prefix: &str) -> Request<Query> {
        self.query(tenant)
            .key_condition_expression("pk = :outbox AND begins_with(sk, :prefix)")
            .expression_attribute_values(":prefix", entry::text(prefix))
    }

    async fn get(&self, tenant: &str, sort_key: String) -> Result<Option<Delivery>, StoreError> {
        let got = self
            .client
            .get_item()
            .table_name(&self.table)
            .set_key(key_of(tenant, sort_key))
            .consistent_read(true)
            .send()
            .await
            .map_err(|error| store_error("GetItem", &error))?;
        let there = got.item.as_ref().map(to_delivery).transpose()?;
        Ok(there.filter(|delivery| delivery.expires_at > self.clock.now()))
    }

    /// Deletes what there is now of the conversation's, and tells how many that were.
    async fn forget_once(&self, conversation: &ConversationId) -> Result<usize, StoreError> {
        use DeliveryState::{Dead, Delivered, Pending, Waiting};
        let mut found = 0;
        for state in [Pending, Waiting, Delivered, Dead] {
            // The names of those that are done with begin with the conversation.
            let begins = match state {
                Pending | Waiting => prefix(state).to_owned(),
                Delivered | Dead => format!("{}evt_{}_", prefix(state), conversation.session),
            };
            let query = self
                .beginning(&conversation.tenant, &begins)
                .filter_expression("#session = :session")
                .set_expression_attribute_values(
                    [
                        (":outbox", keys::outbox(&conversation.tenant)),
                        (":prefix", begins.clone()),
                        (":session", conversation.session.clone()),
                    ]
                    .map(|(name, value)| (name.to_owned(), entry::text(value)))
                    .into(),
                )
                .expression_attribute_names("#session", SESSION)
                .projection_expression("pk, sk");
            found += forget::all_of(&self.client, &self.table, query).await?;
        }
        Ok(found)
    }
}

/// The tenant whose outbox has something to be sent, if these are the keys of a pending delivery: for whoever follows the
/// table's stream.
#[must_use]
pub fn tenant_of_pending(partition_key: &str, sort_key: &str) -> Option<String> {
    sort_key.starts_with(prefix(DeliveryState::Pending)).then(|| keys::tenant_of_outbox(partition_key))?
}

#[async_trait]
impl Outbox for OutboxTable {
    async fn due(
        &self,
        tenant: &str,
        state: DeliveryState,
        now: Timestamp,
        limit: u16,
    ) -> Result<Vec<Delivery>, StoreError> {
        let later = now + SignedDuration::from_millis(1);
        let query = self
            .query(tenant)
            .key_condition_expression("pk = :outbox AND sk BETWEEN :first AND :last")
            .expression_attribute_values(":first", entry::text(prefix(state)))
            .expression_attribute_values(":last", entry::text(at_time(state, later)))
            .filter_expression(format!(
                "expires_at > :now AND (attribute_not_exists({TAKEN_UNTIL}) OR {TAKEN_UNTIL} <= :moment)"
            ))
            .expression_attribute_values(":moment", milliseconds(now));
        deliveries(query, limit).await
    }

    async fn claim(&self, delivery: &Delivery, now: Timestamp, until: Timestamp) -> Result<bool, StoreError> {
        let update = self
            .client
            .update_item()
            .table_name(&self.table)
            .set_key(key(delivery))
            .update_expression(format!("SET {TAKEN_UNTIL} = :until"))
            .condition_expression(format!(
                "attribute_exists(pk) AND (attribute_not_exists({TAKEN_UNTIL}) OR {TAKEN_UNTIL} <= :moment)"
            ))
            .expression_attribute_values(":until", milliseconds(until))
            .expression_attribute_values(":moment", milliseconds(now))
            .send()
            .await;
        let Err(error) = update else { return Ok(true) };
        match error {
            Error::ConditionalCheckFailed(_) => Ok(false),
            error => Err(store_error("UpdateItem", &error)),
        }
    }

    async fn replace(&self, old: &Delivery, new: &Delivery) -> Result<bool, StoreError> {
        let item = from_delivery(new)?;
        let (old_key, new_key) = (key(old), key(new));
        if old_key == new_key {
            // Two writes of one item are no transaction, and there is nothing to be moved.
            return Ok(false);
        }
        let writes = [delete_existing(&self.table, old_key), put(&self.table, item)];
        match transaction::write(&self.client, &writes).await {
            Ok(()) => Ok(true),
            // An attempt whose answer was lost may have done it already.
            Err(Refused::Condition(_)) => {
                let there = self.get(&new.conversation.tenant, sort_key_of(&new_key)).await?;
                Ok(there.as_ref() == Some(new))
            }
            Err(Refused::Store(error)) => Err(error),
        }
    }

    async fn remove(&self, delivery: &Delivery) -> Result<(), StoreError> {
        let deleted = self.client.delete_item().table_name(&self.table).set_key(key(delivery)).send().await;
        deleted.map(drop).map_err(|error| store_error("DeleteItem", &error))
    }

    async fn list(
        &self,
        tenant: &str,
        state: DeliveryState,
        limit: u16,
    ) -> Result<Vec<Delivery>, StoreError> {
        deliveries(self.beginning(tenant, prefix(state)).scan_index_forward(false), limit).await
    }

    async fn find(&self, tenant: &str, id: &str) -> Result<Option<Delivery>, StoreError> {
        for state in [DeliveryState::Delivered, DeliveryState::Dead] {
            let there = self.get(tenant, done_key(state, id)).await?;
            if there.is_some() {
                return Ok(there);
            }
        }
        // Of what is on its way only the time is known by key; there is not much of it.
        for state in [DeliveryState::Pending, DeliveryState::Waiting] {
            let query = self
                .beginning(tenant, prefix(state))
                .filter_expression("expires_at > :now AND #id = :id")
                .expression_attribute_names("#id", ID)
                .expression_attribute_values(":id", entry::text(id));
            if let Some(there) = deliveries(query, 1).await?.pop() {
                return Ok(Some(there));
            }
        }
        Ok(None)
    }

    async fn forget(&self, conversation: &ConversationId) -> Result<(), StoreError> {
        // What is tried meanwhile is under another key afterwards: it is done once nothing is found any more.
        while self.forget_once(conversation).await? > 0 {}
        Ok(())
    }
}

fn sort_key_of(key: &Item) -> String {
    match key.get(keys::SORT_KEY) {
        Some(AttributeValue::S(sort_key)) => sort_key.clone(),
        _ => String::new(),
    }
}

/// What the Query finds and can be read, at most `limit`: a page may hold less than was asked for, and none what is next.
async fn deliveries(query: Request<Query>, limit: u16) -> Result<Vec<Delivery>, StoreError> {
    let mut found = Vec::new();
    let mut start = None;
    loop {
        let missing = usize::from(limit) - found.len();
        if missing == 0 {
            return Ok(found);
        }
        let page = query
            .clone()
            .limit(i32::try_from(missing).unwrap_or(i32::MAX).max(PAGE))
            .set_exclusive_start_key(start)
            .send()
            .await
            .map_err(|error| store_error("Query", &error))?;
        for item in &page.items {
            match to_delivery(item) {
                Ok(delivery) => found.push(delivery),
                // A release to come may have written it: it holds up no other.
                Err(error) => tracing::error!(%error, "a delivery is passed over"),
            }
            if found.len() == usize::from(limit) {
                return Ok(found);
            }
        }
        start = page.last_evaluated_key;
        if start.is_none() {
            return Ok(found);
        }
    }
}

/// The least that is looked at with one call: most of a page may be filtered out.
const PAGE: i32 = 25;
