//! `/api/v1/admin/records/…`: listing, writing, deleting and importing records.

use api::Tenants;
use axum::body::Body;
use axum::http::Method;
use futures_util::future::join_all;
use serde_json::{Value as Json, json};
use shared::tenant::TenantFile;

use crate::world::{Answer, World, request};

const PATH: &str = "/api/v1/admin/records/task";

/// What the studio's tenant file says of its records.
pub(crate) fn types() -> Json {
    json!({ "types": [{
        "key": "task", "one": "task", "many": "tasks", "id_prefix": "TSK",
        "fields": [
            { "key": "title", "kind": "text", "required": true },
            { "key": "code", "kind": "text", "unique": true },
            { "key": "points", "kind": "number" },
            { "key": "budget", "kind": "money" },
            { "key": "due", "kind": "date" },
            { "key": "priority", "kind": "choice", "choices": [{ "value": "high" }, { "value": "low" }], "default": { "value": "low" } },
            { "key": "tags", "kind": "list", "choices": [{ "value": "red" }, { "value": "blue" }] },
        ],
        "status": {
            "values": [{ "value": "open" }, { "value": "doing" }, { "value": "done", "closed": true }],
            "initial": "open", "transitions": { "open": ["doing"], "doing": ["done"] },
        },
        "display": { "title": "title" }, "search": ["title"],
        "permissions": [{ "roles": ["*"], "actions": ["find"] }],
    }] })
}

/// A server whose studio keeps records; and whose crm does, too.
pub(crate) async fn world() -> World {
    let mut world = World::new().await;
    keep_records(&mut world);
    world
}

pub(crate) fn keep_records(world: &mut World) {
    let mut tenants: Vec<TenantFile> = world.app.tenants.iter().cloned().collect();
    for tenant in tenants.iter_mut().filter(|tenant| ["studio", "crm"].contains(&tenant.id.as_str())) {
        tenant.records = serde_json::from_value(types()).unwrap();
    }
    world.app.tenants = Tenants::new(tenants);
}

async fn asks(
    world: &World,
    method: Method,
    path: &str,
    headers: &[(&'static str, &'static str)],
    body: Option<Json>,
) -> Answer {
    let token = world.admin("studio");
    let body = body.map_or_else(Body::empty, |body| Body::from(body.to_string()));
    let mut asked = request(method, &format!("{PATH}{path}"), Some(&token), body);
    for (name, value) in headers {
        asked.headers_mut().insert(*name, value.parse().unwrap());
    }
    world.ask(asked).await
}

pub(crate) async fn put(world: &World, id: &str, fields: Json) -> Answer {
    asks(world, Method::PUT, &format!("/{id}"), &[], Some(json!({ "fields": fields }))).await
}

async fn ids(world: &World, query: &str) -> Vec<String> {
    let answer = asks(world, Method::GET, query, &[], None).await;
    assert_eq!(answer.status, 200, "{answer:?}");
    let records = answer.json()["records"].as_array().unwrap().clone();
    records.iter().map(|record| record["id"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn a_record_is_made_replaced_and_deleted_and_its_history_told() {
    let world = world().await;
    let made =
        put(&world, "TSK-7", json!({ "title": "Buy milk", "due": "next friday", "points": "3" })).await;
    assert_eq!(made.status, 201, "{made:?}");
    let made = made.json();
    let fields = json!({ "title": "Buy milk", "due": "2026-11-27", "points": 3, "priority": "low" });
    assert_eq!(made["fields"], fields);
    assert_eq!((&made["version"], &made["status"]), (&json!(1), &json!("open")));
    assert_eq!(made["created_by"], "admin");

    // The same again is no change; what is not told is not known any more; any state may follow.
    let same = put(&world, "TSK-7", fields).await;
    assert_eq!((same.status.as_u16(), same.json()), (200, made.clone()));
    let body = json!({ "status": "done", "fields": { "title": "Buy bread", "priority": "high" } });
    let replaced = asks(&world, Method::PUT, "/TSK-7", &[], Some(body)).await;
    assert_eq!(replaced.status, 200);
    assert_eq!(replaced.json()["fields"], json!({ "title": "Buy bread", "priority": "high" }));
    assert_eq!((&replaced.json()["version"], &replaced.json()["status"]), (&json!(2), &json!("done")));

    let shown = asks(&world, Method::GET, "/TSK-7", &[], None).await.json();
    assert_eq!(shown["record"], replaced.json());
    let history = shown["history"].as_array().unwrap();
    assert_eq!(history.len(), 2);
    assert_eq!((&history[0]["action"], &history[1]["action"]), (&json!("update"), &json!("create")));
    assert_eq!(history[0]["changed"]["points"], json!({ "from": 3 }));
    assert_eq!(history[0]["changed"]["status"], json!({ "from": "open", "to": "done" }));

    assert_eq!(asks(&world, Method::DELETE, "/TSK-7", &[], None).await.status, 204);
    for method in [Method::GET, Method::DELETE] {
        assert_eq!(asks(&world, method, "/TSK-7", &[], None).await.problem(), (404, "not_found".to_owned()));
    }
    assert_eq!(ids(&world, "").await, [""; 0]);
    let again = put(&world, "TSK-7", json!({ "title": "Buy milk" })).await;
    assert_eq!(again.problem(), (422, "body_invalid".to_owned()));
    assert!(again.text.contains("was deleted"), "{again:?}");
}

#[tokio::test]
async fn a_stale_version_is_refused() {
    let world = world().await;
    let title = |title: &str| Some(json!({ "fields": { "title": title } }));
    let changed = (412, "record_changed".to_owned());
    for headers in [[("if-match", "\"1\"")], [("if-match", "*")]] {
        assert_eq!(asks(&world, Method::PUT, "/TSK-1", &headers, title("a")).await.problem(), changed);
    }
    let new = [("if-none-match", "*")];
    assert_eq!(asks(&world, Method::PUT, "/TSK-1", &new, title("a")).await.status, 201);
    assert_eq!(asks(&world, Method::PUT, "/TSK-1", &new, title("b")).await.problem(), changed);
    assert_eq!(asks(&world, Method::PUT, "/TSK-1", &[("if-match", "\"1\"")], title("b")).await.status, 200);
    for stale in ["\"1\"", "1", "3", "\"\"", "W/\"2\"", "two"] {
        let headers = [("if-match", stale)];
        assert_eq!(
            asks(&world, Method::PUT, "/TSK-1", &headers, title("c")).await.problem(),
            changed,
            "{stale}"
        );
        assert_eq!(
            asks(&world, Method::DELETE, "/TSK-1", &headers, None).await.problem(),
            changed,
            "{stale}"
        );
    }
    assert_eq!(asks(&world, Method::PUT, "/TSK-1", &[("if-match", "*")], title("d")).await.status, 200);
    assert_eq!(asks(&world, Method::DELETE, "/TSK-1", &[("if-match", "3")], None).await.status, 204);
}

#[tokio::test]
async fn of_many_who_write_the_same_version_one_does() {
    let world = world().await;
    put(&world, "TSK-1", json!({ "title": "a" })).await;
    let write = |number: usize| {
        let body = json!({ "fields": { "title": number.to_string() } });
        asks(&world, Method::PUT, "/TSK-1", &[("if-match", "1")], Some(body))
    };
    let wins: Vec<usize> =
        join_all((0..20).map(|number| async move { write(number).await.status.is_success() }))
            .await
            .into_iter()
            .enumerate()
            .filter_map(|(number, won)| won.then_some(number))
            .collect();
    let [winner] = wins.as_slice() else { panic!("{wins:?}") };
    let now = asks(&world, Method::GET, "/TSK-1", &[], None).await.json();
    assert_eq!(now["record"]["fields"]["title"], json!(winner.to_string()));
    assert_eq!(now["history"].as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn what_is_wrong_is_told_with_its_place_and_what_is_allowed() {
    let world = world().await;
    put(&world, "TSK-1", json!({ "title": "a", "code": "One" })).await;
    for (body, pointer, says) in [
        (json!({ "fields": {} }), "/fields/title", "must be known"),
        (json!({ "fields": { "title": "a", "tittle": 1 } }), "/fields/tittle", "did you mean `title`?"),
        (json!({ "fields": { "title": "a", "points": "many" } }), "/fields/points", "must be a number"),
        (
            json!({ "fields": { "title": "a", "priority": "urgent" } }),
            "/fields/priority",
            "not one of `high`, `low`",
        ),
        (json!({ "fields": { "title": "a", "tags": ["red", "green"] } }), "/fields/tags", "`red`, `blue`"),
        (json!({ "fields": { "title": "a", "due": "2026-02-30" } }), "/fields/due", "day"),
        (
            json!({ "fields": { "title": "a" }, "status": "closed" }),
            "/status",
            "not one of `open`, `doing`, `done`",
        ),
        (json!({ "fields": { "title": "a", "code": "one" } }), "/fields/code", "must be unique"),
    ] {
        let answer = asks(&world, Method::PUT, "/TSK-2", &[], Some(body.clone())).await;
        assert_eq!(answer.problem(), (422, "body_invalid".to_owned()), "{body}");
        let errors = answer.json()["errors"].as_array().unwrap().clone();
        let is_told =
            |error: &Json| error["pointer"] == pointer && error["detail"].as_str().unwrap().contains(says);
        assert!(errors.iter().any(is_told), "{body}: {errors:?}");
    }
    for id in ["a%20b", "%23", "a%2Fb", &"x".repeat(101)] {
        let answer = put(&world, id, json!({ "title": "a" })).await;
        assert_eq!(answer.problem(), (422, "body_invalid".to_owned()), "{id}");
    }
    assert_eq!(ids(&world, "").await, ["TSK-1"]);
    let unknown = world.get("/api/v1/admin/records/lead", Some(&world.admin("studio"))).await;
    assert_eq!(unknown.problem(), (404, "not_found".to_owned()));
}

#[tokio::test]
async fn a_list_is_filtered_and_goes_on_where_it_ended() {
    let world = world().await;
    for (number, due) in [(1, "2026-11-20"), (2, "2026-11-21"), (3, "2026-11-22"), (10, "2026-11-23")] {
        let tags = if number % 2 == 0 { json!(["red"]) } else { json!(["blue", "red"]) };
        let fields = json!({
            "title": format!("Task {number}"), "due": due, "points": number, "tags": tags, "budget": format!("{number}k €"),
        });
        assert_eq!(put(&world, &format!("TSK-{number}"), fields).await.status, 201);
    }
    for (query, expected) in [
        ("", &["TSK-1", "TSK-2", "TSK-3", "TSK-10"][..]),
        ("?status=open&points.min=2&points.max=3", &["TSK-2", "TSK-3"]),
        ("?due.max=2026-11-21", &["TSK-1", "TSK-2"]),
        ("?tags=blue", &["TSK-1", "TSK-3"]),
        ("?tags.not=blue", &["TSK-2", "TSK-10"]),
        ("?title=Task%203", &["TSK-3"]),
        ("?budget.min=3000%20EUR", &["TSK-3", "TSK-10"]),
        ("?id=TSK-10", &["TSK-10"]),
        ("?status=done", &[]),
        ("?created_by=admin&changed_at.max=2026-11-21", &["TSK-1", "TSK-2", "TSK-3", "TSK-10"]),
    ] {
        assert_eq!(ids(&world, query).await, expected, "{query}");
    }
    let mut found = Vec::new();
    let mut next = String::new();
    loop {
        let page = asks(&world, Method::GET, &format!("?limit=3{next}"), &[], None).await.json();
        let records = page["records"].as_array().unwrap();
        assert!(records.len() <= 3);
        found.extend(records.iter().map(|record| record["id"].clone()));
        match page["next"].as_str() {
            Some(more) => next = format!("&next={more}"),
            None => break,
        }
    }
    assert_eq!(found, ["TSK-1", "TSK-2", "TSK-3", "TSK-10"]);
    for query in ["?limit=0", "?limit=1001", "?colour=red", "?points=many", "?points.about=3", "?tags=green"]
    {
        let answer = asks(&world, Method::GET, query, &[], None).await;
        assert_eq!(answer.problem(), (422, "query_invalid".to_owned()), "{query}");
    }
}

#[tokio::test]
async fn an_import_tells_what_is_wrong_with_each_row_and_is_made_once() {
    let world = world().await;
    let rows = json!([
        { "id": "TSK-5", "fields": { "title": "Five", "code": "5" } },
        { "fields": { "title": "New" } },
        { "fields": { "title": "New" } },
        { "fields": { "points": 3 } },
        { "id": "TSK-6", "status": "over", "fields": { "title": "Six", "due": "someday" } },
        { "id": "TSK-9", "status": "done", "fields": { "title": "Nine", "code": "5" } },
        { "id": "no good", "fields": { "title": "Ten" } },
    ]);
    let import = |rows: Json| asks(&world, Method::POST, "/import", &[], Some(json!({ "rows": rows })));
    let first = import(rows.clone()).await;
    assert_eq!(first.status, 200, "{first:?}");
    let first = first.json();
    assert_eq!(
        (&first["created"], &first["replaced"], &first["unchanged"]),
        (&json!(3), &json!(0), &json!(0))
    );
    let errors: Vec<_> =
        first["errors"].as_array().unwrap().iter().map(|error| (&error["row"], &error["field"])).collect();
    let at = |row: u32, field: &str| (json!(row), json!(field));
    let expected = [at(3, "title"), at(4, "due"), at(4, "status"), at(5, "code"), at(6, "id")];
    assert_eq!(errors, expected.iter().map(|(row, field)| (row, field)).collect::<Vec<_>>());
    assert_eq!(ids(&world, "").await, ["TSK-5", "TSK-6", "TSK-7"]);

    let again = import(rows).await.json();
    assert_eq!(
        (&again["created"], &again["replaced"], &again["unchanged"]),
        (&json!(0), &json!(0), &json!(3))
    );
    assert_eq!(again["errors"], first["errors"]);
    let changed = import(json!([{ "id": "TSK-5", "fields": { "title": "Fünf" } }])).await.json();
    assert_eq!((&changed["replaced"], &changed["errors"]), (&json!(1), &json!([])));
    assert_eq!(ids(&world, "").await, ["TSK-5", "TSK-6", "TSK-7"]);
    for rows in [json!([]), json!(vec![json!({ "fields": {} }); 201])] {
        assert_eq!(import(rows).await.problem(), (422, "body_invalid".to_owned()));
    }
}

#[tokio::test]
async fn another_tenants_records_are_not_there() {
    let world = world().await;
    put(&world, "TSK-1", json!({ "title": "of the studio" })).await;
    let crm = world.admin("crm");
    let list = world.get(PATH, Some(&crm)).await.json();
    assert_eq!(list, json!({ "records": [] }));
    let one = world.get(&format!("{PATH}/TSK-1"), Some(&crm)).await;
    assert_eq!(one.problem(), (404, "not_found".to_owned()));
}
