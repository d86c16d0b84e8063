//! What goes over the wire, and what becomes of a change when the store fails.

use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use aws::{Answer, Body, Caller, Patience, Transport, Unanswered};
use embedded::EmbeddedStore;
use embedded::wire::{Fate, Sent, Wire};
use engine::ports::{ChangeError, StoreError, What};
use serde_json::json;

use super::Bench;
use super::sample::{TASK, TENANT, change, create, only, query, update};
use crate::bench::{TABLE, client_over};

/// Notes every byte that the store answers.
struct Tap {
    store: Arc<dyn Transport>,
    answers: Mutex<Vec<String>>,
}

#[async_trait]
impl Transport for Tap {
    async fn send(&self, operation: &'static str, body: Body) -> Result<Answer, Unanswered> {
        let answer = self.store.send(operation, body).await?;
        self.answers.lock().unwrap().push(String::from_utf8(answer.body.to_vec()).unwrap());
        Ok(answer)
    }
}

#[tokio::test]
async fn what_may_not_be_reached_never_leaves_the_store() {
    let store = EmbeddedStore::in_memory().unwrap().client();
    dynamo::ensure_table(&store, TABLE).await.unwrap();
    let tap = Arc::new(Tap { store: store.caller().transport(), answers: Mutex::default() });
    let client = aws::dynamodb::Client::new(Caller::new(tap.clone(), Patience::NETWORK));
    let bench = Bench::over(&client, TABLE);
    let hidden = bench
        .made(json!({ "title": "PLANTED", "client": "beta", "code": "PLANTED", "tags": ["beta"] }))
        .await;
    bench.made(json!({ "title": "seen", "client": "acme" })).await;
    tap.answers.lock().unwrap().clear();

    let acme = only("client", json!("acme"));
    let page = bench.records.find(&query(acme.clone(), vec![])).await.unwrap();
    assert_eq!(page.records.len(), 1);
    assert_eq!(bench.records.get(TENANT, TASK, &hidden.id, &acme).await.unwrap(), None);
    let comment = What::Comment { id: hidden.id.clone(), text: "hello".to_owned() };
    let same_id = What::Create {
        id_prefix: "TSK".to_owned(),
        id: Some(hidden.id.clone()),
        status: None,
        fields: [("client".to_owned(), json!("acme"))].into(),
    };
    for (turn, what) in [
        ("t1", update(&hidden, json!({ "client": "acme" }))),
        ("t2", What::Delete { id: hidden.id.clone(), version: 1 }),
        ("t3", comment),
        ("t4", create(json!({ "client": "acme", "code": "planted" }))),
        ("t5", same_id),
    ] {
        let mut change = change(turn, what);
        change.access = acme.clone();
        bench.records.apply(&change).await.unwrap_err();
    }

    let answers = tap.answers.lock().unwrap();
    assert!(answers.iter().any(|answer| answer.contains("seen")));
    assert!(
        answers.iter().all(|answer| !answer.contains("PLANTED") && !answer.contains("beta")),
        "{answers:#?}"
    );
}

/// Records over a wire that does as the script says.
async fn behind(script: impl Fn(&Sent, usize) -> Fate + Send + Sync + 'static) -> (Bench, Wire) {
    let store = EmbeddedStore::in_memory().unwrap().client();
    dynamo::ensure_table(&store, TABLE).await.unwrap();
    let wire = Wire::before(&store, script);
    (Bench::over(&client_over(wire.clone()), TABLE), wire)
}

#[tokio::test]
async fn a_change_costs_one_read_and_one_transaction() {
    let (bench, wire) = behind(|_, _| Fate::Answered).await;
    let record = bench.made(json!({ "title": "a", "code": "1" })).await;
    let sent = wire.take();
    let operations: Vec<_> = sent.iter().map(|sent| sent.operation.as_str()).collect();
    assert_eq!(operations, ["UpdateItem", "TransactWriteItems"]);
    // The record, the turn's mark, the history, who made it, and the unique value.
    assert_eq!(sent[1].body["TransactItems"].as_array().unwrap().len(), 5);
    bench.apply("t2", update(&record, json!({ "title": "b" }))).await.unwrap();
    let sent = wire.take();
    assert_eq!(sent[0].operation, "Query");
    assert_eq!(sent[1].body["TransactItems"].as_array().unwrap().len(), 4);
    assert_eq!(sent.len(), 2);
    bench.records.find(&query(only("client", json!("acme")), vec![])).await.unwrap();
    let sent = wire.take();
    let filter = sent[0].body["FilterExpression"].as_str().unwrap();
    assert!(filter.contains("f.#n"), "{filter}");
    assert_eq!(sent[0].body["ConsistentRead"], json!(true));
}

/// The first three times that a transaction is sent, it is made and the answer is lost: whoever tries again, the client or who
/// asked it, finds their own work.
#[tokio::test(start_paused = true)]
async fn a_lost_answer_tried_again_finds_its_own_work() {
    for lost in 1..=6 {
        let (bench, _) = behind(move |sent, before| match sent.operation.as_str() {
            "TransactWriteItems" if before < lost => Fate::AnswerLost,
            _ => Fate::Answered,
        })
        .await;
        let make = create(json!({ "title": "a", "code": "1" }));
        let made = loop {
            match bench.apply("t1", make.clone()).await {
                Ok(done) => break done,
                Err(ChangeError::Store(StoreError::Unavailable(_))) => {}
                Err(error) => panic!("{error:?}"),
            }
        };
        assert_eq!(
            bench.find(engine::records::RowAccess::all(), vec![]).await,
            std::slice::from_ref(&made.record_id)
        );
        assert_eq!(bench.records.done_by(TENANT, "t1").await.unwrap(), std::slice::from_ref(&made));
        let history = bench.records.history(TENANT, TASK, &made.record_id, 10).await.unwrap();
        assert_eq!(history.len(), 1, "{lost}");
    }
}

#[tokio::test(start_paused = true)]
async fn what_fails_is_all_or_nothing() {
    let refused = json!({ "__type": "com.amazonaws.dynamodb.v20120810#InternalServerError" });
    let (bench, _) = behind(move |sent, _| match sent.operation.as_str() {
        "TransactWriteItems" => Fate::Instead(500, refused.clone()),
        _ => Fate::Answered,
    })
    .await;
    let failed = bench.apply("t1", create(json!({ "title": "a", "code": "1" }))).await.unwrap_err();
    assert!(matches!(failed, ChangeError::Store(StoreError::Unavailable(_))), "{failed:?}");
    assert_eq!(bench.find(engine::records::RowAccess::all(), vec![]).await, [""; 0]);
    assert_eq!(bench.records.done_by(TENANT, "t1").await.unwrap(), []);
    assert_eq!(bench.records.history(TENANT, TASK, "TSK-1", 10).await.unwrap(), []);
}

/// An access of very many rules is more than the store takes in one expression: an error, and never an access with less in it.
#[tokio::test]
async fn an_access_that_is_too_long_is_refused() {
    let (bench, wire) = behind(|_, _| Fate::Answered).await;
    let mut access = only("client", json!("acme"));
    for number in 0..500 {
        access.0.extend(only(&format!("field{number}"), json!(number)).0);
    }
    let found = bench.records.find(&query(access.clone(), vec![])).await;
    assert!(matches!(found, Err(StoreError::TooLarge)), "{found:?}");
    assert!(bench.records.get(TENANT, TASK, "TSK-1", &access).await.is_err());
    assert_eq!(wire.operations(), [""; 0]);
}
