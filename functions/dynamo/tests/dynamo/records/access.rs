//! Who may see what, and what is found.

use engine::ports::{ChangeError, What};
use engine::records::{RowAccess, Test, matches};
use serde_json::{Value as Json, json};
use shared::wire::Record;

use super::Bench;
use super::sample::{TASK, TENANT, at, change, condition, create, delete, ids, many, only, query, update};

async fn filled(bench: &Bench) -> Vec<Record> {
    let mut records = Vec::new();
    for fields in many() {
        records.push(bench.made(fields).await);
    }
    // One whose state is another, one of somebody else's, one that is not there any more.
    let status = Some("done".to_owned());
    let done = What::Update { id: records[1].id.clone(), version: 1, fields: [].into(), status };
    records[1] = bench.apply("finish", done).await.unwrap().record.unwrap();
    let mut other = change("other", create(json!({ "title": "k", "client": "acme" })));
    other.by = "ben".to_owned();
    other.at = at(86_400);
    records.push(bench.records.apply(&other).await.unwrap().record.unwrap());
    let gone = bench.made(json!({ "title": "gone", "client": "acme", "tags": ["red"] })).await;
    bench.apply("delete", delete(&gone)).await.unwrap();
    records
}

fn values() -> Vec<Json> {
    vec![
        json!("acme"),
        json!("Acme"),
        json!("a"),
        json!("blue"),
        json!("5"),
        json!(""),
        json!(5),
        json!(5.5),
        json!(8),
        json!(true),
        json!(false),
        json!(null),
        json!("2026-11-21"),
        json!("2026-11-30"),
        json!({ "from": "2026-11-20", "to": "2026-11-30" }),
        json!({ "min": 3, "max": 8 }),
        json!({ "max": 8.0, "min": 3.0 }),
        json!({ "min": 5, "max": 20, "currency": "USD" }),
        json!(["red", "blue"]),
        json!(["blue", "red"]),
        json!("TSK-3"),
        json!("done"),
        json!("ben"),
    ]
}

const FIELDS: [&str; 13] = [
    "title",
    "client",
    "points",
    "done",
    "tags",
    "due",
    "budget",
    "time",
    "nowhere",
    "id",
    "status",
    "created_by",
    "created_at",
];

fn tests() -> Vec<Test> {
    let one = values()
        .into_iter()
        .flat_map(|value| [Test::Is(value.clone()), Test::AtLeast(value.clone()), Test::AtMost(value)]);
    let several = [
        vec![],
        vec![json!("acme"), json!(5), json!(["blue"]), json!("open")],
        vec![json!("blue"), json!("a"), json!("TSK-2"), json!("ana")],
        (0..30).map(|number| json!(number)).collect(),
    ];
    let several = several.into_iter().flat_map(|values| [Test::In(values.clone()), Test::NotIn(values)]);
    one.chain(several).chain([Test::Known(true), Test::Known(false)]).collect()
}

/// Every test of every field, as a filter and as an access, and many accesses put together.
pub(super) async fn the_store_finds_what_matches(bench: Bench) {
    let records = filled(&bench).await;
    let expected = |access: &RowAccess| -> Vec<String> {
        records.iter().filter(|record| matches(record, access)).map(|record| record.id.clone()).collect()
    };
    let all: Vec<_> =
        FIELDS.iter().flat_map(|field| tests().into_iter().map(|test| condition(field, test))).collect();
    for one in &all {
        let access = RowAccess(vec![vec![one.clone()]]);
        assert_eq!(bench.find(access.clone(), vec![]).await, expected(&access), "{one:?}");
        assert_eq!(bench.find(RowAccess::all(), vec![one.clone()]).await, expected(&access), "{one:?}");
    }
    let many = condition("points", Test::In((-60..60).map(|number| json!(number)).collect()));
    assert_eq!(bench.find(RowAccess::all(), vec![many]).await, ["TSK-1", "TSK-3"]);
    let mut place = 7;
    let mut next = || {
        place = (place * 75 + 74) % 65_537;
        all[place % all.len()].clone()
    };
    for _ in 0..150 {
        let access = RowAccess(vec![vec![next(), next()], vec![next()], vec![next(), next(), next()]]);
        let filter = next();
        let both: Vec<String> = records
            .iter()
            .filter(|record| matches(record, &access) && filter.holds(record))
            .map(|record| record.id.clone())
            .collect();
        assert_eq!(bench.find(access.clone(), vec![filter.clone()]).await, both, "{access:?} {filter:?}");
        for record in &records {
            let got = bench.records.get(TENANT, TASK, &record.id, &access).await.unwrap();
            assert_eq!(got.is_some(), matches(record, &access), "{access:?} {}", record.id);
        }
    }
}

pub(super) async fn pages_go_on_where_they_ended(bench: Bench) {
    for number in 1..=23 {
        bench.made(json!({ "title": number.to_string(), "even": number % 2 == 0 })).await;
    }
    let all: Vec<String> = (1..=23).map(|number| format!("TSK-{number}")).collect();
    let even: Vec<String> = all.iter().skip(1).step_by(2).cloned().collect();
    for (access, expected) in [(RowAccess::all(), all), (only("even", json!(true)), even)] {
        for limit in [1, 2, 10, 11, 22, 23, 24] {
            let mut query = query(access.clone(), vec![]);
            query.limit = limit;
            let mut found = Vec::new();
            loop {
                let page = bench.records.find(&query).await.unwrap();
                assert!(page.records.len() <= usize::from(limit));
                found.extend(page.records.into_iter().map(|record| record.id));
                query.after = page.after;
                if query.after.is_none() {
                    break;
                }
            }
            assert_eq!(found, expected, "{limit}");
        }
    }
}

pub(super) async fn what_may_not_be_reached_is_not_there(bench: Bench) {
    let theirs = bench.made(json!({ "title": "secret", "client": "beta" })).await;
    let acme = only("client", json!("acme"));
    for access in [acme.clone(), RowAccess::default()] {
        assert_eq!(bench.find(access.clone(), vec![]).await, [""; 0]);
        assert_eq!(bench.records.get(TENANT, TASK, &theirs.id, &access).await.unwrap(), None);
        let what = [
            update(&theirs, json!({ "client": "acme" })),
            delete(&theirs),
            What::Comment { id: theirs.id.clone(), text: "hello".to_owned() },
            What::LinkCommit { id: theirs.id.clone(), commit: "3f2a1b0".to_owned() },
        ];
        for (place, what) in what.into_iter().enumerate() {
            let mut change = change(&format!("turn {place}"), what);
            change.access = access.clone();
            let refused = bench.records.apply(&change).await.unwrap_err();
            assert!(matches!(refused, ChangeError::NotThere), "{refused:?}");
        }
    }
    assert_eq!(bench.get(&theirs.id).await, Some(theirs.clone()));
    assert_eq!(bench.records.history(TENANT, TASK, &theirs.id, 10).await.unwrap().len(), 1);
}

pub(super) async fn nothing_of_another_tenant_or_type_is_reached(bench: Bench) {
    let ours = bench.made(json!({ "title": "ours", "code": "1" })).await;
    let others = [
        ("crm", TASK),
        (TENANT, "lead"),
        (TENANT, "tas"),
        ("worky#R#task", ""),
        ("worky#R", TASK),
        ("", "worky#R#task"),
        (TENANT, ""),
    ];
    for (place, (tenant, record_type)) in (1..).zip(others) {
        let mut query = query(RowAccess::all(), vec![]);
        query.tenant = tenant.to_owned();
        query.record_type = record_type.to_owned();
        assert_eq!(ids(&bench.records, &query).await, [""; 0], "{tenant} {record_type}");
        let got = bench.records.get(tenant, record_type, &ours.id, &RowAccess::all()).await.unwrap();
        assert_eq!(got, None, "{tenant} {record_type}");
        assert!(bench.records.history(tenant, record_type, &ours.id, 9).await.unwrap().is_empty());
        // The same id and the same unique value are theirs as well.
        let mut theirs = change("theirs", create(json!({ "code": "1" })));
        theirs.tenant = tenant.to_owned();
        theirs.record_type = record_type.to_owned();
        theirs.id.place = place;
        assert_eq!(bench.records.apply(&theirs).await.unwrap().record_id, "TSK-1");
    }
    for hostile in ["", "#", "TSK-1#", "TSK", "R#", "TSK-1\u{0}", "%"] {
        assert_eq!(bench.get(hostile).await, None, "{hostile}");
    }
    assert_eq!(bench.find(RowAccess::all(), vec![]).await, ["TSK-1"]);
    assert_eq!(bench.get("TSK-1").await, Some(ours));
}
