//! The log of turns as items of the table. Knows nothing of what an outcome means.

use std::sync::Arc;

use async_trait::async_trait;
use aws::dynamodb::operation::UpdateItem;
use aws::dynamodb::{
    AttributeValue, Client, Error, Request, ReturnValue, ReturnValuesOnConditionCheckFailure,
};
use engine::log::{ConversationId, Entry, Lease, Opinion, Outcome};
use engine::ports::{AppendError, Clock, Closed, Delivery, LeaseError, OpinionError, StoreError, TurnLog};

use crate::failure::store_error;
use crate::item::{self, Item};
use crate::keys;

/// The place has no entry.
pub(crate) const IS_FREE: &str = "attribute_not_exists(pk) OR expires_at <= :now";

/// The turn is open on the lease.
pub(crate) const IS_LEASED: &str =
    "#state = :state AND holder = :holder AND leased_until = :until AND expires_at > :now";

/// Closes the turn.
pub(crate) const CLOSES: &str = "SET #state = :closed, outcome = :outcome REMOVE holder, leased_until";

/// The log of turns as items of the table.
///
/// It has a clock because what is past its time must never be seen, and DynamoDB deletes up to days late: `newest`
/// leaves out what has expired, `append` may overwrite it, and whatever changes a turn finds nothing there.
///
/// An entry, with everything that closing will add to it, may have 400 KB; a message of 10,000 characters takes at most
/// 40 KB of them. What is larger fails as [`StoreError::TooLarge`], and leaves what was there as it was.
#[derive(Clone)]
pub struct TurnLogTable {
    pub(crate) client: Client,
    pub(crate) table: String,
    clock: Arc<dyn Clock>,
}

impl TurnLogTable {
    /// The log in that table, which must be there ([`crate::ensure_table`]).
    #[must_use]
    pub fn new(client: Client, table: impl Into<String>, clock: Arc<dyn Clock>) -> Self {
        Self { client, table: table.into(), clock }
    }

    pub(crate) fn now(&self) -> AttributeValue {
        item::seconds(self.clock.now())
    }

    /// The change of a turn that is in this state and not past its time.
    fn change(&self, conversation: &ConversationId, seq: u64, state: &str) -> Request<UpdateItem> {
        self.client
            .update_item()
            .table_name(&self.table)
            .set_key(item::key(conversation, seq))
            .condition_expression("#state = :state AND expires_at > :now")
            // `state` alone is a word that expressions reserve.
            .expression_attribute_names("#state", item::STATE)
            .expression_attribute_values(":state", item::text(state))
            .expression_attribute_values(":now", self.now())
            .return_values_on_condition_check_failure(ReturnValuesOnConditionCheckFailure::AllOld)
    }

    /// The change of an open turn, on the condition that its lease is that one.
    fn change_leased(&self, conversation: &ConversationId, seq: u64, lease: &Lease) -> Request<UpdateItem> {
        self.change(conversation, seq, item::OPEN)
            .condition_expression(IS_LEASED)
            .expression_attribute_values(":holder", item::text(&lease.holder))
            .expression_attribute_values(":until", item::time(lease.until))
    }
}

#[async_trait]
impl TurnLog for TurnLogTable {
    /// One Query, as long as what it finds is under 1 MB and has not expired; otherwise as many as it takes.
    async fn newest(
        &self,
        conversation: &ConversationId,
        before: Option<u64>,
        limit: u16,
    ) -> Result<Vec<Entry>, StoreError> {
        let last = before.map_or(u64::MAX, |before| before.saturating_sub(1));
        let mut entries = Vec::new();
        let mut start = None;
        loop {
            let missing = usize::from(limit) - entries.len();
            if missing == 0 {
                return Ok(entries);
            }
            let page = self
                .client
                .query()
                .table_name(&self.table)
                .key_condition_expression("pk = :conversation AND sk BETWEEN :first AND :last")
                .filter_expression("expires_at > :now")
                .expression_attribute_values(":conversation", item::text(keys::conversation(conversation)))
                .expression_attribute_values(":first", item::text(keys::turn(0)))
                .expression_attribute_values(":last", item::text(keys::turn(last)))
                .expression_attribute_values(":now", self.now())
                .consistent_read(true)
                .scan_index_forward(false)
                .limit(i32::try_from(missing).unwrap_or(i32::MAX))
                .set_exclusive_start_key(start)
                .send()
                .await
                .map_err(|error| store_error("Query", &error))?;
            for item in page.items {
                entries.push(item::to_entry(conversation, &item)?);
            }
            start = page.last_evaluated_key;
            if start.is_none() {
                return Ok(entries);
            }
        }
    }

    async fn append(&self, entry: &Entry, deliveries: &[Delivery]) -> Result<(), AppendError> {
        let item = item::from_entry(entry)?;
        if !deliveries.is_empty() {
            return self.append_with(item, deliveries).await;
        }
        let put = self
            .client
            .put_item()
            .table_name(&self.table)
            .set_item(item.clone())
            .condition_expression(IS_FREE)
            .expression_attribute_values(":now", self.now())
            .return_values_on_condition_check_failure(ReturnValuesOnConditionCheckFailure::AllOld)
            .send()
            .await;
        let Err(error) = put else { return Ok(()) };
        match error {
            // An attempt whose answer was lost has put it there already: the lease in it is nobody else's.
            Error::ConditionalCheckFailed(Some(there)) if there == item => Ok(()),
            Error::ConditionalCheckFailed(_) => Err(AppendError::Taken),
            error => Err(store_error("PutItem", &error).into()),
        }
    }

    async fn take_over(
        &self,
        conversation: &ConversationId,
        seq: u64,
        old: &Lease,
        new: &Lease,
    ) -> Result<(), LeaseError> {
        let (holder, until) = (item::text(&new.holder), item::time(new.until));
        let update = self
            .change_leased(conversation, seq, old)
            .update_expression("SET holder = :new_holder, leased_until = :new_until")
            .expression_attribute_values(":new_holder", holder.clone())
            .expression_attribute_values(":new_until", until.clone());
        changed(update, |there| {
            there.get(item::HOLDER) == Some(&holder) && there.get(item::LEASED_UNTIL) == Some(&until)
        })
        .await
        .map(drop)
    }

    async fn close(
        &self,
        conversation: &ConversationId,
        seq: u64,
        lease: &Lease,
        outcome: &Outcome,
        deliveries: &[Delivery],
    ) -> Result<Closed, LeaseError> {
        let outcome = item::json(outcome)?;
        if !deliveries.is_empty() {
            return self.close_with(conversation, seq, lease, outcome, deliveries).await;
        }
        let update = self
            .change_leased(conversation, seq, lease)
            .update_expression(CLOSES)
            .expression_attribute_values(":closed", item::text(item::CLOSED))
            .expression_attribute_values(":outcome", outcome.clone())
            // Saves the read that would tell whether a stop was asked for; it is not charged.
            .return_values(ReturnValue::AllOld);
        let there = changed(update, |there| there.get(item::OUTCOME) == Some(&outcome)).await?;
        Ok(Closed { stop_requested: item::is_stopped(&there) })
    }

    async fn request_stop(&self, conversation: &ConversationId, seq: u64) -> Result<(), LeaseError> {
        let update = self
            .change(conversation, seq, item::OPEN)
            .update_expression("SET #stop = :yes")
            .expression_attribute_names("#stop", item::STOP)
            .expression_attribute_values(":yes", item::yes());
        changed(update, |_| false).await.map(drop)
    }

    async fn keep_opinion(
        &self,
        conversation: &ConversationId,
        seq: u64,
        opinion: &Opinion,
    ) -> Result<(), OpinionError> {
        let update = self.change(conversation, seq, item::CLOSED);
        let update = match opinion {
            Opinion::Thumb(None) => {
                update.update_expression("REMOVE #what").expression_attribute_names("#what", item::THUMB)
            }
            Opinion::Thumb(Some(thumb)) => set(update, item::THUMB, item::json(thumb)?),
            Opinion::Rating(rating) => set(update, item::RATING, item::json(rating)?),
        };
        match changed(update, |_| false).await {
            Ok(_) => Ok(()),
            Err(LeaseError::Lost) => Err(OpinionError::NotClosed),
            Err(LeaseError::Store(error)) => Err(error.into()),
        }
    }

    async fn forget_before(&self, conversation: &ConversationId, seq: u64) -> Result<(), StoreError> {
        crate::forget::turns_before(&self.client, &self.table, conversation, seq).await
    }
}

fn set(update: Request<UpdateItem>, name: &str, value: AttributeValue) -> Request<UpdateItem> {
    update
        .update_expression("SET #what = :what")
        .expression_attribute_names("#what", name)
        .expression_attribute_values(":what", value)
}

/// Makes the change, and gives back what the update was told to return. Where its condition does not hold, an attempt
/// whose answer was lost may have made it already: `ours` tells so by what is there, which is then given back.
async fn changed(
    update: Request<UpdateItem>,
    ours: impl FnOnce(&Item) -> bool + Send,
) -> Result<Item, LeaseError> {
    let error = match update.send().await {
        Ok(done) => return Ok(done.attributes.unwrap_or_default()),
        Err(error) => error,
    };
    match error {
        Error::ConditionalCheckFailed(there) => there.filter(ours).ok_or(LeaseError::Lost),
        error => Err(store_error("UpdateItem", &error).into()),
    }
}
