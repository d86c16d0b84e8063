//! Requests as DynamoDB's protocol has them, and its answers and errors by name.

use aws::dynamodb::{
    AttributeValue, Client, Error, Item, KeyType, ReturnValue, ReturnValuesOnConditionCheckFailure,
    ScalarAttributeType, TransactWriteItem, WriteRequest,
};
use serde_json::{Value as Json, json};

use crate::scripted::{Scripted, Turn};

fn text(text: &str) -> AttributeValue {
    AttributeValue::S(text.to_owned())
}

fn key() -> Item {
    Item::from([("pk".to_owned(), text("a"))])
}

/// A client that is answered so.
fn answered(status: u16, body: Json) -> (Client, std::sync::Arc<Scripted>) {
    let transport = Scripted::new([Turn::Answer(status, body)]);
    (Client::new(transport.caller()), transport)
}

#[tokio::test]
async fn a_write_says_what_it_is_told() {
    let (client, transport) = answered(200, json!({ "Attributes": { "n": { "N": "2" } } }));

    let written = client
        .update_item()
        .table_name("notes")
        .set_key(key())
        .update_expression("ADD #n :one")
        .condition_expression("attribute_exists(pk)")
        .expression_attribute_names("#n", "n")
        .expression_attribute_values(":one", AttributeValue::N("1".to_owned()))
        .return_values(ReturnValue::UpdatedNew)
        .return_values_on_condition_check_failure(ReturnValuesOnConditionCheckFailure::AllOld)
        .send()
        .await
        .unwrap();

    assert_eq!(written.attributes.unwrap()["n"].as_n(), Some("2"));
    let expected = json!({
        "TableName": "notes",
        "Key": { "pk": { "S": "a" } },
        "UpdateExpression": "ADD #n :one",
        "ConditionExpression": "attribute_exists(pk)",
        "ExpressionAttributeNames": { "#n": "n" },
        "ExpressionAttributeValues": { ":one": { "N": "1" } },
        "ReturnValues": "UPDATED_NEW",
        "ReturnValuesOnConditionCheckFailure": "ALL_OLD",
    });
    assert_eq!(transport.asked(), [("UpdateItem", expected)]);
}

#[tokio::test]
async fn a_page_has_items_and_where_the_next_begins() {
    let body =
        json!({ "Items": [{ "pk": { "S": "a" } }], "Count": 1, "LastEvaluatedKey": { "pk": { "S": "a" } } });
    let (client, transport) = answered(200, body);

    let query = client.query().table_name("notes").key_condition_expression("pk = :pk");
    let query = query.expression_attribute_values(":pk", text("a")).filter_expression("x > :pk").limit(5);
    let page = query.scan_index_forward(false).set_exclusive_start_key(Some(key())).send().await.unwrap();

    assert_eq!((page.items, page.count, page.last_evaluated_key), (vec![key()], 1, Some(key())));
    let expected = json!({
        "TableName": "notes",
        "KeyConditionExpression": "pk = :pk",
        "ExpressionAttributeValues": { ":pk": { "S": "a" } },
        "FilterExpression": "x > :pk",
        "Limit": 5,
        "ScanIndexForward": false,
        "ExclusiveStartKey": { "pk": { "S": "a" } },
    });
    assert_eq!(transport.asked(), [("Query", expected)]);
}

#[tokio::test]
async fn what_is_not_there_is_none() {
    let (client, transport) = answered(200, json!({}));
    let get = client.get_item().table_name("notes").key("pk", text("a")).consistent_read(true);
    assert_eq!(get.projection_expression("pk").send().await.unwrap().item, None);
    let expected = json!({
        "TableName": "notes",
        "Key": { "pk": { "S": "a" } },
        "ConsistentRead": true,
        "ProjectionExpression": "pk",
    });
    assert_eq!(transport.asked(), [("GetItem", expected)]);
}

#[tokio::test]
async fn an_answer_of_another_shape_is_not_taken_for_one() {
    for body in [json!({}), json!({ "Items": {}, "Count": 1 }), json!({ "Items": [1], "Count": 1 })] {
        let (client, _) = answered(200, body);
        let failed = client.scan().table_name("notes").send().await.unwrap_err();
        assert_eq!(failed.to_string(), "the answer cannot be read");
    }
}

#[tokio::test]
async fn a_condition_that_does_not_hold_brings_what_is_there() {
    let body = json!({
        "__type": "com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException",
        "message": "The conditional request failed",
        "Item": { "pk": { "S": "a" } },
    });
    let (client, _) = answered(400, body);

    let failed = client.put_item().table_name("notes").set_item(key()).send().await.unwrap_err();

    let Error::ConditionalCheckFailed(there) = failed else { panic!("{failed:?}") };
    assert_eq!(there, Some(key()));
}

#[tokio::test]
async fn a_transaction_is_one_request_with_a_token_of_its_own() {
    let transport = Scripted::new([Turn::Lost, Turn::Answer(200, json!({})), Turn::Answer(200, json!({}))]);
    let client = Client::new(transport.caller());
    let put = TransactWriteItem::put().table_name("notes").set_item(key()).build();
    let check = TransactWriteItem::condition_check().table_name("notes").set_key(key());
    let check = check.condition_expression("attribute_exists(pk)").build();
    let transaction = client.transact_write_items().set_transact_items(vec![put]).transact_items(check);

    transaction.clone().send().await.unwrap();
    transaction.send().await.unwrap();

    let asked = transport.asked();
    let writes = json!([
        { "Put": { "TableName": "notes", "Item": { "pk": { "S": "a" } } } },
        { "ConditionCheck": {
            "TableName": "notes",
            "Key": { "pk": { "S": "a" } },
            "ConditionExpression": "attribute_exists(pk)",
        } },
    ]);
    assert_eq!(asked[0].1["TransactItems"], writes);
    let tokens: Vec<&str> =
        asked.iter().map(|(_, body)| body["ClientRequestToken"].as_str().unwrap()).collect();
    assert!(tokens.iter().all(|token| (1..=36).contains(&token.len())), "{tokens:?}");
    assert_eq!(tokens[0], tokens[1], "an attempt whose answer was lost is known again");
    assert_ne!(tokens[1], tokens[2]);
}

#[tokio::test]
async fn a_cancelled_transaction_tells_why() {
    let body = json!({
        "__type": "com.amazonaws.dynamodb.v20120810#TransactionCanceledException",
        "Message": "Transaction cancelled, please refer cancellation reasons for specific reasons",
        "CancellationReasons": [
            { "Code": "None" },
            { "Code": "ConditionalCheckFailed", "Message": "no", "Item": { "pk": { "S": "a" } } },
            { "Code": "ValidationError", "Message": "Item size has exceeded the maximum allowed size" },
        ],
    });
    let (client, transport) = answered(400, body);

    let failed = client.transact_write_items().send().await.unwrap_err();

    assert_eq!(transport.asked().len(), 1);
    let Error::TransactionCanceled(reasons) = failed else { panic!("{failed:?}") };
    assert_eq!(reasons[0].code, None);
    assert!(reasons[1].is("ConditionalCheckFailed") && reasons[1].item == Some(key()));
    assert!(reasons[2].is_too_large() && !reasons[1].is_too_large());
}

#[tokio::test]
async fn other_errors_have_their_names() {
    let failed = async |name: &str, message: &str| {
        let (client, _) = answered(400, json!({ "__type": format!("x#{name}"), "message": message }));
        client.delete_item().table_name("notes").set_key(key()).send().await.unwrap_err()
    };
    assert!(failed("ResourceNotFoundException", "").await.is("ResourceNotFoundException"));
    let large = "Item size has exceeded the maximum allowed size";
    assert!(failed("ValidationException", large).await.is_too_large());
    assert!(!failed("ValidationException", "").await.is_too_large());
}

#[tokio::test]
async fn a_batch_tells_what_it_left() {
    let left = json!([
        { "DeleteRequest": { "Key": { "pk": { "S": "a" } } } },
        { "PutRequest": { "Item": { "pk": { "S": "a" } } } },
    ]);
    let (client, transport) = answered(200, json!({ "UnprocessedItems": { "notes": left } }));
    let writes = vec![WriteRequest::Delete(key()), WriteRequest::Put(key())];

    let written = client.batch_write_item().request_items("notes", writes.clone()).send().await.unwrap();

    assert_eq!(written.unprocessed_items["notes"], writes);
    assert_eq!(transport.asked(), [("BatchWriteItem", json!({ "RequestItems": { "notes": left } }))]);
}

#[tokio::test]
async fn a_table_is_described() {
    let table = json!({
        "TableStatus": "ACTIVE",
        "KeySchema": [{ "AttributeName": "pk", "KeyType": "HASH" }],
        "AttributeDefinitions": [{ "AttributeName": "pk", "AttributeType": "S" }],
        "BillingModeSummary": { "BillingMode": "PAY_PER_REQUEST" },
    });
    let (client, transport) = answered(200, json!({ "TableDescription": table }));

    let create = client.create_table("notes").key("pk", KeyType::Hash, ScalarAttributeType::S);
    let made = create.send().await.unwrap();

    assert_eq!(made.table_status, "ACTIVE");
    assert_eq!(
        (&*made.keys[0].name, &*made.keys[0].key_type, &*made.keys[0].attribute_type),
        ("pk", "HASH", "S")
    );
    assert_eq!(made.billing_mode.as_deref(), Some("PAY_PER_REQUEST"));
    let expected = json!({
        "TableName": "notes",
        "AttributeDefinitions": [{ "AttributeName": "pk", "AttributeType": "S" }],
        "KeySchema": [{ "AttributeName": "pk", "KeyType": "HASH" }],
        "BillingMode": "PAY_PER_REQUEST",
    });
    assert_eq!(transport.asked(), [("CreateTable", expected)]);
}
