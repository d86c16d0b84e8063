//! A queue of turns as items of the table: for one machine, which has no other. Each tenant's is in one partition,
//! `T#<tenant>#Q`, under `TURN#<session>#<place>`; what was given up is under `DEAD#` instead.

use std::collections::HashMap;
use std::sync::Arc;

use async_trait::async_trait;
use aws::dynamodb::{AttributeValue, Client, Error, ReturnValue};
use engine::ports::{Clock, GivenUp, QueueError, QueuedTurn, StoreError, TurnQueue};
use jiff::{SignedDuration, Timestamp};

use crate::TIME_TO_LIVE;
use crate::failure::store_error;
use crate::item::{self, Item};
use crate::keys::{self, PARTITION_KEY, SORT_KEY};
use crate::transaction::{self, Refused, delete_existing, put};

const TURN: &str = "turn";
const RECEIVES: &str = "receives";
const TAKEN_UNTIL: &str = "taken_until";
const WAITING: &str = "TURN#";
const DEAD: &str = "DEAD#";

/// For how long a turn is kept in the queue, as SQS keeps what nobody takes.
const KEPT: SignedDuration = SignedDuration::from_hours(24 * 14);

/// The most turns that one look at the queue finds.
const LOOK: i32 = 100;

/// A queue of turns in the table.
#[derive(Clone)]
pub struct TurnQueueTable {
    client: Client,
    table: String,
    clock: Arc<dyn Clock>,
}

/// A turn that was taken from the queue for one attempt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakenTurn {
    /// The turn.
    pub turn: QueuedTurn,
    /// How often it was taken, this time included.
    pub receives: u32,
}

impl TurnQueueTable {
    /// The queue in that table, which must be there ([`crate::ensure_table`]).
    #[must_use]
    pub fn new(client: Client, table: impl Into<String>, clock: Arc<dyn Clock>) -> Self {
        Self { client, table: table.into(), clock }
    }

    /// Takes turns of the tenant that nobody has taken: nobody else gets them before `until`.
    ///
    /// # Errors
    ///
    /// The store fails. What was taken until then is free again after `until`.
    pub async fn take(&self, tenant: &str, until: Timestamp) -> Result<Vec<TakenTurn>, StoreError> {
        self.take_free_at(tenant, self.clock.now(), until).await
    }

    /// Takes every turn of the tenant's, whoever has taken it before: for a process that begins, where there is no other and
    /// the one before is gone.
    ///
    /// # Errors
    ///
    /// The store fails. What was taken until then is free again after `until`.
    pub async fn take_over(&self, tenant: &str, until: Timestamp) -> Result<Vec<TakenTurn>, StoreError> {
        self.take_free_at(tenant, Timestamp::MAX, until).await
    }

    /// Takes turns that are free at that moment.
    async fn take_free_at(
        &self,
        tenant: &str,
        moment: Timestamp,
        until: Timestamp,
    ) -> Result<Vec<TakenTurn>, StoreError> {
        let mut taken = Vec::new();
        for item in self.items(tenant, WAITING, moment).await? {
            if let Some(receives) = self.take_one(&item, moment, until).await? {
                taken.push(TakenTurn { turn: to_turn(&item)?, receives });
            }
        }
        Ok(taken)
    }

    /// The turn is answered: it leaves the queue.
    ///
    /// # Errors
    ///
    /// The store fails; then the turn is taken again, and found answered.
    pub async fn done(&self, turn: &QueuedTurn) -> Result<(), StoreError> {
        let key = key(turn, WAITING);
        let deleted = self.client.delete_item().table_name(&self.table).set_key(key).send().await;
        deleted.map(drop).map_err(|error| store_error("DeleteItem", &error))
    }

    /// Gives the turn up: nobody takes it any more, and the admin sees it.
    ///
    /// # Errors
    ///
    /// The store fails.
    pub async fn bury(&self, turn: &QueuedTurn) -> Result<(), StoreError> {
        self.shift(turn, WAITING, DEAD).await.map(drop)
    }

    /// The tenant's turns that were given up.
    ///
    /// # Errors
    ///
    /// The store fails.
    pub async fn dead(&self, tenant: &str) -> Result<Vec<QueuedTurn>, StoreError> {
        self.items(tenant, DEAD, self.clock.now()).await?.iter().map(to_turn).collect()
    }

    /// Puts a turn that was given up into the queue again. False where it is not among them any more.
    ///
    /// # Errors
    ///
    /// The store fails.
    pub async fn revive(&self, turn: &QueuedTurn) -> Result<bool, StoreError> {
        self.shift(turn, DEAD, WAITING).await
    }

    async fn shift(&self, turn: &QueuedTurn, from: &str, to: &str) -> Result<bool, StoreError> {
        let mut item = key(turn, to);
        item.insert(TURN.to_owned(), item::json(turn)?);
        item.insert(TIME_TO_LIVE.to_owned(), item::seconds(self.clock.now() + KEPT));
        let writes = [delete_existing(&self.table, key(turn, from)), put(&self.table, item)];
        match transaction::write(&self.client, &writes).await {
            Ok(()) => Ok(true),
            Err(Refused::Condition(_)) => Ok(false),
            Err(Refused::Store(error)) => Err(error),
        }
    }

    /// Those that nobody has taken, at that moment.
    async fn items(&self, tenant: &str, prefix: &str, moment: Timestamp) -> Result<Vec<Item>, StoreError> {
        let page = self
            .client
            .query()
            .table_name(&self.table)
            .consistent_read(true)
            .key_condition_expression("pk = :queue AND begins_with(sk, :prefix)")
            .filter_expression(format!(
                "expires_at > :now AND (attribute_not_exists({TAKEN_UNTIL}) OR {TAKEN_UNTIL} <= :moment)"
            ))
            .expression_attribute_values(":queue", item::text(keys::turn_queue(tenant)))
            .expression_attribute_values(":prefix", item::text(prefix))
            .expression_attribute_values(":now", item::seconds(self.clock.now()))
            .expression_attribute_values(":moment", milliseconds(moment))
            .limit(LOOK)
            .send()
            .await
            .map_err(|error| store_error("Query", &error))?;
        Ok(page.items)
    }

    /// How often it was taken, this time included; `None` where somebody else was quicker.
    async fn take_one(
        &self,
        item: &Item,
        moment: Timestamp,
        until: Timestamp,
    ) -> Result<Option<u32>, StoreError> {
        let key = item.iter().filter(|(name, _)| [PARTITION_KEY, SORT_KEY].contains(&name.as_str()));
        let update = self
            .client
            .update_item()
            .table_name(&self.table)
            .set_key(key.map(|(name, value)| (name.clone(), value.clone())).collect())
            .update_expression(format!("SET {TAKEN_UNTIL} = :until ADD {RECEIVES} :one"))
            .condition_expression(format!(
                "attribute_exists(pk) AND (attribute_not_exists({TAKEN_UNTIL}) OR {TAKEN_UNTIL} <= :moment)"
            ))
            .expression_attribute_values(":until", milliseconds(until))
            .expression_attribute_values(":moment", milliseconds(moment))
            .expression_attribute_values(":one", AttributeValue::N("1".to_owned()))
            .return_values(ReturnValue::UpdatedNew)
            .send()
            .await;
        let error = match update {
            Ok(updated) => {
                let receives = updated.attributes.as_ref().and_then(|new| new.get(RECEIVES)?.as_n());
                return Ok(Some(receives.and_then(|number| number.parse().ok()).unwrap_or(1)));
            }
            Err(error) => error,
        };
        match error {
            Error::ConditionalCheckFailed(_) => Ok(None),
            error => Err(store_error("UpdateItem", &error)),
        }
    }
}

#[async_trait]
impl TurnQueue for TurnQueueTable {
    /// A turn that is in the queue already stays there, with the attempts that it had.
    async fn enqueue(&self, turn: &QueuedTurn) -> Result<(), QueueError> {
        let written = item::json(turn).map_err(|error| QueueError(error.to_string()))?;
        let update = self
            .client
            .update_item()
            .table_name(&self.table)
            .set_key(key(turn, WAITING))
            .update_expression("SET #turn = :turn, expires_at = :expires_at")
            .expression_attribute_names("#turn", TURN)
            .expression_attribute_values(":turn", written)
            .expression_attribute_values(":expires_at", item::seconds(self.clock.now() + KEPT))
            .send()
            .await;
        update.map(drop).map_err(|error| QueueError(store_error("UpdateItem", &error).to_string()))
    }

    async fn given_up(&self, tenant: &str) -> Result<GivenUp, StoreError> {
        self.dead(tenant).await.map(GivenUp::Turns)
    }

    async fn take_up_again(&self, turn: &QueuedTurn) -> Result<bool, StoreError> {
        self.revive(turn).await
    }
}

fn key(turn: &QueuedTurn, prefix: &str) -> Item {
    let sort_key = format!("{prefix}{}#{:020}", turn.conversation.session, turn.seq);
    HashMap::from([
        (PARTITION_KEY.to_owned(), item::text(keys::turn_queue(&turn.conversation.tenant))),
        (SORT_KEY.to_owned(), item::text(sort_key)),
    ])
}

fn to_turn(item: &Item) -> Result<QueuedTurn, StoreError> {
    let written = item.get(TURN).and_then(AttributeValue::as_s);
    let written = written.ok_or_else(|| StoreError::Corrupt(format!("a queued turn without {TURN}")))?;
    item::from_json(written).map_err(|error| StoreError::Corrupt(format!("a queued turn: {error}")))
}

fn milliseconds(time: Timestamp) -> AttributeValue {
    AttributeValue::N(time.as_millisecond().to_string())
}
