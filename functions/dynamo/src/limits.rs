//! Buckets and budgets as items of the table. Knows neither what is limited nor how a bucket fills (`engine::limits`).
//!
//! | key                                       | attributes | what |
//! | ----------------------------------------- | ---- | --- |
//! | `T#<tenant>#L#<owner>`, `BUCKET`          | N    | a level for each rate, named after the rate: microseconds |
//! | `T#<tenant>#D#<day>`, `MESSAGES`, `TOKENS` | N    | `used`: what was given of the day's budget |
//!
//! Both have `expires_at`. A level that is past is as good as none, so an item that is deleted late harms nobody.

use std::sync::Arc;

use async_trait::async_trait;
use aws::dynamodb::operation::UpdateItem;
use aws::dynamodb::{AttributeValue, Client, Error, Request, ReturnValuesOnConditionCheckFailure};
use engine::limits::{Plan, Step, expires_at, level_name, plan};
use engine::ports::{Bucket, Budget, Clock, Limits, StoreError, Taken};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use crate::TIME_TO_LIVE;
use crate::failure::store_error;
use crate::item::{self, Item};
use crate::keys;

/// How often a bucket is written to until it counts as throttled. Only somebody else's write in between makes an attempt
/// fail that knew the bucket, and mostly that tells the next one how to succeed: four are seldom needed.
const ATTEMPTS: u32 = 12;

/// How long a day's budget is kept after the day.
const AFTER_THE_DAY: SignedDuration = SignedDuration::from_hours(48);

const USED: &str = "used";

/// Buckets and budgets as items of the table.
#[derive(Clone)]
pub struct LimitsTable {
    client: Client,
    table: String,
    clock: Arc<dyn Clock>,
}

impl LimitsTable {
    /// Those in that table, which must be there ([`crate::ensure_table`]).
    #[must_use]
    pub fn new(client: Client, table: impl Into<String>, clock: Arc<dyn Clock>) -> Self {
        Self { client, table: table.into(), clock }
    }

    /// A change of the item that fails with what is there.
    fn change(&self, partition: String, sort: &str) -> Request<UpdateItem> {
        self.client
            .update_item()
            .table_name(&self.table)
            .key(keys::PARTITION_KEY, item::text(partition))
            .key(keys::SORT_KEY, item::text(sort))
            .return_values_on_condition_check_failure(ReturnValuesOnConditionCheckFailure::AllOld)
    }
}

#[async_trait]
impl Limits for LimitsTable {
    /// One write where the bucket was at rest; where it was not, a refused one that brings what is there, and a second.
    /// A write whose answer was lost and that is made again may take one too many: never one too few.
    async fn take(&self, bucket: &Bucket) -> Result<Taken, StoreError> {
        let mut levels = vec![None; bucket.rates.len()];
        for _ in 0..ATTEMPTS {
            let now = self.clock.now();
            let steps = match plan(&bucket.rates, &levels, now) {
                Plan::Wait(retry_after) => return Ok(Taken::No { retry_after }),
                Plan::Take(steps) => steps,
            };
            let update = self.change(keys::bucket(&bucket.tenant, &bucket.owner), keys::BUCKET);
            let update = stepped(update, bucket, &steps)
                .expression_attribute_names("#expires", TIME_TO_LIVE)
                .expression_attribute_values(":expires", item::seconds(expires_at(&bucket.rates, now)));
            match written(update).await? {
                None => return Ok(Taken::Yes),
                Some(there) => {
                    for (level, rate) in levels.iter_mut().zip(&bucket.rates) {
                        *level = number(&there, &level_name(rate));
                    }
                }
            }
        }
        Err(StoreError::Throttled)
    }

    /// One write, and another where less than `wanted` is left. A write whose answer was lost and that is made again may
    /// give out what nobody gets: never what somebody else has.
    async fn reserve(
        &self,
        tenant: &str,
        day: Date,
        budget: Budget,
        wanted: u64,
        limit: u64,
    ) -> Result<u64, StoreError> {
        let mut wanted = wanted.min(limit);
        for _ in 0..ATTEMPTS {
            if wanted == 0 {
                return Ok(0);
            }
            let update = self
                .change(keys::day(tenant, day), keys::budget(budget))
                .condition_expression("attribute_not_exists(#used) OR #used <= :most")
                .update_expression("SET #used = if_not_exists(#used, :none) + :wanted, #expires = :expires")
                .expression_attribute_names("#used", USED)
                .expression_attribute_names("#expires", TIME_TO_LIVE)
                .expression_attribute_values(":most", whole(limit - wanted))
                .expression_attribute_values(":none", whole(0_u64))
                .expression_attribute_values(":wanted", whole(wanted))
                .expression_attribute_values(":expires", item::seconds(end_of(day) + AFTER_THE_DAY));
            match written(update).await? {
                None => return Ok(wanted),
                // What is used only grows.
                Some(there) => {
                    let used = number(&there, USED).and_then(|used| u64::try_from(used).ok());
                    wanted = wanted.min(limit.saturating_sub(used.unwrap_or_default()));
                }
            }
        }
        Err(StoreError::Throttled)
    }
}

/// The steps as a condition and a change.
fn stepped(mut update: Request<UpdateItem>, bucket: &Bucket, steps: &[Step]) -> Request<UpdateItem> {
    let mut conditions = Vec::with_capacity(steps.len());
    let mut changes = vec!["#expires = :expires".to_owned()];
    for (index, (rate, step)) in bucket.rates.iter().zip(steps).enumerate() {
        let (name, most, by) = (format!("#l{index}"), format!(":most{index}"), format!(":by{index}"));
        let (most_now, by_now) = match *step {
            Step::FromFull { now, becomes } => {
                conditions.push(format!("(attribute_not_exists({name}) OR {name} <= {most})"));
                changes.push(format!("{name} = {by}"));
                (now, becomes)
            }
            Step::FromUsed { now, at_most, add } => {
                conditions.push(format!("({name} > :now AND {name} <= {most})"));
                changes.push(format!("{name} = {name} + {by}"));
                // The same for all of them.
                update = update.expression_attribute_values(":now", whole(now));
                (at_most, add)
            }
        };
        update = update
            .expression_attribute_names(name, level_name(rate))
            .expression_attribute_values(most, whole(most_now))
            .expression_attribute_values(by, whole(by_now));
    }
    let update = update.update_expression(format!("SET {}", changes.join(", ")));
    if conditions.is_empty() { update } else { update.condition_expression(conditions.join(" AND ")) }
}

/// Writes; what is there where the condition does not hold.
async fn written(update: Request<UpdateItem>) -> Result<Option<Item>, StoreError> {
    let Err(error) = update.send().await else { return Ok(None) };
    match error {
        Error::ConditionalCheckFailed(there) => Ok(Some(there.unwrap_or_default())),
        error => Err(store_error("UpdateItem", &error)),
    }
}

fn whole(number: impl ToString) -> AttributeValue {
    AttributeValue::N(number.to_string())
}

fn number(item: &Item, name: &str) -> Option<i64> {
    item.get(name).and_then(AttributeValue::as_n).and_then(|number| number.parse().ok())
}

/// Midnight after the day, UTC.
fn end_of(day: Date) -> Timestamp {
    let next = day.tomorrow().unwrap_or(Date::MAX);
    next.to_zoned(TimeZone::UTC).map_or(Timestamp::MAX, |midnight| midnight.timestamp())
}
