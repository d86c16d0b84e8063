//! Many at once.

use std::collections::BTreeSet;

use engine::ports::ChangeError;
use futures_util::future::join_all;
use serde_json::json;

use super::Bench;
use super::sample::{TASK, TENANT, create, update};

pub(super) async fn of_fifty_updates_of_a_version_one_wins(bench: Bench) {
    let record = bench.made(json!({ "title": "a" })).await;
    let turns: Vec<String> = (0..50).map(|number| format!("turn {number}")).collect();
    let updates = turns.iter().map(|turn| bench.apply(turn, update(&record, json!({ "title": turn }))));
    let mut winners = Vec::new();
    for (turn, result) in turns.iter().zip(join_all(updates).await) {
        match result {
            Ok(_) => winners.push(turn),
            Err(ChangeError::Stale) => {}
            Err(error) => panic!("{error:?}"),
        }
    }
    let [winner] = winners.as_slice() else { panic!("{winners:?}") };
    let now = bench.get(&record.id).await.unwrap();
    assert_eq!((now.version, &now.fields["title"]), (2, &json!(winner)));
    assert_eq!(bench.records.history(TENANT, TASK, &record.id, 100).await.unwrap().len(), 2);
}

/// Each reads again until it wins: every one of them is in the record's history, and in its field.
pub(super) async fn of_fifty_patient_updates_none_is_lost(bench: Bench) {
    let record = bench.made(json!({ "tags": ["first"] })).await;
    let patient = |number: usize| {
        let (bench, id) = (&bench, record.id.as_str());
        async move {
            loop {
                let now = bench.get(id).await.unwrap();
                let mut tags = now.fields["tags"].as_array().unwrap().clone();
                tags.push(json!(number.to_string()));
                match bench.apply(&format!("turn {number}"), update(&now, json!({ "tags": tags }))).await {
                    Ok(_) => return,
                    Err(ChangeError::Stale) => {}
                    Err(error) => panic!("{error:?}"),
                }
            }
        }
    };
    join_all((0..50).map(patient)).await;
    let now = bench.get(&record.id).await.unwrap();
    assert_eq!(now.version, 51);
    let tags: BTreeSet<_> = now.fields["tags"].as_array().unwrap().iter().map(ToString::to_string).collect();
    assert_eq!(tags.len(), 51);
    assert_eq!(bench.records.history(TENANT, TASK, &record.id, 100).await.unwrap().len(), 51);
}

pub(super) async fn fifty_new_records_have_fifty_numbers(bench: Bench) {
    let turns: Vec<String> = (0..50).map(|number| format!("turn {number}")).collect();
    let made = join_all(turns.iter().map(|turn| bench.apply(turn, create(json!({ "title": turn }))))).await;
    let ids: BTreeSet<_> = made.into_iter().map(|done| done.unwrap().record_id).collect();
    assert_eq!(ids.len(), 50);
}

pub(super) async fn of_fifty_with_one_name_one_is_made(bench: Bench) {
    let turns: Vec<String> = (0..50).map(|number| format!("turn {number}")).collect();
    let made = join_all(turns.iter().map(|turn| bench.apply(turn, create(json!({ "code": "one" }))))).await;
    let (done, refused): (Vec<_>, Vec<_>) = made.into_iter().partition(Result::is_ok);
    assert_eq!((done.len(), refused.len()), (1, 49));
    for error in refused {
        assert!(matches!(&error, Err(ChangeError::NotUnique(field)) if field == "code"), "{error:?}");
    }
    assert_eq!(bench.find(engine::records::RowAccess::all(), vec![]).await.len(), 1);
}
