//! An entry of the turn log and what is to be told of it, in one write. Apart from the log itself because a plain turn, of
//! which nobody is told, goes without a transaction, at half the price.

use aws::dynamodb::{AttributeValue, ReturnValuesOnConditionCheckFailure, TransactWriteItem};
use engine::log::{ConversationId, Lease};
use engine::ports::{AppendError, Closed, Delivery, LeaseError, StoreError};

use crate::item::{self, Item};
use crate::outbox::from_delivery;
use crate::transaction::{self, Refused, put};
use crate::turn_log::{CLOSES, IS_FREE, IS_LEASED, TurnLogTable};

impl TurnLogTable {
    /// Appends the entry and puts the deliveries into the outbox.
    pub(crate) async fn append_with(&self, entry: Item, deliveries: &[Delivery]) -> Result<(), AppendError> {
        let append = TransactWriteItem::put()
            .table_name(&self.table)
            .set_item(entry.clone())
            .condition_expression(IS_FREE)
            .expression_attribute_values(":now", self.now())
            .return_values_on_condition_check_failure(ReturnValuesOnConditionCheckFailure::AllOld)
            .build();
        match transaction::write(&self.client, &self.with(append, deliveries)?).await {
            Ok(()) => Ok(()),
            // An attempt whose answer was lost has put it there already, and the deliveries with it.
            Err(Refused::Condition(Some(there))) if there == entry => Ok(()),
            Err(Refused::Condition(_)) => Err(AppendError::Taken),
            Err(Refused::Store(error)) => Err(error.into()),
        }
    }

    /// Closes the turn and puts the deliveries into the outbox.
    pub(crate) async fn close_with(
        &self,
        conversation: &ConversationId,
        seq: u64,
        lease: &Lease,
        outcome: AttributeValue,
        deliveries: &[Delivery],
    ) -> Result<Closed, LeaseError> {
        // A transaction does not tell what stood there. So first it is made for a turn that nobody has stopped; where that is
        // refused because of a stop, which is never taken back, it is made for one that somebody has.
        for stop_requested in [false, true] {
            let close = self.closing(conversation, seq, lease, &outcome, stop_requested);
            match transaction::write(&self.client, &self.with(close, deliveries)?).await {
                Ok(()) => return Ok(Closed { stop_requested }),
                Err(Refused::Condition(Some(there))) => {
                    if there.get(item::OUTCOME) == Some(&outcome) {
                        return Ok(Closed { stop_requested: item::is_stopped(&there) });
                    }
                    if stop_requested || !item::is_stopped(&there) {
                        return Err(LeaseError::Lost);
                    }
                }
                Err(Refused::Condition(None)) => return Err(LeaseError::Lost),
                Err(Refused::Store(error)) => return Err(error.into()),
            }
        }
        Err(LeaseError::Lost)
    }

    fn closing(
        &self,
        conversation: &ConversationId,
        seq: u64,
        lease: &Lease,
        outcome: &AttributeValue,
        stop_requested: bool,
    ) -> TransactWriteItem {
        let stop = if stop_requested { "attribute_exists" } else { "attribute_not_exists" };
        TransactWriteItem::update()
            .table_name(&self.table)
            .set_key(item::key(conversation, seq))
            .condition_expression(format!("{IS_LEASED} AND {stop}(#stop)"))
            .update_expression(CLOSES)
            .expression_attribute_names("#state", item::STATE)
            .expression_attribute_names("#stop", item::STOP)
            .expression_attribute_values(":state", item::text(item::OPEN))
            .expression_attribute_values(":closed", item::text(item::CLOSED))
            .expression_attribute_values(":holder", item::text(&lease.holder))
            .expression_attribute_values(":until", item::time(lease.until))
            .expression_attribute_values(":outcome", outcome.clone())
            .expression_attribute_values(":now", self.now())
            .return_values_on_condition_check_failure(ReturnValuesOnConditionCheckFailure::AllOld)
            .build()
    }

    /// The write and the deliveries beside it. No more than a hundred go into a transaction; a turn has at most three events and
    /// a tenant ten addresses.
    fn with(
        &self,
        write: TransactWriteItem,
        deliveries: &[Delivery],
    ) -> Result<Vec<TransactWriteItem>, StoreError> {
        let mut writes = vec![write];
        for delivery in deliveries {
            writes.push(put(&self.table, from_delivery(delivery)?));
        }
        Ok(writes)
    }
}
