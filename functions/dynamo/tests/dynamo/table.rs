//! The table is made where it is missing.

use aws::dynamodb::{Client, KeyType, ScalarAttributeType};
use dynamo::{TableError, ensure_table};
use embedded::EmbeddedStore;
use futures_util::future::join_all;
use serde_json::json;

use crate::bench::{TABLE, client_over};
use embedded::wire::{Fate, Wire};

fn store() -> Client {
    EmbeddedStore::in_memory().unwrap().client()
}

async fn create(client: &Client, keys: &[(&str, KeyType, ScalarAttributeType)]) {
    let mut request = client.create_table(TABLE);
    for (name, key_type, attribute_type) in keys {
        request = request.key(name, *key_type, *attribute_type);
    }
    request.send().await.unwrap();
}

const OURS: [(&str, KeyType, ScalarAttributeType); 2] =
    [("pk", KeyType::Hash, ScalarAttributeType::S), ("sk", KeyType::Range, ScalarAttributeType::S)];

async fn assert_is_ours(client: &Client) {
    let table = client.describe_table(TABLE).await.unwrap();
    assert_eq!(table.billing_mode.as_deref(), Some("PAY_PER_REQUEST"));
    let time_to_live = client.describe_time_to_live(TABLE).await.unwrap();
    assert_eq!(time_to_live.attribute_name.as_deref(), Some("expires_at"));
    assert_eq!(time_to_live.status, "ENABLED");
}

#[tokio::test]
async fn it_is_made_once() {
    let store = store();
    let wire = Wire::before(&store, |_, _| Fate::Answered);
    let client = client_over(wire.clone());

    ensure_table(&client, TABLE).await.unwrap();

    assert_is_ours(&store).await;
    let changes = |sent: Vec<String>| -> Vec<String> {
        sent.into_iter().filter(|operation| !operation.starts_with("Describe")).collect()
    };
    assert_eq!(changes(wire.operations()), ["CreateTable", "UpdateTimeToLive"]);
    ensure_table(&client, TABLE).await.unwrap();
    assert_eq!(changes(wire.operations()), [""; 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn any_number_may_make_it_at_once() {
    let client = store();

    let made = join_all((0..12).map(|_| {
        let client = client.clone();
        tokio::spawn(async move { ensure_table(&client, TABLE).await })
    }))
    .await;

    for made in made {
        made.unwrap().unwrap();
    }
    assert_is_ours(&client).await;
}

#[tokio::test]
async fn what_an_interrupted_maker_left_out_is_made_up_for() {
    let client = store();
    create(&client, &OURS).await;

    ensure_table(&client, TABLE).await.unwrap();

    assert_is_ours(&client).await;
}

#[tokio::test]
async fn another_maker_may_be_quicker() {
    let store = store();
    ensure_table(&store, TABLE).await.unwrap();
    let wire = Wire::before(&store, |sent, before| match (sent.operation.as_str(), before) {
        ("DescribeTimeToLive", 0) => {
            Fate::Instead(200, json!({"TimeToLiveDescription": {"TimeToLiveStatus": "DISABLED"}}))
        }
        ("UpdateTimeToLive", _) => Fate::Instead(
            400,
            json!({
                "__type": "com.amazon.coral.validate#ValidationException",
                "message": "TimeToLive is already enabled",
            }),
        ),
        _ => Fate::Answered,
    });

    ensure_table(&client_over(wire.clone()), TABLE).await.unwrap();

    let expected = ["DescribeTable", "DescribeTimeToLive", "UpdateTimeToLive", "DescribeTimeToLive"];
    assert_eq!(wire.operations(), expected);
}

#[tokio::test]
async fn a_table_of_something_else_is_left_alone() {
    use KeyType::{Hash, Range};
    use ScalarAttributeType::{N, S};
    for (keys, found) in [
        (&[("id", Hash, S)][..], "id (HASH S)"),
        (&[("pk", Hash, S)], "pk (HASH S)"),
        (&[("pk", Hash, S), ("sk", Range, N)], "pk (HASH S), sk (RANGE N)"),
        (&[("sk", Hash, S), ("pk", Range, S)], "sk (HASH S), pk (RANGE S)"),
    ] {
        let client = store();
        create(&client, keys).await;

        let refused = ensure_table(&client, TABLE).await.unwrap_err();

        assert_eq!(
            refused.to_string(),
            format!("the table anteroom has the keys {found}, not pk (HASH S), sk (RANGE S)")
        );
        assert_eq!(client.describe_time_to_live(TABLE).await.unwrap().attribute_name, None);
    }
}

#[tokio::test]
async fn another_time_to_live_is_refused() {
    let client = store();
    create(&client, &OURS).await;
    client.enable_time_to_live(TABLE, "ttl").await.unwrap();

    let refused = ensure_table(&client, TABLE).await;

    assert_eq!(refused, Err(TableError::OtherTimeToLive { table: TABLE.into(), found: "ttl".into() }));
}

/// On AWS a new table takes some seconds.
#[tokio::test(start_paused = true)]
async fn it_is_waited_for() {
    let store = store();
    create(&store, &OURS).await;
    let creating = || {
        json!({"Table": {
            "TableStatus": "CREATING",
            "KeySchema": [
                {"AttributeName": "pk", "KeyType": "HASH"},
                {"AttributeName": "sk", "KeyType": "RANGE"},
            ],
            "AttributeDefinitions": [
                {"AttributeName": "sk", "AttributeType": "S"},
                {"AttributeName": "pk", "AttributeType": "S"},
            ],
        }})
    };
    let wire = Wire::before(&store, move |sent, before| match (sent.operation.as_str(), before) {
        ("DescribeTable", 0..7) => Fate::Instead(200, creating()),
        _ => Fate::Answered,
    });

    ensure_table(&client_over(wire.clone()), TABLE).await.unwrap();

    let looks = wire.operations().into_iter().filter(|operation| operation == "DescribeTable").count();
    assert_eq!(looks, 8);

    let never = Wire::before(&store, move |sent, _| match sent.operation.as_str() {
        "DescribeTable" => Fate::Instead(200, creating()),
        _ => Fate::Answered,
    });
    let given_up = ensure_table(&client_over(never), TABLE).await;
    assert_eq!(given_up, Err(TableError::NotReady(TABLE.into())));
}

#[tokio::test(start_paused = true)]
async fn a_store_that_fails_is_an_error() {
    let wire = Wire::before(&store(), |_, _| Fate::Lost);

    let failed = ensure_table(&client_over(wire), TABLE).await;

    assert_eq!(failed, Err(TableError::Failed("DescribeTable: no connection".into())));
}
