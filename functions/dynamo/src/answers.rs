//! Kept answers as items of the table. Knows neither which answers are kept nor what their keys are made of.
//!
//! | key                            | attributes | what |
//! | ------------------------------ | ---- | --- |
//! | `T#<tenant>#Q#<hash>`, `ANSWER` | S   | `answer`: JSON |
//!
//! It has `expires_at`, which is looked at when it is read: the store deletes late.

use std::sync::Arc;

use async_trait::async_trait;
use aws::dynamodb::Client;
use engine::ports::{Answers, Clock, KeptAnswer, QuestionKey, StoreError};
use jiff::Timestamp;

use crate::TIME_TO_LIVE;
use crate::failure::store_error;
use crate::item;
use crate::keys;

const ANSWER: &str = "answer";

/// Kept answers as items of the table.
#[derive(Clone)]
pub struct AnswersTable {
    client: Client,
    table: String,
    clock: Arc<dyn Clock>,
}

impl AnswersTable {
    /// Those in that table, which must be there ([`crate::ensure_table`]).
    #[must_use]
    pub fn new(client: Client, table: impl Into<String>, clock: Arc<dyn Clock>) -> Self {
        Self { client, table: table.into(), clock }
    }
}

#[async_trait]
impl Answers for AnswersTable {
    /// One read, of the cheaper kind: whether an answer that is being kept just now is there already is no matter.
    async fn find(&self, question: &QuestionKey) -> Result<Option<KeptAnswer>, StoreError> {
        let found = self
            .client
            .get_item()
            .table_name(&self.table)
            .key(keys::PARTITION_KEY, item::text(keys::question(question)))
            .key(keys::SORT_KEY, item::text(keys::ANSWER))
            .send()
            .await
            .map_err(|error| store_error("GetItem", &error))?;
        let Some(item) = found.item else { return Ok(None) };
        let until =
            item.get(TIME_TO_LIVE).and_then(|until| until.as_n()).and_then(|until| until.parse().ok());
        if until.is_none_or(|until: i64| until <= self.clock.now().as_second()) {
            return Ok(None);
        }
        let answer = item.get(ANSWER).and_then(|answer| answer.as_s()).unwrap_or_default();
        let answer = item::from_json(answer);
        answer.map(Some).map_err(|error| StoreError::Corrupt(format!("a kept answer: {error}")))
    }

    async fn keep(
        &self,
        question: &QuestionKey,
        answer: &KeptAnswer,
        until: Timestamp,
    ) -> Result<(), StoreError> {
        let answer = serde_json::to_string(answer)
            .map_err(|error| StoreError::Corrupt(format!("a kept answer: {error}")))?;
        self.client
            .put_item()
            .table_name(&self.table)
            .item(keys::PARTITION_KEY, item::text(keys::question(question)))
            .item(keys::SORT_KEY, item::text(keys::ANSWER))
            .item(ANSWER, item::text(answer))
            .item(TIME_TO_LIVE, item::seconds(until))
            .send()
            .await
            .map_err(|error| store_error("PutItem", &error))?;
        Ok(())
    }

    async fn forget(&self, question: &QuestionKey) -> Result<(), StoreError> {
        let deleted = self
            .client
            .delete_item()
            .table_name(&self.table)
            .key(keys::PARTITION_KEY, item::text(keys::question(question)))
            .key(keys::SORT_KEY, item::text(keys::ANSWER))
            .send()
            .await;
        deleted.map(drop).map_err(|error| store_error("DeleteItem", &error))
    }
}
