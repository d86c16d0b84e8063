//! A request, put together piece by piece. What it may hold, its operation says ([`super::operation`]).

use serde_json::Value;

use super::operation::{Changes, Expects, Finds, HasKey, Names, Puts, Reads, Sent, Tells};
use super::value::{item_to_json, value_to_json};
use super::{AttributeValue, Error, Item};
use crate::{CallError, Fields};

/// A request of that operation.
#[derive(Clone)]
pub struct Request<Operation> {
    pub(super) operation: Operation,
    pub(super) fields: Fields,
}

/// What a write tells of the item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReturnValue {
    /// As it was.
    AllOld,
    /// As it is now.
    AllNew,
    /// What has changed, as it was.
    UpdatedOld,
    /// What has changed, as it is now.
    UpdatedNew,
}

/// What a write tells of the item where its condition does not hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReturnValuesOnConditionCheckFailure {
    /// All of it.
    AllOld,
}

impl<Operation> Request<Operation> {
    pub(super) fn new(operation: Operation) -> Self {
        Self { operation, fields: Fields::new() }
    }

    /// Of this table.
    #[must_use]
    pub fn table_name(self, table: impl Into<String>) -> Self {
        self.with("TableName", Value::String(table.into()))
    }

    fn with(mut self, name: &str, value: Value) -> Self {
        set(&mut self.fields, name, value);
        self
    }

    fn with_in(mut self, field: &str, name: String, value: Value) -> Self {
        set_in(&mut self.fields, field, name, value);
        self
    }
}

// The same for all operations, and so there once.

fn set(fields: &mut Fields, name: &str, value: Value) {
    fields.insert(name.to_owned(), value);
}

/// Sets the value of this name within a field that is an object.
fn set_in(fields: &mut Fields, field: &str, name: String, value: Value) {
    let object = fields.entry(field).or_insert_with(|| Value::Object(Fields::new()));
    if let Value::Object(object) = object {
        object.insert(name, value);
    }
}

impl<Operation: Sent> Request<Operation> {
    /// Sends it.
    ///
    /// # Errors
    ///
    /// DynamoDB does not do it, or nobody knows whether it did.
    pub async fn send(self) -> Result<Operation::Answer, Error> {
        let answer = self.operation.client().call(Operation::NAME, self.fields).await?;
        Operation::read(answer).ok_or(Error::Call(CallError::Unreadable))
    }
}

impl<Operation: HasKey> Request<Operation> {
    /// An attribute of the item's key.
    #[must_use]
    pub fn key(self, name: impl Into<String>, value: AttributeValue) -> Self {
        self.with_in("Key", name.into(), value_to_json(value))
    }

    /// The item's whole key.
    #[must_use]
    pub fn set_key(self, key: Item) -> Self {
        self.with("Key", item_to_json(key))
    }
}

impl<Operation: Puts> Request<Operation> {
    /// An attribute of the item.
    #[must_use]
    pub fn item(self, name: impl Into<String>, value: AttributeValue) -> Self {
        self.with_in("Item", name.into(), value_to_json(value))
    }

    /// The whole item.
    #[must_use]
    pub fn set_item(self, item: Item) -> Self {
        self.with("Item", item_to_json(item))
    }
}

impl<Operation: Names> Request<Operation> {
    /// An attribute's name, under the one that it has in expressions: `#name`.
    #[must_use]
    pub fn expression_attribute_names(self, placeholder: impl Into<String>, name: impl Into<String>) -> Self {
        self.with_in("ExpressionAttributeNames", placeholder.into(), Value::String(name.into()))
    }

    /// A value, under the name that it has in expressions: `:value`.
    #[must_use]
    pub fn expression_attribute_values(self, placeholder: impl Into<String>, value: AttributeValue) -> Self {
        self.with_in("ExpressionAttributeValues", placeholder.into(), value_to_json(value))
    }

    /// All values, in place of those before.
    #[must_use]
    pub fn set_expression_attribute_values(self, values: Item) -> Self {
        self.with("ExpressionAttributeValues", item_to_json(values))
    }
}

impl<Operation: Expects> Request<Operation> {
    /// On the condition that this holds.
    #[must_use]
    pub fn condition_expression(self, expression: impl Into<String>) -> Self {
        self.with("ConditionExpression", Value::String(expression.into()))
    }

    /// What is told where the condition does not hold; otherwise nothing is.
    #[must_use]
    pub fn return_values_on_condition_check_failure(
        self,
        values: ReturnValuesOnConditionCheckFailure,
    ) -> Self {
        let ReturnValuesOnConditionCheckFailure::AllOld = values;
        self.with("ReturnValuesOnConditionCheckFailure", Value::from("ALL_OLD"))
    }
}

impl<Operation: Changes> Request<Operation> {
    /// What is changed.
    #[must_use]
    pub fn update_expression(self, expression: impl Into<String>) -> Self {
        self.with("UpdateExpression", Value::String(expression.into()))
    }
}

impl<Operation: Tells> Request<Operation> {
    /// What is told of the item; otherwise nothing is.
    #[must_use]
    pub fn return_values(self, values: ReturnValue) -> Self {
        let values = match values {
            ReturnValue::AllOld => "ALL_OLD",
            ReturnValue::AllNew => "ALL_NEW",
            ReturnValue::UpdatedOld => "UPDATED_OLD",
            ReturnValue::UpdatedNew => "UPDATED_NEW",
        };
        self.with("ReturnValues", Value::from(values))
    }
}

impl<Operation: Reads> Request<Operation> {
    /// Whether what was written just now is certainly seen.
    #[must_use]
    pub fn consistent_read(self, is_consistent: bool) -> Self {
        self.with("ConsistentRead", Value::Bool(is_consistent))
    }

    /// The attributes that are wanted, rather than all.
    #[must_use]
    pub fn projection_expression(self, expression: impl Into<String>) -> Self {
        self.with("ProjectionExpression", Value::String(expression.into()))
    }
}

impl<Operation: Finds> Request<Operation> {
    /// Of what is found, what is given back.
    #[must_use]
    pub fn filter_expression(self, expression: impl Into<String>) -> Self {
        self.with("FilterExpression", Value::String(expression.into()))
    }

    /// The most that is looked at, before anything is filtered out: at least 1.
    #[must_use]
    pub fn limit(self, limit: i32) -> Self {
        self.with("Limit", Value::from(limit))
    }

    /// Where the page before this one ended; `None` for the first one.
    #[must_use]
    pub fn set_exclusive_start_key(mut self, key: Option<Item>) -> Self {
        match key {
            Some(key) => self.with("ExclusiveStartKey", item_to_json(key)),
            None => {
                self.fields.remove("ExclusiveStartKey");
                self
            }
        }
    }

    /// Only how many there are.
    #[must_use]
    pub fn count_only(self) -> Self {
        self.with("Select", Value::from("COUNT"))
    }
}

impl Request<super::operation::Query> {
    /// Which keys are looked for.
    #[must_use]
    pub fn key_condition_expression(self, expression: impl Into<String>) -> Self {
        self.with("KeyConditionExpression", Value::String(expression.into()))
    }

    /// Whether in the order of the sort keys, which is so unless said otherwise, or the other way round.
    #[must_use]
    pub fn scan_index_forward(self, is_forward: bool) -> Self {
        self.with("ScanIndexForward", Value::Bool(is_forward))
    }
}
