//! What `Knowledge` promises, over the fake and over the table alike; and what the table promises beside that.

use std::sync::Arc;

use aws::dynamodb::Client;
use dynamo::KnowledgeTable;
use embedded::EmbeddedStore;
use engine::ports::{FakeKnowledge, Knowledge, KnowledgeQuery};
use jiff::SignedDuration;
use shared::tenant::KnowledgeEntry;

use crate::bench::{HandClock, TABLE};

fn entry(id: &str, title: &str) -> KnowledgeEntry {
    serde_json::from_value(serde_json::json!({ "id": id, "title": title, "text": format!("About {title}.") }))
        .unwrap()
}

fn query(tenant: &str, text: &str) -> KnowledgeQuery {
    KnowledgeQuery {
        tenant: tenant.to_owned(),
        text: text.to_owned(),
        locale: "en-GB".to_owned(),
        categories: Vec::new(),
        role: None,
        limit: 5,
    }
}

async fn store() -> Client {
    let client = EmbeddedStore::in_memory().unwrap().client();
    dynamo::ensure_table(&client, TABLE).await.unwrap();
    client
}

async fn both() -> Vec<Arc<dyn Knowledge>> {
    let table = KnowledgeTable::new(store().await, TABLE, HandClock::new());
    vec![Arc::new(FakeKnowledge::default()), Arc::new(table)]
}

async fn ids(knowledge: &dyn Knowledge, tenant: &str, text: &str) -> Vec<String> {
    let found = knowledge.search(&query(tenant, text)).await.unwrap();
    found.into_iter().map(|found| found.entry.id).collect()
}

#[tokio::test]
async fn what_is_published_is_found_whole() {
    for knowledge in both().await {
        assert_eq!(knowledge.published("studio").await.unwrap(), None);
        assert!(ids(&*knowledge, "studio", "refunds").await.is_empty());
        let mut refunds = entry("refunds", "Refunds and returns");
        refunds.price = Some("free".to_owned());
        refunds.url = Some("/refunds".to_owned());
        let entries = [entry("hours", "Opening hours"), refunds.clone()];
        let published = knowledge.publish("studio", "en-GB", &entries).await.unwrap();
        assert_eq!((published.version, published.entries), (1, 2));
        assert_eq!(knowledge.published("studio").await.unwrap(), Some(published));
        let found = knowledge.search(&query("studio", "how do refunds work?")).await.unwrap();
        assert_eq!(found[0].entry, refunds);
        assert!((0.0..=1.0).contains(&found[0].score));
    }
}

#[tokio::test]
async fn a_publication_replaces_all_that_was_there() {
    for knowledge in both().await {
        let first = knowledge.publish("studio", "en", &[entry("a", "Refunds"), entry("b", "Hours")]).await;
        let second = knowledge.publish("studio", "en", &[entry("c", "Parking")]).await.unwrap();
        assert!(second.version > first.as_ref().unwrap().version);
        assert_ne!(second.digest, first.unwrap().digest);
        assert!(ids(&*knowledge, "studio", "refunds").await.is_empty());
        assert_eq!(ids(&*knowledge, "studio", "parking").await, ["c"]);
        let empty = knowledge.publish("studio", "en", &[]).await.unwrap();
        assert_eq!(empty.entries, 0);
        assert!(ids(&*knowledge, "studio", "parking").await.is_empty());
    }
}

#[tokio::test]
async fn no_other_tenant_finds_it() {
    for knowledge in both().await {
        knowledge.publish("studio", "en", &[entry("a", "Refunds")]).await.unwrap();
        for other in ["crm", "studio#K", "", "STUDIO"] {
            assert!(ids(&*knowledge, other, "refunds").await.is_empty(), "{other}");
            assert_eq!(knowledge.published(other).await.unwrap(), None);
        }
    }
}

#[tokio::test]
async fn thousands_of_entries_are_found_one_by_one() {
    let entries: Vec<KnowledgeEntry> =
        (0..3_000).map(|number| entry(&format!("e{number}"), &format!("Subject{number} of many"))).collect();
    for knowledge in both().await {
        knowledge.publish("studio", "en", &entries).await.unwrap();
        for number in [0, 1_234, 2_999] {
            let found = ids(&*knowledge, "studio", &format!("subject{number}")).await;
            assert_eq!(found[0], format!("e{number}"));
        }
    }
}

/// Another process sees it within half a minute; what a version has left is deleted.
#[tokio::test]
async fn another_process_follows_and_nothing_is_left_over() {
    let client = store().await;
    let clock = HandClock::new();
    let publisher = KnowledgeTable::new(client.clone(), TABLE, HandClock::new());
    let reader = KnowledgeTable::new(client.clone(), TABLE, clock.clone());
    publisher.publish("studio", "en", &[entry("a", "Refunds")]).await.unwrap();
    assert_eq!(ids(&reader, "studio", "refunds").await, ["a"]);
    publisher.publish("studio", "en", &[entry("b", "Refunds")]).await.unwrap();
    // Its entries are in memory, so the reader still has the old version, whole.
    assert_eq!(ids(&reader, "studio", "refunds").await, ["a"]);
    clock.pass(SignedDuration::from_secs(30));
    assert_eq!(ids(&reader, "studio", "refunds").await, ["b"]);
    // The pointer, one piece and one block.
    assert_eq!(client.scan().table_name(TABLE).send().await.unwrap().items.len(), 3);
}

/// The reader has the index of a version whose entries are gone.
#[tokio::test]
async fn who_loses_the_race_reads_again() {
    let client = store().await;
    let publisher = KnowledgeTable::new(client.clone(), TABLE, HandClock::new());
    let reader = KnowledgeTable::new(client.clone(), TABLE, HandClock::new());
    publisher.publish("studio", "en", &[entry("a", "Refunds")]).await.unwrap();
    assert!(ids(&reader, "studio", "nothing of the kind").await.is_empty());
    publisher.publish("studio", "en", &[entry("b", "Refunds")]).await.unwrap();
    assert_eq!(ids(&reader, "studio", "refunds").await, ["b"]);
}

/// Many publish at once: one of them stands in the end, whole, and nothing of the others is left.
#[tokio::test(flavor = "multi_thread")]
async fn of_many_publications_at_once_one_stands_whole() {
    let client = store().await;
    let publications = (0..8).map(|number| {
        let knowledge = KnowledgeTable::new(client.clone(), TABLE, HandClock::new());
        async move {
            let entries =
                [entry(&format!("a{number}"), "Refunds"), entry(&format!("b{number}"), "Refunds too")];
            knowledge.publish("studio", "en", &entries).await.unwrap()
        }
    });
    let published = futures_util::future::join_all(publications).await;
    let mut versions: Vec<u64> = published.iter().map(|one| one.version).collect();
    versions.sort_unstable();
    assert_eq!(versions, (1..=8).collect::<Vec<u64>>());
    let reader = KnowledgeTable::new(client.clone(), TABLE, HandClock::new());
    let now = reader.published("studio").await.unwrap().unwrap();
    assert_eq!(now.version, 8);
    let found = ids(&reader, "studio", "refunds").await;
    assert_eq!(found.len(), 2);
    assert_eq!(found[0][1..], found[1][1..], "{found:?}");
    assert_eq!(client.scan().table_name(TABLE).send().await.unwrap().items.len(), 3);
}
