//! Every mistake in `records` is told with its place.

use serde_json::{Value as Json, json};

fn file() -> Json {
    json!({
        "version": 1, "id": "worky", "name": "Worky", "origins": ["self"], "locale": "en-GB", "country": "DE",
        "greeting": "Hello!",
        "users": {
            "keys": [{ "algorithm": "HS256", "secret": "WORKY_USERS" }],
            "claims": { "attributes": { "projects": "projects", "client_id": "client" } },
        },
        "records": { "types": [
            {
                "key": "project", "one": "project", "many": "projects", "id_prefix": "PRJ",
                "fields": [{ "key": "name", "kind": "text", "unique": true }],
                "display": { "title": "name" }, "search": ["name"],
                "permissions": [{ "roles": ["*"], "actions": ["find"] }],
            },
            {
                "key": "task", "one": "task", "many": "tasks", "id_prefix": "TSK",
                "fields": [
                    { "key": "title", "kind": "text", "required": true },
                    { "key": "project_id", "kind": "text", "refers_to": "project" },
                    { "key": "assignee", "kind": "text", "user": true, "default": { "from": "user.id" } },
                    { "key": "points", "kind": "number", "default": { "value": 3 } },
                    { "key": "due", "kind": "date", "default": { "today": true } },
                    { "key": "tags", "kind": "list", "choices": [{ "value": "red" }, { "value": "blue" }] },
                ],
                "status": {
                    "values": [{ "value": "open" }, { "value": "done", "closed": true }],
                    "initial": "open",
                    "transitions": { "open": ["done"], "done": [] },
                },
                "display": {
                    "title": "title", "subtitle": "project_id", "card": ["status", "due"], "table": ["id", "title"],
                    "link": "/projects/{project_id}#{id}", "list_link": "/tasks",
                },
                "search": ["title"],
                "permissions": [
                    { "roles": ["developer"], "actions": ["find", "update", "change_status"],
                      "where": [
                        { "field": "project_id", "in": "user.projects" },
                        { "field": "status", "one_of": ["open", "done"] },
                        { "field": "tags", "is": "red" },
                      ],
                      "fields": ["title"] },
                    { "roles": ["*"], "actions": ["create"], "where": [{ "field": "created_by", "equals": "visitor" }] },
                ],
                "delete": "never",
            },
        ] },
    })
}

/// What is said of the file with another value at a place below the type `task`.
fn with(pointer: &str, value: Json) -> Vec<String> {
    let mut file = file();
    let (parent, key) = pointer.rsplit_once('/').unwrap();
    match file.pointer_mut(&format!("/records/types/1{parent}")).unwrap() {
        Json::Array(items) => items[key.parse::<usize>().unwrap()] = value,
        parent => parent[key] = value,
    }
    told(&file)
}

fn told(file: &Json) -> Vec<String> {
    let mistakes = crate::tenant::read(&file.to_string()).err().unwrap_or_default();
    mistakes.iter().map(|mistake| format!("{}: {}", mistake.path, mistake.reason)).collect()
}

#[test]
fn a_good_file_has_no_mistake() {
    assert_eq!(told(&file()), [""; 0]);
}

#[test]
fn every_mistake_is_told_with_its_place_and_what_was_meant() {
    for (pointer, value, path, says) in [
        ("/key", json!("project"), "key", "`project` is declared twice"),
        ("/id_prefix", json!("PRJ"), "id_prefix", "`PRJ` stands before the ids of another type"),
        ("/fields/0/key", json!("due"), "fields[4].key", "`due` is declared twice"),
        ("/fields/3/key", json!("version"), "fields[3].key", "`version` is there of every record"),
        ("/fields/3/choices", json!([{ "value": "a" }]), "fields[3].choices", "`choice` and `list` only"),
        ("/fields/5/choices", json!([]), "fields[5].choices", "is needed by the kinds"),
        ("/fields/3/unique", json!(true), "fields[3].unique", "`email`, `phone` and `url` only"),
        ("/fields/3/user", json!(true), "fields[3].user", "`text` only"),
        ("/fields/3/refers_to", json!("project"), "fields[3].refers_to", "`text` only"),
        ("/fields/1/refers_to", json!("projct"), "fields[1].refers_to", "Did you mean `project`?"),
        (
            "/fields/2/default",
            json!({ "from": "user.project" }),
            "fields[2].default.from",
            "`user.projects`?",
        ),
        ("/fields/3/default", json!({ "today": true }), "fields[3].default.today", "`date` only"),
        ("/fields/3/default", json!({ "value": "many" }), "fields[3].default.value", "it must be a number"),
        (
            "/fields/5/default",
            json!({ "value": ["green"] }),
            "fields[5].default.value",
            "`green` is not one of `red`, `blue`",
        ),
        ("/status/initial", json!("opn"), "status.initial", "Did you mean `open`?"),
        ("/status/values/1/value", json!("open"), "status.values[1].value", "`open` is declared twice"),
        ("/status/transitions", json!({ "opened": [] }), "status.transitions.opened", "Did you mean `open`?"),
        ("/status/transitions/open", json!(["don"]), "status.transitions.open[0]", "Did you mean `done`?"),
        ("/display/title", json!("titel"), "display.title", "Did you mean `title`?"),
        ("/display/title", json!("points"), "display.title", "of the kind `text`"),
        ("/display/subtitle", json!("projects_id"), "display.subtitle", "Did you mean `project_id`?"),
        ("/display/card", json!(["state"]), "display.card[0]", "Did you mean `status`?"),
        ("/display/table", json!(["id", "name"]), "display.table[1]", "`name` is not the key of a field"),
        ("/display/link", json!("/p/{project}#{id}"), "display.link", "`project` is not the key of a field"),
        ("/display/list_link", json!("/tasks/{id}"), "display.list_link", "a list has no such thing"),
        ("/search", json!(["titel"]), "search[0]", "Did you mean `title`?"),
        ("/permissions/0/fields", json!(["ttle"]), "permissions[0].fields[0]", "Did you mean `title`?"),
        (
            "/permissions/0/where/0/field",
            json!("project"),
            "permissions[0].where[0].field",
            "is not the key of a field",
        ),
        (
            "/permissions/0/where/0/in",
            json!("user.teams"),
            "permissions[0].where[0].in",
            "`user.teams` is not declared",
        ),
        ("/permissions/0/where/0/is", json!("PRJ-1"), "permissions[0].where[0]", "exactly one of"),
        ("/permissions/0/where/2", json!({ "field": "tags" }), "permissions[0].where[2]", "exactly one of"),
        ("/permissions/0/where/1/one_of", json!([]), "permissions[0].where[1].one_of", "is empty"),
        (
            "/permissions/0/where/1/one_of",
            json!(["opn"]),
            "permissions[0].where[1].one_of[0]",
            "Did you mean `open`?",
        ),
        ("/permissions/0/where/2/is", json!("green"), "permissions[0].where[2].is", "`green` is not one of"),
        ("/permissions/0/actions", json!(["comment"]), "permissions", "nobody can ever see a record"),
        ("/permissions/1/fields", json!(["title"]), "permissions[1].fields", ""),
    ] {
        let told = with(pointer, value.clone());
        let path = format!("records.types[1].{path}");
        if says.is_empty() {
            assert_eq!(told, [""; 0], "{pointer} {value}");
            continue;
        }
        let is_told = |line: &String| line.starts_with(&format!("{path}: ")) && line.contains(says);
        assert!(told.iter().any(is_told), "{pointer} {value}: {told:#?}");
    }
}

#[test]
fn a_type_without_states_has_none_anywhere() {
    let mut file = file();
    file.pointer_mut("/records/types/1").unwrap().as_object_mut().unwrap().remove("status");
    let told = told(&file);
    let paths: Vec<&str> =
        told.iter().filter_map(|line| line.split_once(": ").map(|(path, _)| path)).collect();
    assert!(paths.contains(&"records.types[1].display.card[0]"), "{told:#?}");
    assert!(paths.contains(&"records.types[1].permissions[0].actions[2]"), "{told:#?}");
    assert!(paths.contains(&"records.types[1].permissions[0].where[1].field"), "{told:#?}");
}

#[test]
fn without_users_nobody_is_known() {
    let mut file = file();
    file.as_object_mut().unwrap().remove("users");
    let told = told(&file);
    assert_eq!(told.len(), 2, "{told:#?}");
    assert!(told.iter().all(|line| line.contains("nobody is ever known without `users`")), "{told:#?}");
    let mut with = file;
    with.pointer_mut("/records/types/1/permissions/0/where").unwrap().as_array_mut().unwrap().remove(0);
    *with.pointer_mut("/records/types/1/fields/2/default/from").unwrap() = json!("visitor");
    assert_eq!(super::super::read(&with.to_string()).err(), None);
}
