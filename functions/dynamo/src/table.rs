//! The one table: made where it is missing, checked where it is there.

use std::time::Duration;

use aws::dynamodb::{Client, Error, KeyType, ScalarAttributeType, TableDescription, TableKey};

use crate::TIME_TO_LIVE;
use crate::failure::short;
use crate::keys::{PARTITION_KEY, SORT_KEY};

/// How often it is looked whether a new table is ready: about 60 s in all.
const LOOKS: u32 = 66;
/// The time to the second look; it doubles with each.
const FIRST_PAUSE: Duration = Duration::from_millis(10);
/// The longest time between two looks.
const LONGEST_PAUSE: Duration = Duration::from_secs(1);

/// Why there is no table to use.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TableError {
    /// A table of that name is there, but not ours.
    #[error("the table {table} has the keys {found}, not pk (HASH S), sk (RANGE S)")]
    OtherKeys {
        /// Its name.
        table: String,
        /// The keys that it has.
        found: String,
    },
    /// Its time to live is in another attribute.
    #[error("the table {table} has its time to live in {found}, not in expires_at")]
    OtherTimeToLive {
        /// Its name.
        table: String,
        /// The attribute.
        found: String,
    },
    /// It did not become active.
    #[error("the table {0} is not ready after a minute")]
    NotReady(String),
    /// DynamoDB did not do what was asked.
    #[error("the table cannot be set up: {0}")]
    Failed(String),
}

/// Makes the table if it is missing (on demand, time to live on) and waits until it can be used. Does nothing to a
/// table that is as it should be; any number of processes may call it at once.
///
/// # Errors
///
/// A table of that name has other keys or another time to live, or DynamoDB fails.
pub async fn ensure_table(client: &Client, table: &str) -> Result<(), TableError> {
    let description = match describe(client, table).await? {
        Some(description) => description,
        None => create(client, table).await?,
    };
    check_keys(table, &description)?;
    wait_until_active(client, table, description).await?;
    ensure_time_to_live(client, table).await
}

async fn describe(client: &Client, table: &str) -> Result<Option<TableDescription>, TableError> {
    match client.describe_table(table).await {
        Ok(described) => Ok(Some(described)),
        Err(error) if error.is("ResourceNotFoundException") => Ok(None),
        Err(error) => Err(failed("DescribeTable", &error)),
    }
}

async fn create(client: &Client, table: &str) -> Result<TableDescription, TableError> {
    let create = client.create_table(table).key(PARTITION_KEY, KeyType::Hash, ScalarAttributeType::S).key(
        SORT_KEY,
        KeyType::Range,
        ScalarAttributeType::S,
    );
    match create.send().await {
        Ok(created) => Ok(created),
        // Another process was quicker.
        Err(error) if error.is("ResourceInUseException") => {
            let there = describe(client, table).await?;
            there.ok_or_else(|| TableError::Failed("CreateTable: no table came of it".to_owned()))
        }
        Err(error) => Err(failed("CreateTable", &error)),
    }
}

fn check_keys(table: &str, description: &TableDescription) -> Result<(), TableError> {
    let found: Vec<String> = description.keys.iter().map(shown).collect();
    let found = found.join(", ");
    if found == format!("{PARTITION_KEY} (HASH S), {SORT_KEY} (RANGE S)") {
        return Ok(());
    }
    Err(TableError::OtherKeys { table: table.to_owned(), found })
}

fn shown(key: &TableKey) -> String {
    format!("{} ({} {})", key.name, key.key_type, key.attribute_type)
}

async fn wait_until_active(
    client: &Client,
    table: &str,
    mut description: TableDescription,
) -> Result<(), TableError> {
    let mut pause = FIRST_PAUSE;
    for _ in 0..LOOKS {
        match &*description.table_status {
            // A table that is being changed can be used meanwhile.
            "ACTIVE" | "UPDATING" => return Ok(()),
            _ => tokio::time::sleep(pause).await,
        }
        pause = LONGEST_PAUSE.min(pause * 2);
        // A new table may be not found for a moment.
        if let Some(described) = describe(client, table).await? {
            description = described;
        }
    }
    Err(TableError::NotReady(table.to_owned()))
}

/// Turns it on where it is off, also on a table whose maker was interrupted in between.
async fn ensure_time_to_live(client: &Client, table: &str) -> Result<(), TableError> {
    if has_time_to_live(client, table).await? {
        return Ok(());
    }
    match client.enable_time_to_live(table, TIME_TO_LIVE).await {
        Ok(()) => Ok(()),
        // Another process was quicker; DynamoDB has no name for that error, so look again.
        Err(_) if has_time_to_live(client, table).await? => Ok(()),
        Err(error) => Err(failed("UpdateTimeToLive", &error)),
    }
}

async fn has_time_to_live(client: &Client, table: &str) -> Result<bool, TableError> {
    let described = client.describe_time_to_live(table).await;
    match described.map_err(|error| failed("DescribeTimeToLive", &error))?.attribute_name {
        None => Ok(false),
        Some(attribute) if attribute == TIME_TO_LIVE => Ok(true),
        Some(found) => Err(TableError::OtherTimeToLive { table: table.to_owned(), found }),
    }
}

fn failed(operation: &str, error: &Error) -> TableError {
    TableError::Failed(short(operation, error))
}
