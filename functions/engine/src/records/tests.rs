//! Who may do what, what is filled in, and what is wrong with a record.

use std::collections::BTreeMap;

use jiff::civil::date;
use proptest::prelude::*;
use serde_json::{Value as Json, json};
use shared::tenant::{Permission, RecordAction, RecordType, RowRule};
use shared::wire::Record;

use super::*;
use crate::rules::values::Context;
use crate::user::{User, UserAttribute};

const CONTEXT: Context<'static> = Context { country: "DE", locale: "en-GB", today: date(2026, 11, 21) };

fn task() -> RecordType {
    serde_json::from_value(json!({
        "key": "task", "one": "task", "many": "tasks", "id_prefix": "TSK",
        "fields": [
            { "key": "title", "kind": "text", "required": true },
            { "key": "client_id", "kind": "text" },
            { "key": "project_id", "kind": "text" },
            { "key": "owner", "kind": "text", "default": { "from": "visitor" } },
            { "key": "points", "kind": "number", "default": { "value": 1 } },
            { "key": "due", "kind": "date", "default": { "today": true } },
            { "key": "priority", "kind": "choice", "choices": [{ "value": "high", "synonyms": ["urgent"] }, { "value": "low" }] },
            { "key": "tags", "kind": "list", "choices": [{ "value": "red" }, { "value": "blue" }] },
            { "key": "budget", "kind": "money" },
            { "key": "email", "kind": "email" },
            { "key": "done", "kind": "yes_no" },
        ],
        "status": {
            "values": [{ "value": "open" }, { "value": "doing" }, { "value": "done", "closed": true }],
            "initial": "open", "transitions": { "open": ["doing"], "done": [] },
        },
        "display": { "title": "title" }, "search": ["title"],
        "permissions": [
            { "roles": ["manager"], "actions": ["find", "create", "update", "change_status", "delete"] },
            { "roles": ["developer"], "actions": ["find", "update", "change_status", "create"],
              "where": [{ "field": "project_id", "in": "user.projects" }], "fields": ["title", "project_id", "points"] },
            { "roles": ["developer"], "actions": ["update"],
              "where": [{ "field": "owner", "equals": "user.id" }, { "field": "status", "one_of": ["open", "doing"] }] },
            { "roles": ["client"], "actions": ["find", "create"],
              "where": [{ "field": "client_id", "equals": "user.client_id" }, { "field": "priority", "is": "low" }] },
            { "roles": ["*"], "actions": ["comment"], "where": [{ "field": "tags", "equals": "user.colour" }] },
        ],
    }))
    .unwrap()
}

fn actor(role: &str, attributes: &[(&str, UserAttribute)]) -> Actor {
    let attributes = attributes.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect();
    let user = User { id: "ana".to_owned(), role: Some(role.to_owned()), attributes };
    Actor { user: Some(user), session: "session-1".to_owned() }
}

fn texts(values: &[&str]) -> UserAttribute {
    UserAttribute::Texts(values.iter().map(|value| (*value).to_owned()).collect())
}

fn text(value: &str) -> UserAttribute {
    UserAttribute::Text(value.to_owned())
}

fn nobody() -> Actor {
    Actor { user: None, session: "session-1".to_owned() }
}

fn fields(object: Json) -> BTreeMap<String, Json> {
    serde_json::from_value(object).unwrap()
}

fn record(status: &str, object: Json) -> Record {
    Record {
        record_type: "task".to_owned(),
        id: "TSK-1".to_owned(),
        version: 1,
        status: Some(status.to_owned()),
        fields: fields(object),
        created_at: "2026-11-21T12:00:00.000Z".to_owned(),
        created_by: "ben".to_owned(),
        changed_at: "2026-11-21T12:00:00.000Z".to_owned(),
        changed_by: "ben".to_owned(),
    }
}

#[test]
fn permissions_add_up_and_rules_narrow() {
    let task = task();
    let reach = |actor: &Actor, action, record: &Record| matches(record, &access(&task, action, actor));
    let phoenix = record("open", json!({ "project_id": "PRJ-1", "client_id": "acme", "owner": "ana" }));
    let apollo = record("done", json!({ "project_id": "PRJ-2", "client_id": "acme", "owner": "ana" }));
    let developer = actor("developer", &[("projects", texts(&["PRJ-1", "PRJ-3"]))]);
    assert!(reach(&developer, RecordAction::Find, &phoenix));
    assert!(!reach(&developer, RecordAction::Find, &apollo));
    // By the other permission: their own, while it is not done.
    let theirs = record("open", json!({ "project_id": "PRJ-2", "owner": "ana" }));
    assert!(reach(&developer, RecordAction::Update, &theirs));
    assert!(!reach(&developer, RecordAction::Update, &apollo));
    assert!(!reach(&developer, RecordAction::Delete, &phoenix));
    assert!(reach(&actor("manager", &[]), RecordAction::Delete, &apollo));
    for stranger in [nobody(), actor("", &[]), actor("Manager", &[]), actor("*", &[])] {
        assert!(access(&task, RecordAction::Find, &stranger).is_none(), "{stranger:?}");
    }
}

#[test]
fn what_is_not_known_of_the_user_matches_nothing() {
    let task = task();
    for attributes in [vec![], vec![("projects", texts(&[]))], vec![("project", texts(&["PRJ-1"]))]] {
        let developer = actor("developer", &attributes);
        assert!(access(&task, RecordAction::Find, &developer).is_none(), "{attributes:?}");
    }
    // A list equals no value; one text is a list of one.
    let client = actor("client", &[("client_id", texts(&["acme"]))]);
    assert!(access(&task, RecordAction::Find, &client).is_none());
    let developer = actor("developer", &[("projects", text("PRJ-1"))]);
    assert!(matches(
        &record("open", json!({ "project_id": "PRJ-1" })),
        &access(&task, RecordAction::Find, &developer)
    ));
    // What the record does not have is kept by no rule either.
    assert!(!matches(&record("open", json!({})), &access(&task, RecordAction::Find, &developer)));
    // A list contains.
    let colourful = actor("", &[("colour", text("blue"))]);
    let comment = access(&task, RecordAction::Comment, &colourful);
    assert!(matches(&record("open", json!({ "tags": ["red", "blue"] })), &comment));
    assert!(!matches(&record("open", json!({ "tags": ["red"] })), &comment));
    assert!(!matches(&record("open", json!({ "tags": "blue sky" })), &comment));
}

#[test]
fn fields_are_allowed_by_the_permission_that_reaches_the_record() {
    let task = task();
    let developer = actor("developer", &[("projects", texts(&["PRJ-1"]))]);
    assert_eq!(fields_allowed(&task, RecordAction::Update, &developer), FieldsAllowed::Any);
    let only = fields_allowed(&task, RecordAction::Create, &developer);
    assert!(only.contains("title") && !only.contains("client_id"), "{only:?}");
    assert_eq!(fields_allowed(&task, RecordAction::Create, &nobody()), FieldsAllowed::Only([].into()));
    // Of a record of the project only some fields, of their own every one: what one permission lets be set of its records
    // does not let it be set of the other's.
    let of_project = record("open", json!({ "project_id": "PRJ-1", "owner": "ben" }));
    let own = record("open", json!({ "project_id": "PRJ-9", "owner": "ana" }));
    let may = |fields: &[&str], record: &Record| {
        matches(record, &access_to_set(&task, RecordAction::Update, &developer, fields))
    };
    assert!(may(&["title", "points"], &of_project) && !may(&["title", "client_id"], &of_project));
    assert!(may(&["client_id"], &own));
}

#[test]
fn a_change_moves_nothing_out_of_reach() {
    let task = task();
    let developer = actor("developer", &[("projects", texts(&["PRJ-1", "PRJ-2"]))]);
    let may = |action, set: &[&str], after: &Record| may_become(&task, action, &developer, set, after);
    let in_project = |id: &str| record("open", json!({ "project_id": id, "owner": "ben" }));
    assert!(may(RecordAction::Update, &["project_id"], &in_project("PRJ-2")));
    assert!(!may(RecordAction::Update, &["project_id"], &in_project("PRJ-3")));
    // Theirs to update, but once it is in another project they would find it no more.
    assert!(!may(
        RecordAction::Update,
        &["project_id"],
        &record("open", json!({ "project_id": "PRJ-3", "owner": "ana" }))
    ));
    // Rules on the state ask for what it was.
    let own = record("done", json!({ "project_id": "PRJ-1", "owner": "ana", "client_id": "acme" }));
    assert!(may(RecordAction::Update, &["client_id"], &own));
    assert!(may_create(&task, &developer, &["title", "project_id"], &in_project("PRJ-1")));
    assert!(!may_create(&task, &developer, &["title"], &in_project("PRJ-3")));
    assert!(!may_create(&task, &developer, &["client_id"], &in_project("PRJ-1")));
}

#[test]
fn rules_and_defaults_fill_in_a_new_record() {
    let task = task();
    let today = date(2026, 11, 21);
    let client = actor("client", &[("client_id", text("acme"))]);
    let filled = fill_in(&task, &client, today, &fields(json!({ "title": "a" })), None);
    let expected = json!({
        "title": "a", "client_id": "acme", "priority": "low", "owner": "ana", "points": 1, "due": "2026-11-21",
    });
    assert_eq!(filled, Filled { fields: fields(expected), status: Some("open".to_owned()) });
    // What was given stays, and is refused later if it must not be.
    let other =
        fill_in(&task, &client, today, &fields(json!({ "client_id": "beta", "points": 9 })), Some("doing"));
    assert_eq!((&other.fields["client_id"], &other.fields["points"]), (&json!("beta"), &json!(9)));
    assert_eq!((other.status.as_deref(), other.fields.contains_key("priority")), (Some("doing"), false));
    // Of several projects none is chosen; of one, that one.
    let of = |projects: &[&str]| {
        let developer = actor("developer", &[("projects", texts(projects))]);
        fill_in(&task, &developer, today, &BTreeMap::new(), None).fields.get("project_id").cloned()
    };
    assert_eq!(of(&["PRJ-1", "PRJ-2"]), None);
    assert_eq!(of(&["PRJ-1"]), Some(json!("PRJ-1")));
    assert_eq!(fill_in(&task, &nobody(), today, &BTreeMap::new(), None).fields["owner"], json!("session-1"));
}

#[test]
fn values_are_read_as_they_are_said_and_kept_in_one_way() {
    let task = task();
    for (field, given, kept) in [
        ("title", json!("  Buy milk "), json!("Buy milk")),
        ("points", json!("5"), json!(5)),
        ("points", json!({ "min": 3, "max": 5 }), json!({ "min": 3, "max": 5 })),
        ("due", json!("tomorrow"), json!("2026-11-22")),
        ("due", json!("2026-12-24"), json!("2026-12-24")),
        ("priority", json!("urgent"), json!("high")),
        ("tags", json!("red, blue"), json!(["red", "blue"])),
        ("tags", json!(["blue", "blue"]), json!(["blue"])),
        ("budget", json!("20k €"), json!({ "min": 20_000, "max": 20_000, "currency": "EUR" })),
        ("email", json!("Ana@Candles.EXAMPLE"), json!("Ana@candles.example")),
        ("done", json!("yes"), json!(true)),
    ] {
        assert_eq!(validate_value(task.field(field).unwrap(), &given, &CONTEXT), Ok(kept), "{field} {given}");
    }
    for (field, given, says) in [
        ("points", json!("several"), "it must be a number"),
        ("points", json!(true), "it must be a number"),
        ("due", json!("2026-02-30"), "not a day of the calendar"),
        ("priority", json!("middling"), "`middling` is not one of `high`, `low`"),
        ("tags", json!(["green"]), "`green` is not one of `red`, `blue`"),
        ("email", json!("ana"), "not an e-mail address"),
        ("title", json!(" "), "it is empty"),
        ("title", json!("x".repeat(2_001)), "longer than"),
    ] {
        let wrong = validate_value(task.field(field).unwrap(), &given, &CONTEXT).unwrap_err().to_string();
        assert!(wrong.contains(says), "{field} {given}: {wrong}");
    }
}

#[test]
fn everything_that_is_wrong_is_told_at_once() {
    let task = task();
    let told = |fields_of: Json, status: Option<&str>| -> Vec<String> {
        let errors = validate_new(&task, &fields(fields_of), status, &CONTEXT).unwrap_err();
        errors.iter().map(ToString::to_string).collect()
    };
    assert_eq!(
        told(json!({ "titel": "a", "points": "x", "due": null }), Some("over")),
        [
            "`points`: it must be a number",
            "`titel`: there is no such field; did you mean `title`?",
            "`title`: it must be known",
            "`status`: `over` is not one of `open`, `doing`, `done`",
        ]
    );
    let valid = validate_new(&task, &fields(json!({ "title": "a", "due": null })), None, &CONTEXT).unwrap();
    assert_eq!((valid.known(), valid.status.as_deref()), (fields(json!({ "title": "a" })), Some("open")));
    let change = |before: &str, fields_of: Json, status: Option<&str>| {
        validate_change(&task, &record(before, json!({})), &fields(fields_of), status, &CONTEXT)
            .map_err(|errors| errors.iter().map(ToString::to_string).collect::<Vec<_>>())
    };
    assert_eq!(change("open", json!({ "title": null }), None).unwrap_err(), ["`title`: it must be known"]);
    assert_eq!(
        change("open", json!({}), Some("done")).unwrap_err(),
        ["`status`: `done` cannot follow `open`; only `doing` can"]
    );
    assert_eq!(
        change("done", json!({}), Some("open")).unwrap_err(),
        ["`status`: `open` cannot follow `done`; nothing can"]
    );
    for (before, after) in [("open", "doing"), ("doing", "open"), ("doing", "done"), ("done", "done")] {
        assert_eq!(change(before, json!({}), Some(after)).unwrap().status.as_deref(), Some(after));
    }
    assert_eq!(change("open", json!({ "due": null }), None).unwrap().fields["due"], None);
}

#[test]
fn ids_stand_in_the_order_of_their_numbers() {
    let mut ids = ["TSK-10", "apollo", "TSK-2", "TSK-x", "TSK-", "TSK-1", "99", "TSK-9999999999999999999"];
    ids.sort_by_key(|id| id_order(id));
    assert_eq!(ids, ["TSK-1", "TSK-2", "TSK-10", "99", "TSK-", "TSK-9999999999999999999", "TSK-x", "apollo"]);
    assert_eq!(id_number("TSK", "TSK-12"), Some(12));
    for other in ["TSK12", "BUG-12", "TSK-", "TSK-1a", "TSK-X-1", "tsk-1"] {
        assert_eq!(id_number("TSK", other), None, "{other}");
    }
}

/// Values that records and rules have: few, so that they meet.
fn value() -> impl Strategy<Value = Json> {
    prop_oneof![
        Just(json!("a")),
        Just(json!("b")),
        Just(json!("ana")),
        Just(json!(1)),
        Just(json!(1.0)),
        Just(json!(true)),
        Just(json!(["a"])),
        Just(json!(["a", "b"])),
    ]
}

fn rule() -> impl Strategy<Value = RowRule> {
    let field = prop_oneof![Just("x"), Just("y"), Just("status"), Just("created_by")];
    let path = prop_oneof![
        Just("user.id"),
        Just("user.x"),
        Just("user.list"),
        Just("user.nothing"),
        Just("visitor")
    ];
    (field, 0..4, path, prop::collection::vec(value(), 1..3)).prop_map(|(field, which, path, values)| {
        let mut rule = RowRule { field: field.to_owned(), ..RowRule::default() };
        match which {
            0 => rule.equals = Some(path.to_owned()),
            1 => rule.is_in = Some(path.to_owned()),
            2 => rule.is = values.into_iter().next(),
            _ => rule.one_of = values,
        }
        rule
    })
}

fn permission() -> impl Strategy<Value = Permission> {
    let role = prop_oneof![Just("*"), Just("user"), Just("developer"), Just("other")];
    let fields = prop_oneof![Just(vec![]), Just(vec!["x".to_owned()])];
    (role, prop::collection::vec(rule(), 0..3), fields).prop_map(|(role, rules, fields)| Permission {
        roles: vec![role.to_owned()],
        actions: vec![RecordAction::Find, RecordAction::Update],
        rules,
        fields,
    })
}

fn any_record() -> impl Strategy<Value = Record> {
    let some = || prop::option::of(value());
    (some(), some(), prop_oneof![Just("a"), Just("b")]).prop_map(|(x, y, status)| {
        let known =
            [("x", x), ("y", y)].into_iter().filter_map(|(key, value)| Some((key.to_owned(), value?)));
        Record { fields: known.collect(), ..record(status, json!({})) }
    })
}

fn any_actor() -> impl Strategy<Value = Actor> {
    prop_oneof![
        Just(nobody()),
        Just(actor("developer", &[])),
        Just(actor("developer", &[("x", text("a")), ("list", texts(&["a", "b"]))])),
        Just(actor("", &[("x", UserAttribute::Flag(true)), ("list", texts(&[]))])),
    ]
}

proptest! {
    /// Permissions only add, rules only take away, and fields that are set only take away.
    #[test]
    fn access_never_widens(
        permissions in prop::collection::vec(permission(), 0..4),
        more in rule(),
        actor in any_actor(),
        record in any_record(),
    ) {
        let of = |permissions: &[Permission]| RecordType { permissions: permissions.to_vec(), ..task() };
        let reaches = |permissions: &[Permission]| {
            matches(&record, &access(&of(permissions), RecordAction::Find, &actor))
        };
        let all = reaches(&permissions);
        for left_out in 0..permissions.len() {
            let mut fewer = permissions.clone();
            fewer.remove(left_out);
            prop_assert!(all || !reaches(&fewer), "a permission fewer reaches more");
            let mut stricter = permissions.clone();
            stricter[left_out].rules.push(more.clone());
            prop_assert!(all || !reaches(&stricter), "a rule more reaches more");
        }
        let to_set = access_to_set(&of(&permissions), RecordAction::Update, &actor, &["y"]);
        prop_assert!(all || !matches(&record, &to_set));
        // Whoever has no role that is named reaches nothing, whatever the rules say.
        let named = permissions.iter().any(|one| one.roles.iter().any(|role| actor.has_role(role)));
        prop_assert!(named || !all);
    }

    /// A rule about something that is not known of the actor is kept by no record.
    #[test]
    fn the_unknown_matches_nothing(record in any_record(), actor in any_actor(), in_list in any::<bool>()) {
        let path = Some("user.nothing".to_owned());
        let rule = if in_list {
            RowRule { field: "x".to_owned(), is_in: path, ..RowRule::default() }
        } else {
            RowRule { field: "x".to_owned(), equals: path, ..RowRule::default() }
        };
        let permission = Permission {
            roles: vec!["*".to_owned()],
            actions: vec![RecordAction::Find],
            rules: vec![rule],
            fields: vec![],
        };
        let of = RecordType { permissions: vec![permission], ..task() };
        prop_assert!(access(&of, RecordAction::Find, &actor).is_none());
        prop_assert!(!matches(&record, &access(&of, RecordAction::Find, &actor)));
    }
}
