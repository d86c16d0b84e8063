//! A tenant that sells: leads that everybody may see and change, a tool that notes, and what it knows of itself.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use engine::ports::{
    FakeKnowledge, Knowledge as _, Model, ModelError, ModelEvent, ModelRequest, ModelStream, OfferedTool,
    ToolError, ToolSaid, ToolUse, Tools, Usage,
};
use engine::records::{RecordQuery, RowAccess};
use serde_json::{Value as Json, json};
use shared::tenant::{Destructive, TenantFile};
use shared::wire::Record;

use crate::world::{Answer, Visitor, World};

/// The studio as one that sells.
pub(super) fn sells(studio: &mut TenantFile) {
    studio.scope.attributes.clear();
    studio.records = serde_json::from_value(json!({ "types": [
        {
            "key": "lead", "one": "lead", "many": "leads", "id_prefix": "LD",
            "fields": [
                { "key": "name", "kind": "text", "required": true },
                { "key": "company", "kind": "text", "synonyms": ["from"] },
                { "key": "phone", "kind": "phone", "sensitive": true },
                { "key": "notes", "kind": "text" },
            ],
            "status": { "initial": "new", "values": [
                { "value": "new" }, { "value": "contacted" }, { "value": "meeting_booked" }, { "value": "won", "closed": true },
            ] },
            "display": { "title": "name", "subtitle": "company", "link": "/leads/{id}" },
            "search": ["name", "company"],
            "permissions": [
                { "roles": ["*"], "actions": ["find", "create", "update", "change_status", "comment", "delete"],
                  "where": [{ "field": "company", "one_of": ["Acme", "Initech", "TechCorp", "Globex"] }] },
            ],
        },
        {
            "key": "secret", "one": "secret", "many": "secrets", "id_prefix": "SEC",
            "fields": [{ "key": "title", "kind": "text", "required": true }],
            "display": { "title": "title" }, "search": ["title"],
            "permissions": [{ "roles": ["boss"], "actions": ["find", "create", "delete"] }],
        },
    ] }))
    .unwrap();
    studio.tools = serde_json::from_value(json!({ "functions": [{
        "name": "weather", "description": "Tells the weather.", "url": "https://tools.example/weather",
        "secret": "WEATHER", "parameters": { "type": "object" },
    }] }))
    .unwrap();
}

/// A server of that tenant, with these leads.
pub(super) async fn sales(leads: &[(&str, &str, &str)]) -> (World, Arc<Weather>) {
    let mut world = World::new().await.with_studio(sells);
    seed(&world, leads).await;
    let weather = Arc::new(Weather::default());
    world.app.tools = weather.clone();
    (world, weather)
}

/// Puts these leads there, and what nobody may see.
pub(super) async fn seed(world: &World, leads: &[(&str, &str, &str)]) {
    for (place, (company, name, status)) in leads.iter().enumerate() {
        let id = format!("LD-{}", place + 1);
        put(
            world,
            "lead",
            &id,
            Some(status),
            json!({ "name": name, "company": company, "phone": "+353871234567" }),
        )
        .await;
    }
    put(world, "secret", "SEC-1", None, json!({ "title": "The password is swordfish" })).await;
    put(world, "lead", "LD-99", Some("new"), json!({ "name": "Hidden Harry", "company": "Nobody" })).await;
}

pub(super) async fn put(world: &World, record_type: &str, id: &str, status: Option<&str>, fields: Json) {
    use engine::ports::{Change, ChangeId, What};
    let change = Change {
        id: ChangeId { turn: format!("seed-{id}"), place: 0 },
        tenant: "studio".to_owned(),
        record_type: record_type.to_owned(),
        by: "admin".to_owned(),
        at: world.app.clock.now(),
        access: RowAccess::all(),
        unique: Vec::new(),
        what: What::Create {
            id_prefix: id.split('-').next().unwrap().to_owned(),
            id: Some(id.to_owned()),
            status: status.map(str::to_owned),
            fields: serde_json::from_value(fields).unwrap(),
        },
    };
    world.app.records.apply(&change).await.unwrap();
}

/// Every lead that there is, by id.
pub(super) async fn leads(world: &World) -> Vec<Record> {
    let query = RecordQuery {
        tenant: "studio".to_owned(),
        record_type: "lead".to_owned(),
        access: RowAccess::all(),
        filters: Vec::new(),
        limit: 100,
        after: None,
    };
    world.app.records.find(&query).await.unwrap().records
}

/// The name of a lead and its state.
pub(super) async fn state_of(world: &World, id: &str) -> Option<String> {
    leads(world).await.into_iter().find(|lead| lead.id == id)?.status
}

/// The outcomes of an answer's calls, with their tools.
pub(super) fn calls(reply: &Json) -> Vec<String> {
    let calls = reply["tool_calls"].as_array().unwrap().iter();
    calls
        .map(|call| format!("{}:{}", call["tool"].as_str().unwrap(), call["outcome"].as_str().unwrap()))
        .collect()
}

pub(super) async fn asks(visitor: &Visitor, id: &str, message: &str) -> Json {
    let answer: Answer = visitor.says(id, message).await;
    assert!(answer.status.is_success(), "{answer:?}");
    answer.json()
}

/// A tool that tells the weather, and counts.
#[derive(Default)]
pub(super) struct Weather {
    pub(super) called: Mutex<Vec<ToolUse>>,
    /// What it says; by default that it is sunny.
    pub(super) says: Mutex<Option<Result<ToolSaid, ToolError>>>,
    pub(super) destructive: Mutex<Option<Destructive>>,
}

#[async_trait]
impl Tools for Weather {
    async fn offered(&self, _: &TenantFile) -> Vec<OfferedTool> {
        vec![OfferedTool {
            name: "weather".to_owned(),
            description: "Tells the weather of a town.".to_owned(),
            parameters: json!({
                "type": "object", "required": ["town"],
                "properties": { "town": { "type": "string", "minLength": 1 }, "day": { "type": "string", "format": "date" } },
            }),
            destructive: self.destructive.lock().unwrap().unwrap_or(Destructive::Allow),
            phrases: Vec::new(),
        }]
    }

    async fn call(&self, _: &TenantFile, call: &ToolUse) -> Result<ToolSaid, ToolError> {
        self.called.lock().unwrap().push(call.clone());
        let sunny =
            ToolSaid { text: "Sunny in Cork, 21 degrees.".to_owned(), is_error: false, is_cut: false };
        self.says.lock().unwrap().clone().unwrap_or(Ok(sunny))
    }
}

/// A model that writes what stands on its list, one answer a call, and keeps what it was asked.
#[derive(Clone, Default)]
pub(super) struct Scripted {
    answers: Arc<Mutex<VecDeque<Json>>>,
    pub(super) asked: Arc<Mutex<Vec<ModelRequest>>>,
}

impl Scripted {
    pub(super) fn new(answers: impl IntoIterator<Item = Json>) -> Self {
        Self { answers: Arc::new(Mutex::new(answers.into_iter().collect())), asked: Arc::default() }
    }

    pub(super) fn calls(&self) -> usize {
        self.asked.lock().unwrap().len()
    }
}

#[async_trait]
impl Model for Scripted {
    fn name(&self) -> &str {
        "scripted"
    }

    async fn call(&self, request: ModelRequest) -> Result<ModelStream, ModelError> {
        self.asked.lock().unwrap().push(request);
        let answer = self.answers.lock().unwrap().pop_front().ok_or(ModelError::Server(500))?;
        let usage = Some(Usage { input_tokens: 100, output_tokens: 10 });
        let events = [Ok(ModelEvent::Arguments(answer.to_string())), Ok(ModelEvent::Finished { usage })];
        Ok(Box::pin(futures_util::stream::iter(events)))
    }
}

/// What the model writes where it wants something done.
pub(super) fn wants(actions: &[Json], reply: &str) -> Json {
    json!({ "commands": [], "actions": actions, "intent": "question", "asks": null, "reply": reply })
}

pub(super) fn target(id: Option<&str>, words: Option<&str>) -> Json {
    json!({ "type": "lead", "id": id, "words": words, "nth": null })
}

/// Publishes entries: id, title, text.
pub(super) async fn knowing(mut world: World, entries: &[(&str, &str, &str)]) -> World {
    let knowledge = FakeKnowledge::default();
    let entries: Vec<_> = entries
        .iter()
        .map(|(id, title, text)| {
            let url = format!("https://help.example/{id}");
            serde_json::from_value(json!({ "id": id, "title": title, "text": text, "url": url })).unwrap()
        })
        .collect();
    knowledge.publish("studio", "en-GB", &entries).await.unwrap();
    world.app.knowledge = Arc::new(knowledge);
    world.with_studio(|studio| studio.knowledge.nothing_found = Some("That we do not know.".to_owned()))
}
