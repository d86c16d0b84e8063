//! DynamoDB by name: values, requests, answers and errors, as they are in its JSON protocol. Knows no table of ours.
//!
//! ```no_run
//! use aws::dynamodb::{AttributeValue, Client};
//!
//! # async fn example(client: Client) -> Result<(), aws::dynamodb::Error> {
//! let found = client
//!     .get_item()
//!     .table_name("notes")
//!     .key("id", AttributeValue::S("1".to_owned()))
//!     .consistent_read(true)
//!     .send()
//!     .await?;
//! # drop(found);
//! # Ok(())
//! # }
//! ```

mod answer;
mod batch;
mod client;
mod error;
mod json;
pub mod operation;
mod request;
mod table;
mod transaction;
mod value;

pub use answer::{Found, Page, Written};
pub use batch::{BatchWriteItem, BatchWritten, WriteRequest};
pub use client::Client;
pub use error::{CancellationReason, Error};
pub use request::{Request, ReturnValue, ReturnValuesOnConditionCheckFailure};
pub use table::{CreateTable, KeyType, ScalarAttributeType, TableDescription, TableKey, TimeToLive};
pub use transaction::{TransactWriteItem, TransactWriteItems};
pub use value::{AttributeValue, Item};
