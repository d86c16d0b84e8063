//! What no two records of a type may have.

use engine::ports::ChangeError;
use serde_json::json;

use super::Bench;
use super::sample::{create, delete, update};

fn is_taken<T: std::fmt::Debug>(result: &Result<T, ChangeError>) {
    assert!(matches!(result, Err(ChangeError::NotUnique(field)) if field == "code"), "{result:?}");
}

pub(super) async fn what_one_has_no_other_gets(bench: Bench) {
    bench.made(json!({ "title": "a", "code": "Ünique" })).await;
    let other = bench.made(json!({ "title": "a", "code": "other" })).await;
    for code in ["Ünique", "ünique", "ÜNIQUE"] {
        is_taken(&bench.apply(code, create(json!({ "code": code }))).await);
        is_taken(&bench.apply(&format!("2 {code}"), update(&other, json!({ "code": code }))).await);
    }
    // Those without the field are in nobody's way, however many they are.
    bench.made(json!({ "title": "b" })).await;
    bench.made(json!({ "title": "c" })).await;
    let long = "x".repeat(5_000);
    bench.apply("first long", create(json!({ "code": long }))).await.unwrap();
    is_taken(&bench.apply("long", create(json!({ "code": long, "title": "again" }))).await);
}

pub(super) async fn what_is_let_go_is_free(bench: Bench) {
    let first = bench.made(json!({ "code": "1" })).await;
    let first = bench.apply("t2", update(&first, json!({ "code": "2" }))).await.unwrap().record.unwrap();
    let second = bench.made(json!({ "code": "1", "title": "b" })).await;
    bench.apply("t3", update(&first, json!({ "code": null }))).await.unwrap();
    let third = bench.made(json!({ "code": "2", "title": "c" })).await;
    bench.apply("t4", delete(&second)).await.unwrap();
    let third = bench.apply("t5", update(&third, json!({ "code": "1" }))).await.unwrap().record.unwrap();
    assert_eq!(third.fields["code"], json!("1"));
    is_taken(&bench.apply("t6", create(json!({ "code": "1" }))).await);
}

pub(super) async fn a_record_does_not_stand_in_its_own_way(bench: Bench) {
    let record = bench.made(json!({ "code": "one" })).await;
    let record = bench.apply("t2", update(&record, json!({ "title": "b" }))).await.unwrap().record.unwrap();
    let record = bench.apply("t3", update(&record, json!({ "code": "ONE" }))).await.unwrap().record.unwrap();
    assert_eq!(record.fields["code"], json!("ONE"));
    is_taken(&bench.apply("t4", create(json!({ "code": "one" }))).await);
}
