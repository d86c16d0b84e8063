//! The items themselves: what stands in the table, what a call costs, what cannot be kept and what cannot be read.

use std::collections::HashMap;

use aws::dynamodb::{AttributeValue, Client};
use embedded::EmbeddedStore;
use engine::log::{EntryBody, Opinion, Outcome};
use engine::ports::{AppendError, LeaseError, StoreError};

use crate::bench::{Bench, TABLE, client_over};
use crate::sample::{closed_turn, conversation, full_turn, lease, marker, open_turn, outcome};
use embedded::wire::{Fate, Wire};

const PARTITION: &str = "T#studio#C#0199f3a0-session";
const FIRST: &str = "TURN#00000000000000000001";

async fn store() -> (Client, Bench) {
    let client = EmbeddedStore::in_memory().unwrap().client();
    let bench = Bench::over(client.clone()).await;
    (client, bench)
}

async fn item(client: &Client) -> HashMap<String, AttributeValue> {
    let got = client
        .get_item()
        .table_name(TABLE)
        .key("pk", AttributeValue::S(PARTITION.into()))
        .key("sk", AttributeValue::S(FIRST.into()))
        .send()
        .await
        .unwrap();
    got.item.unwrap()
}

fn sorted(item: &HashMap<String, AttributeValue>) -> Vec<(&str, &str)> {
    let mut sorted: Vec<_> = item
        .iter()
        .map(|(name, value)| match value {
            AttributeValue::S(text) | AttributeValue::N(text) => (name.as_str(), text.as_str()),
            other => panic!("{name}: {other:?}"),
        })
        .collect();
    sorted.sort_unstable();
    sorted
}

/// Others read the table too (the stream, an operator, an older release): what stands in it is a promise.
#[tokio::test]
async fn items_have_this_shape() {
    let (client, bench) = store().await;
    let conversation = conversation();
    let mut entry = open_turn(&conversation, 1, "a");
    let EntryBody::Turn(turn) = &mut entry.body else { unreachable!() };
    turn.message = "Hello".into();
    bench.log.append(&entry, &[]).await.unwrap();

    let open = item(&client).await;
    let page = r#"{"url":"https://example.org/?a=1#b","title":"Preise – Übersicht","referrer":""}"#;
    let mut expected = vec![
        ("at", "2026-11-21T10:15:30.123456789Z"),
        ("expires_at", "1797848130"),
        ("holder", "a"),
        ("leased_until", "2026-11-21T10:16:15.123456789Z"),
        ("message", "Hello"),
        ("message_id", "message-1"),
        ("page", page),
        ("pk", PARTITION),
        ("sk", FIRST),
        ("state", "open"),
        ("user", "user-7"),
    ];
    assert_eq!(sorted(&open), expected);
    assert!(matches!(open[dynamo::TIME_TO_LIVE], AttributeValue::N(_)), "time to live works on numbers only");

    bench.log.close(&conversation, 1, &lease("a"), &outcome("Hi"), &[]).await.unwrap();

    let closed = item(&client).await;
    let json = serde_json::to_string(&outcome("Hi")).unwrap();
    expected.retain(|(name, _)| !["holder", "leased_until", "state"].contains(name));
    expected.extend([("outcome", json.as_str()), ("state", "closed")]);
    expected.sort_unstable();
    assert_eq!(sorted(&closed), expected);
}

/// What an edit, a stop and an opinion add, each where it is needed only.
#[tokio::test]
async fn further_attributes_are_there_where_they_say_something() {
    let (client, bench) = store().await;
    bench.log.append(&full_turn(&conversation(), 1), &[]).await.unwrap();
    let item = item(&client).await;
    let text = |name: &str| item[name].as_s().unwrap();
    assert_eq!(
        text("edit"),
        r#"{"set":{"budget":"30.000 €\n\"roughly\""},"clear":["phone"],"confirm":true}"#
    );
    assert_eq!(item["stop"], AttributeValue::Bool(true));
    assert_eq!(text("thumb"), "\"down\"");
    assert_eq!(text("rating"), "{\"stars\":4,\"comment\":\"schnell \u{1F44D}\"}");
}

/// What an earlier release has written is read as it was meant.
#[tokio::test]
async fn turns_of_an_earlier_release_are_read() {
    let (client, bench) = store().await;
    let mut entry = closed_turn(&conversation(), 1, Outcome { rejected: Vec::new(), ..outcome("Hi") });
    let EntryBody::Turn(turn) = &mut entry.body else { unreachable!() };
    turn.user = None;
    bench.log.append(&entry, &[]).await.unwrap();
    let item = item(&client).await;
    let mut names: Vec<&str> = item.keys().map(String::as_str).collect();
    names.sort_unstable();
    let earlier = ["at", "expires_at", "message", "message_id", "outcome", "page", "pk", "sk", "state"];
    assert_eq!(names, earlier);
    assert!(!item["outcome"].as_s().unwrap().contains("rejected"));
    assert_eq!(bench.log.newest(&conversation(), None, 1).await.unwrap(), [entry]);
}

#[tokio::test]
async fn markers_are_small() {
    let (client, bench) = store().await;

    bench.log.append(&marker(&conversation(), 1, EntryBody::Ended), &[]).await.unwrap();

    let item = item(&client).await;
    let names: Vec<&str> = sorted(&item).into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["at", "expires_at", "pk", "sk", "state"]);
}

/// The price of a turn does not grow with the conversation.
#[tokio::test]
async fn every_step_of_a_turn_is_one_request() {
    let (client, _) = store().await;
    let wire = Wire::before(&client, |_, _| Fate::Answered);
    let bench = Bench::on_table(client_over(wire.clone()));
    let conversation = conversation();
    for seq in 1..=60 {
        bench.log.append(&closed_turn(&conversation, seq, outcome("Hello")), &[]).await.unwrap();
    }
    drop(wire.take());

    assert_eq!(bench.log.newest(&conversation, None, 50).await.unwrap().len(), 50);
    bench.log.append(&open_turn(&conversation, 61, "a"), &[]).await.unwrap();
    bench.log.take_over(&conversation, 61, &lease("a"), &lease("b")).await.unwrap();
    bench.log.request_stop(&conversation, 61).await.unwrap();
    bench.log.close(&conversation, 61, &lease("b"), &outcome("Hello"), &[]).await.unwrap();
    bench.log.keep_opinion(&conversation, 61, &Opinion::Thumb(None)).await.unwrap();

    let sent = wire.take();
    let operations: Vec<&str> = sent.iter().map(|sent| sent.operation.as_str()).collect();
    assert_eq!(operations[..2], ["Query", "PutItem"]);
    assert_eq!(operations[2..], ["UpdateItem"; 4]);
    assert_eq!(sent[0].body["ConsistentRead"], true);
    assert_eq!(sent[0].body["Limit"], 50);
}

/// Larger than DynamoDB takes.
fn oversized() -> Outcome {
    outcome(&"x".repeat(401 * 1024))
}

#[tokio::test]
async fn what_is_too_large_is_refused_and_changes_nothing() {
    let (_, bench) = store().await;
    let conversation = conversation();

    let put = bench.log.append(&closed_turn(&conversation, 1, oversized()), &[]).await;
    assert!(matches!(put, Err(AppendError::Store(StoreError::TooLarge))), "{put:?}");
    assert_eq!(bench.log.newest(&conversation, None, 10).await.unwrap(), []);

    bench.log.append(&open_turn(&conversation, 1, "a"), &[]).await.unwrap();
    let closed = bench.log.close(&conversation, 1, &lease("a"), &oversized(), &[]).await;
    assert!(matches!(closed, Err(LeaseError::Store(StoreError::TooLarge))), "{closed:?}");

    // The turn is still open, and a smaller outcome closes it.
    assert_eq!(bench.log.newest(&conversation, None, 10).await.unwrap(), [open_turn(&conversation, 1, "a")]);
    bench.log.close(&conversation, 1, &lease("a"), &outcome("Hello"), &[]).await.unwrap();
}

#[tokio::test]
async fn what_cannot_be_read_is_named() {
    let text = |text: &str| AttributeValue::S(text.into());
    let number = |number: &str| AttributeValue::N(number.into());
    let json = serde_json::to_string(&outcome("Hello")).unwrap();
    let cases = [
        ("state", Some(text("half-open")), "state: not a state"),
        ("state", None, "state: missing"),
        ("state", Some(number("1")), "state: not a text"),
        ("at", Some(text("yesterday")), "at: not a time"),
        ("message", None, "message: missing"),
        ("message_id", None, "message_id: missing"),
        ("page", Some(text("{\"url\":1}")), "page: url: not as it must be at line 1 column 8"),
        ("outcome", None, "outcome: missing"),
        ("outcome", Some(text("{")), "outcome: not as it must be at line 1 column 1"),
        (
            "outcome",
            Some(text(&json.replace("\"input_tokens\":1234", "\"input_tokens\":-1"))),
            "outcome: usage: not as it must be at line 1 column",
        ),
    ];
    for (attribute, value, expected) in cases {
        let (client, bench) = store().await;
        let conversation = conversation();
        bench.log.append(&closed_turn(&conversation, 1, outcome("Hello")), &[]).await.unwrap();
        let mut broken = item(&client).await;
        match value {
            Some(value) => broken.insert(attribute.into(), value),
            None => broken.remove(attribute),
        };
        client.put_item().table_name(TABLE).set_item(broken).send().await.unwrap();

        let read = bench.log.newest(&conversation, None, 10).await;

        let Err(StoreError::Corrupt(said)) = read else { panic!("{expected}: {read:?}") };
        assert!(said.starts_with(&format!("{PARTITION} {FIRST}: {expected}")), "{said}");
    }
}

/// The partition is a conversation's; what else it may come to hold is not the log's.
#[tokio::test]
async fn other_items_of_the_partition_are_left_alone() {
    let (client, bench) = store().await;
    let conversation = conversation();
    bench.log.append(&open_turn(&conversation, 1, "a"), &[]).await.unwrap();
    for sort_key in ["SUMMARY", "TURN", "UNREAD#1"] {
        client
            .put_item()
            .table_name(TABLE)
            .item("pk", AttributeValue::S(PARTITION.into()))
            .item("sk", AttributeValue::S(sort_key.into()))
            .send()
            .await
            .unwrap();
    }

    assert_eq!(bench.log.newest(&conversation, None, 10).await.unwrap(), [open_turn(&conversation, 1, "a")]);
    bench.log.forget_before(&conversation, u64::MAX).await.unwrap();

    let left = client.scan().table_name(TABLE).send().await.unwrap();
    assert_eq!(left.count, 3);
}
