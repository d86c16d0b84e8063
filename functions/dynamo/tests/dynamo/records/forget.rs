//! A user is forgotten.

use engine::ports::What;
use engine::records::DELETED_USER;
use serde_json::json;

use super::Bench;
use super::sample::{TASK, TENANT, change, create, delete, update};

/// What Ana made, changed and commented on, Ben made and changed, and what is deleted.
async fn busy(bench: &Bench) {
    let by = |turn: &str, by: &str, what: What| {
        let mut change = change(turn, what);
        by.clone_into(&mut change.by);
        change
    };
    let apply = async |turn: &str, name: &str, what: What| {
        bench.records.apply(&by(turn, name, what)).await.unwrap().record
    };
    let first = apply("t1", "ana", create(json!({ "title": "a" }))).await.unwrap();
    apply("t2", "ben", update(&first, json!({ "title": "b" }))).await;
    let second = apply("t3", "ben", create(json!({ "title": "c" }))).await.unwrap();
    let second = apply("t4", "ana", update(&second, json!({ "title": "d" }))).await.unwrap();
    apply("t5", "ben", What::Comment { id: second.id.clone(), text: "hello".to_owned() }).await;
    let third = apply("t6", "ana", create(json!({ "title": "e" }))).await.unwrap();
    apply("t7", "ben", delete(&third)).await;
    let fourth = apply("t8", "ben", create(json!({ "title": "f" }))).await.unwrap();
    apply("t9", "ana", What::Comment { id: fourth.id, text: "hi".to_owned() }).await;
}

async fn told(bench: &Bench) -> String {
    let mut told = String::new();
    for number in 1..=4 {
        let id = format!("TSK-{number}");
        told += &format!("{:?}", bench.get(&id).await);
        told += &format!("{:?}", bench.records.history(TENANT, TASK, &id, 100).await.unwrap());
    }
    for number in 1..=9 {
        told += &format!("{:?}", bench.records.done_by(TENANT, &format!("t{number}")).await.unwrap());
    }
    told
}

pub(super) async fn a_forgotten_user_is_named_nowhere(bench: Bench) {
    busy(&bench).await;
    let before = told(&bench).await;
    assert!(before.contains("\"ana\"") && before.contains("\"ben\""));
    for _ in 0..2 {
        bench.records.forget_author(TENANT, "ana").await.unwrap();
        let now = told(&bench).await;
        assert_eq!(now, before.replace("\"ana\"", &format!("\"{DELETED_USER}\"")));
    }
    // Their records can still be changed.
    let first = bench.get("TSK-1").await.unwrap();
    assert_eq!(first.created_by, DELETED_USER);
    bench.apply("later", update(&first, json!({ "title": "z" }))).await.unwrap();
}

pub(super) async fn who_is_not_forgotten_stays(bench: Bench) {
    busy(&bench).await;
    let before = told(&bench).await;
    for (tenant, user) in [(TENANT, "an"), (TENANT, "Ana"), ("crm", "ana"), (TENANT, ""), (TENANT, "ana#")] {
        bench.records.forget_author(tenant, user).await.unwrap();
    }
    assert_eq!(told(&bench).await, before);
}
