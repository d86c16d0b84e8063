//! The embedded store as its client sees it.
#![expect(clippy::unwrap_used, clippy::panic, reason = "the functions that tests share may fail as tests do")]

use std::path::Path;
use std::time::Duration;

use aws::dynamodb::{
    AttributeValue, Client, Error, KeyType, ReturnValuesOnConditionCheckFailure, ScalarAttributeType,
};
use aws::{CallError, Fields};
use embedded::{EmbeddedError, EmbeddedStore, FolderError};

const TABLE: &str = "notes";

/// How long a test waits for what must come.
const PATIENCE: Duration = Duration::from_secs(60);

async fn create_table(client: &Client) {
    client.create_table(TABLE).key("id", KeyType::Hash, ScalarAttributeType::S).send().await.unwrap();
}

async fn put(client: &Client, id: &str, text: &str) {
    client
        .put_item()
        .table_name(TABLE)
        .item("id", AttributeValue::S(id.into()))
        .item("text", AttributeValue::S(text.into()))
        .send()
        .await
        .unwrap();
}

async fn get(client: &Client, id: &str) -> Option<String> {
    let item =
        client.get_item().table_name(TABLE).key("id", AttributeValue::S(id.into())).send().await.unwrap();
    item.item.map(|mut item| match item.remove("text") {
        Some(AttributeValue::S(text)) => text,
        other => panic!("not a text: {other:?}"),
    })
}

#[tokio::test]
async fn what_is_written_is_there_after_it_is_opened_again() {
    let folder = tempfile::tempdir().unwrap();
    let below = folder.path().join("not/there/yet");

    let store = EmbeddedStore::open(&below).await.unwrap();
    create_table(&store.client()).await;
    put(&store.client(), "1", "Grüße, 世界 \u{1F44B} \"quoted\"\n").await;
    drop(store);

    let store = reopen(&below).await;
    assert_eq!(get(&store.client(), "1").await.as_deref(), Some("Grüße, 世界 \u{1F44B} \"quoted\"\n"));
    assert_eq!(get(&store.client(), "2").await, None);
}

/// The sweep that runs at the start may hold the store a moment longer than its owner does.
async fn reopen(folder: &Path) -> EmbeddedStore {
    let opened = async {
        loop {
            match EmbeddedStore::open(folder).await {
                Err(EmbeddedError::Folder(FolderError::InUse { .. })) => tokio::task::yield_now().await,
                opened => return opened.unwrap(),
            }
        }
    };
    tokio::time::timeout(PATIENCE, opened).await.unwrap()
}

#[cfg(unix)]
#[tokio::test]
async fn a_new_folder_is_for_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let new = folder.path().join("new");

    let _store = EmbeddedStore::open(&new).await.unwrap();

    assert_eq!(std::fs::metadata(&new).unwrap().permissions().mode() & 0o777, 0o700);
}

#[tokio::test]
async fn a_folder_belongs_to_one_store() {
    let folder = tempfile::tempdir().unwrap();
    let first = EmbeddedStore::open(folder.path()).await.unwrap();

    let second = EmbeddedStore::open(folder.path()).await;

    let Err(EmbeddedError::Folder(error @ FolderError::InUse { .. })) = second else {
        panic!("opened twice: {second:?}");
    };
    let said = error.to_string();
    assert!(said.contains(&std::process::id().to_string()), "{said}");
    assert!(said.contains(folder.path().to_str().unwrap()), "{said}");

    // The first is none the worse for it, and a client alone keeps the folder.
    let client = first.client();
    drop(first);
    create_table(&client).await;
    assert!(EmbeddedStore::open(folder.path()).await.is_err());
}

#[tokio::test]
async fn a_folder_that_cannot_be_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    std::fs::write(&file, "").unwrap();

    let opened = EmbeddedStore::open(&file).await;

    assert!(matches!(opened, Err(EmbeddedError::Folder(FolderError::Unusable { .. }))), "{opened:?}");
}

#[tokio::test]
async fn a_file_of_something_else_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(
        folder.path().join("store.sqlite"),
        "this is no database, and long enough to be read as one\n".repeat(40),
    )
    .unwrap();

    let opened = EmbeddedStore::open(folder.path()).await;

    assert!(matches!(opened, Err(EmbeddedError::Engine(_))), "{opened:?}");
}

#[tokio::test]
async fn stores_in_memory_are_apart() {
    let one = EmbeddedStore::in_memory().unwrap();
    let other = EmbeddedStore::in_memory().unwrap();
    create_table(&one.client()).await;
    create_table(&other.client()).await;

    put(&one.client(), "1", "one").await;

    assert_eq!(get(&other.client(), "1").await, None);
    assert_eq!(get(&one.client(), "1").await.as_deref(), Some("one"));
}

#[tokio::test]
async fn errors_arrive_by_their_names() {
    let client = EmbeddedStore::in_memory().unwrap().client();

    let missing = client.get_item().table_name(TABLE).key("id", AttributeValue::S("1".into())).send().await;
    assert!(missing.unwrap_err().is("ResourceNotFoundException"));

    create_table(&client).await;
    put(&client, "1", "first").await;
    let refused = client
        .put_item()
        .table_name(TABLE)
        .item("id", AttributeValue::S("1".into()))
        .condition_expression("attribute_not_exists(id)")
        .return_values_on_condition_check_failure(ReturnValuesOnConditionCheckFailure::AllOld)
        .send()
        .await
        .unwrap_err();
    let Error::ConditionalCheckFailed(Some(there)) = refused else { panic!("{refused:?}") };
    assert_eq!(there["text"], AttributeValue::S("first".into()));

    let unsupported = client.call("DescribeLimits", Fields::new()).await.unwrap_err();
    let Error::Call(CallError::Refused(refusal)) = unsupported else { panic!("{unsupported:?}") };
    assert_eq!(refusal.status, 501);
}

#[tokio::test]
async fn what_is_past_its_time_is_deleted_when_the_store_is_opened() {
    let folder = tempfile::tempdir().unwrap();
    let store = EmbeddedStore::open(folder.path()).await.unwrap();
    let client = store.client();
    create_table(&client).await;
    client.enable_time_to_live(TABLE, "until").await.unwrap();
    for (id, until) in [("past", 1_000_000_000_u64), ("future", 100_000_000_000)] {
        client
            .put_item()
            .table_name(TABLE)
            .item("id", AttributeValue::S(id.into()))
            .item("text", AttributeValue::S(id.into()))
            .item("until", AttributeValue::N(until.to_string()))
            .send()
            .await
            .unwrap();
    }
    drop((store, client));

    let client = reopen(folder.path()).await.client();

    let swept = async {
        while get(&client, "past").await.is_some() {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(PATIENCE, swept).await.unwrap();
    assert_eq!(get(&client, "future").await.as_deref(), Some("future"));
}
