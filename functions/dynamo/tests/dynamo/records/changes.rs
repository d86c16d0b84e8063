//! What changes do.

use engine::ports::{ChangeError, What};
use engine::records::RowAccess;
use serde_json::{Value as Json, json};
use shared::tenant::RecordAction;

use super::Bench;
use super::sample::{TASK, TENANT, at, change, create, delete, fields, only, update};

pub(super) async fn a_new_record_has_the_next_number(bench: Bench) {
    let done = bench.apply("t1", create(json!({ "title": "Buy milk", "nothing": null }))).await.unwrap();
    assert_eq!((done.id.as_str(), done.action), ("t1.0", RecordAction::Create));
    assert_eq!((done.record_type.as_str(), done.record_id.as_str()), (TASK, "TSK-1"));
    assert_eq!(done.changed, ["status", "title"]);
    let record = done.record.unwrap();
    assert_eq!(record.version, 1);
    assert_eq!(record.status.as_deref(), Some("open"));
    assert_eq!(record.fields, fields(json!({ "title": "Buy milk" })));
    assert_eq!((record.created_by.as_str(), record.changed_by.as_str()), ("ana", "ana"));
    assert_eq!(record.created_at, format!("{:.3}", at(0)));
    assert_eq!(record.changed_at, record.created_at);
    assert_eq!(bench.get("TSK-1").await, Some(record));
    assert_eq!(bench.made(json!({ "title": "Second" })).await.id, "TSK-2");
}

fn with_id(id: &str) -> What {
    let fields = fields(json!({ "title": id }));
    What::Create { id_prefix: "TSK".to_owned(), id: Some(id.to_owned()), status: None, fields }
}

pub(super) async fn an_id_that_is_known_counts(bench: Bench) {
    for id in ["TSK-7", "apollo", "TSK-3", "OLD-99", "TSK-10a"] {
        assert_eq!(bench.apply(id, with_id(id)).await.unwrap().record_id, id);
    }
    assert_eq!(bench.made(json!({})).await.id, "TSK-8");
    assert_eq!(
        bench.find(RowAccess::all(), vec![]).await,
        ["TSK-3", "TSK-7", "TSK-8", "OLD-99", "TSK-10a", "apollo"]
    );
    let again = bench.apply("again", with_id("TSK-3")).await.unwrap_err();
    assert!(matches!(&again, ChangeError::NotUnique(field) if field == "id"), "{again:?}");
}

pub(super) async fn ids_are_never_given_twice(bench: Bench) {
    let first = bench.made(json!({ "title": "a" })).await;
    bench.apply("delete", delete(&first)).await.unwrap();
    assert_eq!(bench.made(json!({ "title": "b" })).await.id, "TSK-2");
    let again = bench.apply("again", with_id("TSK-1")).await.unwrap_err();
    assert!(matches!(&again, ChangeError::NotUnique(field) if field == "id"), "{again:?}");
}

pub(super) async fn an_update_changes_what_it_names(bench: Bench) {
    let before = bench.made(json!({ "title": "a", "points": 3, "tags": ["x"], "due": "2026-11-21" })).await;
    let mut change = change(
        "t2",
        update(
            &before,
            json!({ "points": { "min": 3, "max": 5 }, "tags": ["x", "y"], "due": null, "title": "a" }),
        ),
    );
    change.by = "ben".to_owned();
    change.at = at(60);
    let done = bench.records.apply(&change).await.unwrap();
    assert_eq!(done.action, RecordAction::Update);
    assert_eq!(done.changed, ["due", "points", "tags"]);
    let after = bench.get(&before.id).await.unwrap();
    assert_eq!(done.record.as_ref(), Some(&after));
    assert_eq!((after.version, after.status.as_deref()), (2, Some("open")));
    let expected = json!({ "title": "a", "points": { "min": 3, "max": 5 }, "tags": ["x", "y"] });
    assert_eq!(after.fields, fields(expected));
    assert_eq!((after.created_by.as_str(), after.changed_by.as_str()), ("ana", "ben"));
    assert_eq!(after.changed_at, format!("{:.3}", at(60)));
    assert_eq!(after.created_at, before.created_at);

    let status = Some("done".to_owned());
    let finish = What::Update { id: after.id.clone(), version: 2, fields: [].into(), status };
    let done = bench.apply("t3", finish).await.unwrap();
    assert_eq!(
        (done.action, done.changed.as_slice()),
        (RecordAction::ChangeStatus, &["status".to_owned()][..])
    );
    assert_eq!(bench.get(&after.id).await.unwrap().status.as_deref(), Some("done"));
}

pub(super) async fn a_stale_change_is_refused(bench: Bench) {
    let first = bench.made(json!({ "title": "a" })).await;
    bench.apply("t2", update(&first, json!({ "title": "b" }))).await.unwrap();
    for (turn, what) in [("t3", update(&first, json!({ "title": "c" }))), ("t4", delete(&first))] {
        let refused = bench.apply(turn, what).await.unwrap_err();
        assert!(matches!(refused, ChangeError::Stale), "{refused:?}");
    }
    let now = bench.get(&first.id).await.unwrap();
    assert_eq!((now.version, &now.fields["title"]), (2, &json!("b")));
}

pub(super) async fn a_comment_leaves_the_record_as_it_is(bench: Bench) {
    let record = bench.made(json!({ "title": "a" })).await;
    let comment = What::Comment { id: record.id.clone(), text: "Looks fine".to_owned() };
    let done = bench.apply("t2", comment).await.unwrap();
    assert_eq!((done.action, done.record.as_ref()), (RecordAction::Comment, Some(&record)));
    assert!(done.changed.is_empty());
    let link = What::LinkCommit { id: record.id.clone(), commit: "3f2a1b0".to_owned() };
    assert_eq!(bench.apply("t3", link).await.unwrap().action, RecordAction::LinkCommit);
    assert_eq!(bench.get(&record.id).await, Some(record.clone()));
    let history = bench.records.history(TENANT, TASK, &record.id, 10).await.unwrap();
    let said: Vec<_> = history.iter().map(|entry| (entry.action, entry.text.as_deref())).collect();
    assert!(said.contains(&(RecordAction::Comment, Some("Looks fine"))), "{said:?}");
    assert!(said.contains(&(RecordAction::LinkCommit, Some("3f2a1b0"))), "{said:?}");
    let nowhere = What::Comment { id: "TSK-9".to_owned(), text: "hello".to_owned() };
    assert!(matches!(bench.apply("t4", nowhere).await, Err(ChangeError::NotThere)));
}

pub(super) async fn what_is_deleted_is_hidden_everywhere_but_in_its_history(bench: Bench) {
    let record = bench.made(json!({ "title": "a" })).await;
    let done = bench.apply("t2", delete(&record)).await.unwrap();
    assert_eq!((done.action, done.record), (RecordAction::Delete, None));
    assert_eq!(bench.get(&record.id).await, None);
    assert_eq!(bench.find(RowAccess::all(), vec![]).await, [""; 0]);
    let comment = What::Comment { id: record.id.clone(), text: "hello".to_owned() };
    for (turn, what) in
        [("t3", update(&record, json!({ "title": "b" }))), ("t4", delete(&record)), ("t5", comment)]
    {
        let refused = bench.apply(turn, what).await.unwrap_err();
        assert!(matches!(refused, ChangeError::NotThere), "{refused:?}");
    }
    let history = bench.records.history(TENANT, TASK, &record.id, 10).await.unwrap();
    let actions: Vec<_> = history.iter().map(|entry| (entry.action, entry.version)).collect();
    assert_eq!(actions, [(RecordAction::Delete, 2), (RecordAction::Create, 1)]);
}

pub(super) async fn history_is_newest_first(bench: Bench) {
    let mut record = bench.made(json!({ "title": "0", "gone": 1 })).await;
    for number in 1..=12_u16 {
        let mut change = change(
            &format!("t{number}"),
            update(&record, json!({ "title": number.to_string(), "gone": null })),
        );
        change.at = at(number.into());
        record = bench.records.apply(&change).await.unwrap().record.unwrap();
    }
    let history = bench.records.history(TENANT, TASK, &record.id, 5).await.unwrap();
    let versions: Vec<_> = history.iter().map(|entry| entry.version).collect();
    assert_eq!(versions, [13, 12, 11, 10, 9]);
    let changed = |old: Option<Json>, new: Option<Json>| (old, new);
    assert_eq!(history[0].changed["title"], changed(Some(json!("11")), Some(json!("12"))));
    assert_eq!((history[0].at, history[0].by.as_str()), (at(12), "ana"));
    let all = bench.records.history(TENANT, TASK, &record.id, 100).await.unwrap();
    assert_eq!(all.len(), 13);
    assert_eq!(all[11].changed["gone"], changed(Some(json!(1)), None));
    assert_eq!(all[12].changed["title"], changed(None, Some(json!("0"))));
    assert_eq!(bench.records.history(TENANT, TASK, "TSK-2", 9).await.unwrap(), []);
}

pub(super) async fn a_record_that_its_maker_may_not_reach_is_not_made(bench: Bench) {
    let mut change = change("t1", create(json!({ "client": "beta" })));
    change.access = only("client", json!("acme"));
    assert!(matches!(bench.records.apply(&change).await, Err(ChangeError::NotThere)));
    assert_eq!(bench.find(RowAccess::all(), vec![]).await, [""; 0]);
    assert_eq!(bench.records.done_by(TENANT, "t1").await.unwrap(), []);
    change.what = create(json!({ "client": "acme" }));
    assert_eq!(bench.records.apply(&change).await.unwrap().action, RecordAction::Create);
}
