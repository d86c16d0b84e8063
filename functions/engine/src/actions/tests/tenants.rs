//! Three small tenants: a list of things to do, leads, and a house of projects.

use jiff::civil::date;
use serde_json::{Value as Json, json};
use shared::tenant::TenantFile;

use crate::actions::{RecordRef, Sentence, Thread, Understood, understand};
use crate::records::Actor;
use crate::user::User;

fn tenant(id: &str, types: &Json) -> TenantFile {
    serde_json::from_value(
        json!({ "version": 1, "id": id, "name": id, "origins": ["https://t.example"], "locale": "en-GB",
        "country": "DE", "greeting": "Hello", "records": { "types": types } }),
    )
    .unwrap()
}

pub(super) fn list() -> TenantFile {
    tenant(
        "list",
        &json!([{ "key": "task", "one": "task", "many": "tasks", "synonyms": ["to-do", "list"], "id_prefix": "T",
            "fields": [
                { "key": "title", "kind": "text", "required": true },
                { "key": "due", "kind": "date", "synonyms": ["deadline", "due date"] },
                { "key": "priority", "kind": "choice", "choices": [{ "value": "high", "synonyms": ["urgent"] }, { "value": "low" }] },
                { "key": "owner", "kind": "text", "user": true, "default": { "from": "visitor" } } ],
            "status": { "values": [{ "value": "open" }, { "value": "done", "synonyms": ["bought", "tick off"], "closed": true }], "initial": "open" },
            "display": { "title": "title", "link": "/list#{id}", "list_link": "/list" }, "search": ["title"], "delete": "allow",
            "permissions": [{ "roles": ["*"], "actions": ["find", "create", "update", "change_status", "comment", "delete"],
                "where": [{ "field": "owner", "equals": "visitor" }] }] }]),
    )
}

pub(super) fn leads() -> TenantFile {
    tenant(
        "leads",
        &json!([{ "key": "lead", "one": "lead", "many": "leads", "synonyms": ["deal", "deals", "prospect"], "id_prefix": "LEAD",
            "fields": [
                { "key": "name", "kind": "text", "required": true },
                { "key": "company", "kind": "text", "synonyms": ["from", "at", "firm"] },
                { "key": "email", "kind": "email", "unique": true },
                { "key": "phone", "kind": "phone", "synonyms": ["phone number"] },
                { "key": "value", "kind": "money", "synonyms": ["worth"] } ],
            "status": { "values": [{ "value": "new" }, { "value": "meeting_booked", "synonyms": ["meeting"] },
                { "value": "won", "closed": true }, { "value": "lost", "closed": true }], "initial": "new",
                "transitions": { "won": [] } },
            "display": { "title": "name", "subtitle": "company" }, "search": ["name", "company"],
            "permissions": [{ "roles": ["user"], "actions": ["find", "create", "update", "change_status", "comment", "delete"] }] }]),
    )
}

pub(super) fn house() -> TenantFile {
    let work = |key: &str, prefix: &str, severity: &str| {
        json!({ "key": key, "one": key, "many": format!("{key}s"), "id_prefix": prefix,
            "fields": [
                { "key": "title", "kind": "text", "required": true },
                { "key": "project_id", "label": "Project", "kind": "text", "required": true, "refers_to": "project", "synonyms": ["in", "for"] },
                { "key": "assignee", "kind": "text", "user": true, "synonyms": ["assigned to", "owner"] },
                { "key": severity, "kind": "choice", "choices": [{ "value": "high" }, { "value": "low" }] },
                { "key": "due", "kind": "date", "synonyms": ["deadline"] },
                { "key": "hours", "kind": "number", "synonyms": ["estimate"] } ],
            "status": { "values": [{ "value": "todo", "label": "To do", "synonyms": ["open"] }, { "value": "in_progress" },
                { "value": "review", "synonyms": ["in review"] }, { "value": "done", "synonyms": ["finished"], "closed": true }],
                "initial": "todo", "transitions": { "done": ["in_progress"] } },
            "display": { "title": "title", "subtitle": "project_id" }, "search": ["title"],
            "permissions": [{ "roles": ["user"], "actions": ["find", "create", "update", "change_status", "comment", "link_commit", "delete"] }] })
    };
    let project = json!({ "key": "project", "one": "project", "many": "projects", "id_prefix": "PRJ",
        "fields": [{ "key": "name", "kind": "text", "required": true }],
        "display": { "title": "name", "link": "/projects/{id}", "list_link": "/projects" }, "search": ["name"], "delete": "never",
        "permissions": [{ "roles": ["user"], "actions": ["find"] }] });
    tenant("house", &json!([project, work("task", "TSK", "priority"), work("bug", "BUG", "severity")]))
}

pub(super) fn ana() -> Actor {
    let user = User { id: "ana".to_owned(), role: None, attributes: std::collections::BTreeMap::new() };
    Actor { user: Some(user), session: "s".to_owned() }
}

/// What the message is understood as, after these records were spoken of.
pub(super) fn read(tenant: &TenantFile, focus: &[(&str, &str)], message: &str) -> Understood {
    let focus =
        focus.iter().map(|(of, id)| RecordRef { record_type: (*of).to_owned(), id: (*id).to_owned() });
    let thread = Thread { focus: focus.collect(), waiting: None };
    understand(&sentence(tenant, &ana(), &thread, message))
}

/// A message on Saturday, 21 November 2026.
pub(super) fn sentence<'a>(
    tenant: &'a TenantFile,
    actor: &'a Actor,
    thread: &'a Thread,
    message: &'a str,
) -> Sentence<'a> {
    Sentence {
        tenant,
        actor,
        now: "2026-11-21T12:00:00Z".parse().unwrap(),
        today: date(2026, 11, 21),
        locale: "en-GB",
        message,
        thread,
        tools: &[],
    }
}
