//! Tables: their keys, whether they can be used, and when their items expire.

use serde_json::{Value, json};

use super::{Client, Error};
use crate::{CallError, Fields};

/// What an attribute of a key is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyType {
    /// Says in which partition an item is.
    Hash,
    /// Says where in the partition.
    Range,
}

/// What an attribute of a key holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ScalarAttributeType {
    /// Texts.
    S,
    /// Numbers.
    N,
    /// Bytes.
    B,
}

impl KeyType {
    const fn name(self) -> &'static str {
        match self {
            Self::Hash => "HASH",
            Self::Range => "RANGE",
        }
    }
}

impl ScalarAttributeType {
    const fn name(self) -> &'static str {
        match self {
            Self::S => "S",
            Self::N => "N",
            Self::B => "B",
        }
    }
}

/// Makes a table that is paid for by what is asked of it.
#[derive(Clone)]
pub struct CreateTable {
    client: Client,
    table: String,
    definitions: Vec<Value>,
    schema: Vec<Value>,
}

impl CreateTable {
    pub(super) fn new(client: Client, table: String) -> Self {
        Self { client, table, definitions: Vec::new(), schema: Vec::new() }
    }

    /// An attribute of the key: the first is the partition's, the second sorts within it.
    #[must_use]
    pub fn key(mut self, name: &str, key_type: KeyType, attribute_type: ScalarAttributeType) -> Self {
        self.definitions.push(json!({ "AttributeName": name, "AttributeType": attribute_type.name() }));
        self.schema.push(json!({ "AttributeName": name, "KeyType": key_type.name() }));
        self
    }

    /// Sends it. The table cannot be used at once.
    ///
    /// # Errors
    ///
    /// DynamoDB does not do it, or nobody knows whether it did.
    pub async fn send(self) -> Result<TableDescription, Error> {
        let fields = [
            ("TableName", Value::String(self.table)),
            ("AttributeDefinitions", Value::Array(self.definitions)),
            ("KeySchema", Value::Array(self.schema)),
            ("BillingMode", Value::from("PAY_PER_REQUEST")),
        ];
        let fields = fields.map(|(name, value)| (name.to_owned(), value));
        let answer = self.client.call("CreateTable", Fields::from_iter(fields)).await?;
        described(&answer, "TableDescription")
    }
}

/// A table as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableDescription {
    /// How far it is: `CREATING`, `ACTIVE`…
    pub table_status: String,
    /// Its key: the partition's attribute first.
    pub keys: Vec<TableKey>,
    /// How it is paid for: `PAY_PER_REQUEST`, `PROVISIONED`; `None` where that is not told.
    pub billing_mode: Option<String>,
}

/// An attribute of a table's key, by DynamoDB's names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableKey {
    /// Its name.
    pub name: String,
    /// What it is for: `HASH`, `RANGE`.
    pub key_type: String,
    /// What it holds: `S`, `N`, `B`; `?` where that is not told.
    pub attribute_type: String,
}

/// When a table's items expire.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimeToLive {
    /// The attribute that says so, if there is one.
    pub attribute_name: Option<String>,
    /// Whether DynamoDB acts on it: `ENABLED`, `DISABLED`, `ENABLING`…
    pub status: String,
}

impl Client {
    /// What there is of a table.
    ///
    /// # Errors
    ///
    /// DynamoDB does not tell; `ResourceNotFoundException` where there is no such table.
    pub async fn describe_table(&self, table: &str) -> Result<TableDescription, Error> {
        described(&self.call("DescribeTable", named(table)).await?, "Table")
    }

    /// When the items of a table expire.
    ///
    /// # Errors
    ///
    /// DynamoDB does not tell.
    pub async fn describe_time_to_live(&self, table: &str) -> Result<TimeToLive, Error> {
        let answer = self.call("DescribeTimeToLive", named(table)).await?;
        let description = answer.get("TimeToLiveDescription").unwrap_or(&Value::Null);
        let text = |name: &str| description[name].as_str().map(str::to_owned);
        let status = text("TimeToLiveStatus").ok_or(Error::Call(CallError::Unreadable))?;
        Ok(TimeToLive { attribute_name: text("AttributeName"), status })
    }

    /// Lets the items of a table expire at the time, in seconds since 1970, that stands in this attribute.
    ///
    /// # Errors
    ///
    /// DynamoDB does not do it, or nobody knows whether it did.
    pub async fn enable_time_to_live(&self, table: &str, attribute: &str) -> Result<(), Error> {
        let mut fields = named(table);
        let specification = json!({ "AttributeName": attribute, "Enabled": true });
        fields.insert("TimeToLiveSpecification".to_owned(), specification);
        self.call("UpdateTimeToLive", fields).await?;
        Ok(())
    }

    /// Deletes a table with all that is in it.
    ///
    /// # Errors
    ///
    /// DynamoDB does not do it, or nobody knows whether it did.
    pub async fn delete_table(&self, table: &str) -> Result<(), Error> {
        self.call("DeleteTable", named(table)).await?;
        Ok(())
    }
}

fn named(table: &str) -> Fields {
    Fields::from_iter([("TableName".to_owned(), Value::from(table))])
}

fn described(answer: &Fields, name: &str) -> Result<TableDescription, Error> {
    let table = answer.get(name).unwrap_or(&Value::Null);
    description(table).ok_or(Error::Call(CallError::Unreadable))
}

fn description(table: &Value) -> Option<TableDescription> {
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let definitions = table["AttributeDefinitions"].as_array()?;
    let keys = table["KeySchema"].as_array()?.iter().map(|key| {
        let definition = definitions.iter().find(|one| one["AttributeName"] == key["AttributeName"]);
        let attribute_type = definition.and_then(|definition| text(&definition["AttributeType"]));
        Some(TableKey {
            name: text(&key["AttributeName"])?,
            key_type: text(&key["KeyType"])?,
            attribute_type: attribute_type.unwrap_or_else(|| "?".to_owned()),
        })
    });
    Some(TableDescription {
        table_status: text(&table["TableStatus"])?,
        keys: keys.collect::<Option<_>>()?,
        billing_mode: text(&table["BillingModeSummary"]["BillingMode"]),
    })
}
