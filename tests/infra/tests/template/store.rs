//! The table is the one that the code uses.

use dynamo::{PARTITION_KEY, SORT_KEY, TIME_TO_LIVE};
use serde_json::json;

use crate::{resource, template};

#[test]
fn keys_are_those_of_the_code() {
    let template = template();
    let table = resource(&template, "Table");
    assert_eq!(
        *table.at("/KeySchema"),
        json!([
            {"AttributeName": PARTITION_KEY, "KeyType": "HASH"},
            {"AttributeName": SORT_KEY, "KeyType": "RANGE"},
        ])
    );
    assert_eq!(
        *table.at("/AttributeDefinitions"),
        json!([
            {"AttributeName": PARTITION_KEY, "AttributeType": "S"},
            {"AttributeName": SORT_KEY, "AttributeType": "S"},
        ])
    );
}

#[test]
fn items_expire_by_the_attribute_of_the_code() {
    let template = template();
    let expected = json!({"AttributeName": TIME_TO_LIVE, "Enabled": true});
    assert_eq!(*resource(&template, "Table").at("/TimeToLiveSpecification"), expected);
}

#[test]
fn it_is_paid_by_request_encrypted_and_can_be_put_back() {
    let template = template();
    let table = resource(&template, "Table");
    assert_eq!(*table.at("/BillingMode"), "PAY_PER_REQUEST");
    assert_eq!(*table.at("/SSESpecification/SSEEnabled"), true);
    assert_eq!(*table.at("/PointInTimeRecoverySpecification/PointInTimeRecoveryEnabled"), true);
}

#[test]
fn it_outlives_its_stack() {
    let template = template();
    let table = resource(&template, "Table");
    assert_eq!(table.whole["DeletionPolicy"], "Retain");
    assert_eq!(table.whole["UpdateReplacePolicy"], "Retain");
}

#[test]
fn its_stream_tells_the_least_that_is_read() {
    let template = template();
    assert_eq!(
        *resource(&template, "Table").at("/StreamSpecification"),
        json!({"StreamViewType": "NEW_IMAGE"})
    );
}
