//! A house of projects, whose tasks are seen by those who are on the project.

use actions::{Ran, Runner, by_rules};
use engine::actions::{Call, Target, TargetBy, Thread, Understood};
use engine::ports::{FakeRecords, Nothing, Records, StoreError, Tools};
use engine::records::{Actor, RowAccess};
use engine::user::{User, UserAttribute};
use jiff::civil::date;
use serde_json::{Value as Json, json};
use shared::tenant::TenantFile;
use shared::wire::Record;

pub(crate) struct World {
    pub(crate) records: FakeRecords,
    pub(crate) tenant: TenantFile,
    pub(crate) actor: Actor,
    pub(crate) thread: Thread,
    pub(crate) now: jiff::Timestamp,
    turn: u32,
}

impl World {
    /// Ana, who is on Phoenix and on another that is no more, and not on Mercury.
    pub(crate) fn new() -> Self {
        let records = FakeRecords::default();
        records.put(
            "house",
            [
                record("project", "PRJ-1", None, json!({ "name": "Phoenix" })),
                record("project", "PRJ-2", None, json!({ "name": "Mercury" })),
                record(
                    "task",
                    "TSK-1",
                    Some("open"),
                    json!({ "title": "Login page", "project_id": "PRJ-1", "code": "L1" }),
                ),
                record(
                    "task",
                    "TSK-2",
                    Some("open"),
                    json!({ "title": "Login help", "project_id": "PRJ-1", "owner": "ben.ray" }),
                ),
                record(
                    "task",
                    "TSK-3",
                    Some("open"),
                    json!({ "title": "Secret plan", "project_id": "PRJ-2" }),
                ),
                record("task", "TSK-4", Some("done"), json!({ "title": "Header", "project_id": "PRJ-1" })),
            ],
        );
        let user = User {
            id: "ana".to_owned(),
            role: Some("member".to_owned()),
            attributes: [(
                "projects".to_owned(),
                UserAttribute::Texts(vec!["PRJ-1".to_owned(), "PRJ-7".to_owned()]),
            )]
            .into(),
        };
        Self {
            records,
            tenant: tenant(),
            actor: Actor { user: Some(user), session: "s".to_owned() },
            thread: Thread::default(),
            now: "2026-11-21T12:00:00Z".parse().unwrap(),
            turn: 0,
        }
    }

    pub(crate) fn with_role(mut self, role: &str) -> Self {
        self.actor.user.as_mut().unwrap().role = Some(role.to_owned());
        self
    }

    pub(crate) async fn run(&mut self, calls: Vec<Call>) -> Ran {
        let ran = self.run_with(&Nothing, calls).await;
        self.thread = ran.thread.clone();
        ran
    }

    pub(crate) async fn run_with(&mut self, tools: &dyn Tools, calls: Vec<Call>) -> Ran {
        self.turn += 1;
        let turn = format!("turn-{}", self.turn);
        self.runner(&self.records, tools, &turn).run(calls).await.unwrap()
    }

    /// What the rules make of it; nothing where they understand nothing.
    pub(crate) async fn say(&mut self, message: &str) -> Option<Ran> {
        self.turn += 1;
        let turn = format!("turn-{}", self.turn);
        let said = self.say_as(&turn, message).await.unwrap();
        match &said {
            Some(ran) => self.thread = ran.thread.clone(),
            None => self.thread.waiting = None,
        }
        said
    }

    pub(crate) async fn say_as(&self, turn: &str, message: &str) -> Result<Option<Ran>, StoreError> {
        let mut runner = self.runner(&self.records, &Nothing, turn);
        by_rules(&mut runner, message, &[], Understood::BY_RULES).await
    }

    pub(crate) fn runner<'a>(
        &'a self,
        records: &'a dyn Records,
        tools: &'a dyn Tools,
        turn: &str,
    ) -> Runner<'a> {
        Runner {
            records,
            tools,
            tenant: &self.tenant,
            actor: &self.actor,
            now: self.now,
            today: date(2026, 11, 21),
            locale: "en-GB",
            turn: turn.to_owned(),
            thread: self.thread.clone(),
        }
    }

    pub(crate) async fn task(&self, id: &str) -> Option<Record> {
        self.records.get("house", "task", id, &RowAccess::all()).await.unwrap()
    }
}

pub(crate) fn outcomes(ran: &Ran) -> Vec<&str> {
    ran.tool_calls.iter().map(|call| call.outcome.as_str()).collect()
}

pub(crate) fn task(id: &str) -> Target {
    Target { record_type: None, by: TargetBy::Id(id.to_owned()) }
}

pub(crate) fn called(words: &str) -> Target {
    Target { record_type: None, by: TargetBy::Words(words.to_owned()) }
}

pub(crate) fn create(fields: Json) -> Call {
    Call::Create { record_type: "task".to_owned(), fields: serde_json::from_value(fields).unwrap() }
}

pub(crate) fn update(target: Target, fields: Json) -> Call {
    Call::Update { target, fields: serde_json::from_value(fields).unwrap() }
}

fn record(of: &str, id: &str, status: Option<&str>, fields: Json) -> Record {
    let at = "2026-11-20T10:00:00.000Z";
    serde_json::from_value(json!({ "type": of, "id": id, "version": 1, "status": status, "fields": fields,
        "created_at": at, "created_by": "ben", "changed_at": at, "changed_by": "ben" }))
    .unwrap()
}

fn tenant() -> TenantFile {
    let on_project = json!([{ "field": "project_id", "in": "user.projects" }]);
    serde_json::from_value(json!({ "version": 1, "id": "house", "name": "House", "origins": ["https://t.example"], "locale": "en-GB",
        "country": "DE", "greeting": "Hello", "records": { "actions_per_message": 3, "rows": 2, "types": [
            { "key": "project", "one": "project", "many": "projects", "id_prefix": "PRJ",
              "fields": [{ "key": "name", "kind": "text", "required": true }], "display": { "title": "name" }, "search": ["name"],
              "delete": "never",
              "permissions": [{ "roles": ["user"], "actions": ["find", "delete"], "where": [{ "field": "id", "in": "user.projects" }] }] },
            { "key": "task", "one": "task", "many": "tasks", "id_prefix": "TSK",
              "fields": [
                { "key": "title", "kind": "text", "required": true },
                { "key": "project_id", "label": "Project", "kind": "text", "required": true, "refers_to": "project", "synonyms": ["in"] },
                { "key": "owner", "kind": "text", "user": true },
                { "key": "due", "kind": "date" },
                { "key": "hours", "kind": "number" },
                { "key": "code", "kind": "text", "unique": true } ],
              "status": { "values": [{ "value": "open" }, { "value": "review" }, { "value": "done", "closed": true }], "initial": "open",
                "transitions": { "done": ["open"] } },
              "display": { "title": "title", "subtitle": "project_id", "link": "/tasks/{id}" }, "search": ["title"],
              "permissions": [
                { "roles": ["member"], "actions": ["find", "create", "update", "change_status", "comment", "link_commit", "delete"], "where": on_project },
                { "roles": ["reader"], "actions": ["find"], "where": on_project },
                { "roles": ["writer"], "actions": ["find"], "where": on_project },
                { "roles": ["writer"], "actions": ["update"], "where": on_project, "fields": ["due"] } ] } ] } }))
    .unwrap()
}
