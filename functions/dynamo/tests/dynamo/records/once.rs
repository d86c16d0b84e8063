//! The same change is made once.

use futures_util::future::join_all;
use serde_json::json;

use engine::records::RowAccess;

use super::Bench;
use super::sample::{TASK, TENANT, change, create, delete, update};

pub(super) async fn the_same_change_again_is_made_once(bench: Bench) {
    let made = bench.apply("t1", create(json!({ "title": "a", "code": "1" }))).await.unwrap();
    assert_eq!(bench.apply("t1", create(json!({ "title": "a", "code": "1" }))).await.unwrap(), made);
    let record = made.record.unwrap();
    let what = update(&record, json!({ "title": "b" }));
    let updated = bench.apply("t2", what.clone()).await.unwrap();
    assert_eq!(bench.apply("t2", what).await.unwrap(), updated);
    let comment = engine::ports::What::Comment { id: record.id.clone(), text: "hi".to_owned() };
    let commented = bench.apply("t3", comment.clone()).await.unwrap();
    assert_eq!(bench.apply("t3", comment).await.unwrap(), commented);
    let what = delete(&updated.record.unwrap());
    let deleted = bench.apply("t4", what.clone()).await.unwrap();
    assert_eq!(bench.apply("t4", what).await.unwrap(), deleted);
    assert_eq!(bench.records.history(TENANT, TASK, &record.id, 10).await.unwrap().len(), 4);
    assert_eq!(bench.find(RowAccess::all(), vec![]).await, [""; 0]);
}

pub(super) async fn a_change_is_remembered_whatever_came_after(bench: Bench) {
    let made = bench.apply("t1", create(json!({ "title": "a" }))).await.unwrap();
    let first = made.record.clone().unwrap();
    let updated = bench.apply("t2", update(&first, json!({ "title": "b" }))).await.unwrap();
    let second = updated.record.clone().unwrap();
    let third = bench.apply("t3", update(&second, json!({ "title": "c" }))).await.unwrap().record.unwrap();
    assert_eq!(bench.apply("t2", update(&first, json!({ "title": "b" }))).await.unwrap(), updated);
    bench.apply("t4", delete(&third)).await.unwrap();
    assert_eq!(bench.apply("t2", update(&first, json!({ "title": "b" }))).await.unwrap(), updated);
    assert_eq!(bench.apply("t1", create(json!({ "title": "a" }))).await.unwrap(), made);
    assert_eq!(bench.get(&first.id).await, None);
}

pub(super) async fn a_turn_knows_what_it_did(bench: Bench) {
    assert_eq!(bench.records.done_by(TENANT, "t1").await.unwrap(), []);
    let mut all = Vec::new();
    for place in [0, 1, 2, 10, 11] {
        let mut change = change("t1", create(json!({ "title": place })));
        change.id.place = place;
        if place == 2 {
            change.record_type = "lead".to_owned();
        }
        all.push(bench.records.apply(&change).await.unwrap());
    }
    bench.made(json!({ "title": "of another turn" })).await;
    assert_eq!(bench.records.done_by(TENANT, "t1").await.unwrap(), all);
    for (tenant, turn) in [("crm", "t1"), (TENANT, "t"), (TENANT, "t1."), (TENANT, "")] {
        assert_eq!(bench.records.done_by(tenant, turn).await.unwrap(), [], "{tenant} {turn}");
    }
}

pub(super) async fn fifty_times_the_same_change_at_once_is_one(bench: Bench) {
    let record = bench.made(json!({ "title": "a" })).await;
    let change = change("t1", update(&record, json!({ "title": "b" })));
    let done = join_all((0..50).map(|_| bench.records.apply(&change))).await;
    let done: Vec<_> = done.into_iter().map(Result::unwrap).collect();
    assert!(done.iter().all(|one| *one == done[0]));
    assert_eq!(bench.get(&record.id).await.unwrap().version, 2);
    assert_eq!(bench.records.history(TENANT, TASK, &record.id, 10).await.unwrap().len(), 2);
}
