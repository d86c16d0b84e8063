//! The engine's operations by name, as the protocol names them. Knows nothing of how requests come.

use dynoxide::{Database, DynoxideError};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// Runs one operation: JSON in, JSON out.
pub(crate) fn run(database: &Database, operation: &str, body: &[u8]) -> Result<Vec<u8>, DynoxideError> {
    let call = Call { database, body };
    match operation {
        "BatchExecuteStatement" => call.of(Database::batch_execute_statement),
        "BatchGetItem" => call.of(Database::batch_get_item),
        "BatchWriteItem" => call.of(Database::batch_write_item),
        "CreateTable" => call.of(Database::create_table),
        "DeleteItem" => call.of(Database::delete_item),
        "DeleteTable" => call.of(Database::delete_table),
        "DescribeTable" => call.of(Database::describe_table),
        "DescribeTimeToLive" => call.of(Database::describe_time_to_live),
        "ExecuteStatement" => call.of(Database::execute_statement),
        "ExecuteTransaction" => call.of(Database::execute_transaction),
        "GetItem" => call.of(Database::get_item),
        "ListTables" => call.of(Database::list_tables),
        "ListTagsOfResource" => call.of(Database::list_tags_of_resource),
        "PutItem" => call.of(Database::put_item),
        "Query" => call.of(Database::query),
        "Scan" => call.of(Database::scan),
        "TagResource" => call.of(Database::tag_resource),
        "TransactGetItems" => call.of(Database::transact_get_items),
        "TransactWriteItems" => call.of(Database::transact_write_items),
        "UntagResource" => call.of(Database::untag_resource),
        "UpdateItem" => call.of(Database::update_item),
        "UpdateTable" => call.of(Database::update_table),
        "UpdateTimeToLive" => call.of(Database::update_time_to_live),
        unknown => Err(DynoxideError::UnsupportedCapability(unknown.to_owned())),
    }
}

struct Call<'a> {
    database: &'a Database,
    body: &'a [u8],
}

impl Call<'_> {
    fn of<Request: DeserializeOwned, Response: Serialize>(
        &self,
        operation: impl FnOnce(&Database, Request) -> Result<Response, DynoxideError>,
    ) -> Result<Vec<u8>, DynoxideError> {
        let request = serde_json::from_slice(self.body)
            .map_err(|error| DynoxideError::SerializationException(error.to_string()))?;
        let response = operation(self.database, request)?;
        serde_json::to_vec(&response).map_err(|error| DynoxideError::InternalServerError(error.to_string()))
    }
}
