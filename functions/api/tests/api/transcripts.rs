//! The transcripts of the demo tenants, over the real router: what the rules are not sure of is asked of a model that answers
//! as the transcript says.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use api::{Claims, Tenants};
use async_trait::async_trait;
use engine::eval::records::{After, File, Turn, is_about_records, judge, read};
use engine::ports::{FakeRecords, Model, ModelError, ModelEvent, ModelRequest, ModelStream};
use serde_json::{Value as Json, json};
use shared::tenant::TenantFile;
use shared::wire::Record;

use crate::world::{ORIGIN_OF_STUDIO, Visitor, World};

/// A model that wants what the turn says, and fails where the turn says nothing.
#[derive(Clone, Default)]
struct AsWritten(Arc<Mutex<Vec<Json>>>);

#[async_trait]
impl Model for AsWritten {
    fn name(&self) -> &str {
        "as-written"
    }

    async fn call(&self, _: ModelRequest) -> Result<ModelStream, ModelError> {
        let actions = core::mem::take(&mut *self.0.lock().unwrap());
        if actions.is_empty() {
            return Err(ModelError::Server(500));
        }
        let answer = json!({ "commands": [], "actions": actions, "intent": "question", "asks": null,
            "reply": "I have done something else altogether." });
        let events =
            [Ok(ModelEvent::Arguments(answer.to_string())), Ok(ModelEvent::Finished { usage: None })];
        Ok(Box::pin(futures_util::stream::iter(events)))
    }
}

fn files() -> Vec<PathBuf> {
    let tenants = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tenants");
    let folders = fs::read_dir(tenants).unwrap().map(|entry| entry.unwrap().path().join("transcripts"));
    let files = folders.filter(|folder| folder.is_dir()).flat_map(|folder| fs::read_dir(folder).unwrap());
    let mut files: Vec<PathBuf> = files.map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

/// Somebody on a page of the tenant's, as whom the transcript says.
async fn begin(world: &World, tenant: &TenantFile, file: &File, place: usize) -> Visitor {
    let transcript = &file.transcripts[place];
    let body = json!({ "tenant": tenant.id });
    let begun = world.post("/api/v1/chat/sessions", None, &body).await.json();
    let session = begun["session_id"].as_str().unwrap().to_owned();
    let now = world.app.clock.now();
    let locale = transcript.locale.as_deref().unwrap_or(&tenant.locale);
    let claims = Claims::new(&tenant.id, &session, ORIGIN_OF_STUDIO, locale, now);
    let claims = match file.actor(transcript).user {
        Some(user) => claims.of_user(user, now.as_second() + 3_000),
        None => claims,
    };
    Visitor { world: world.clone(), token: world.sign(&claims), session }
}

fn after(reply: &Json, before: Vec<Record>, records: Vec<Record>) -> After {
    let part = |name: &str| reply[name].clone();
    let calls: Vec<shared::wire::ToolCall> = serde_json::from_value(part("tool_calls")).unwrap();
    After {
        intent: reply["intent"].as_str().unwrap().to_owned(),
        calls,
        text: reply["bot_message"].as_str().unwrap().to_owned(),
        blocks: serde_json::from_value(part("blocks")).unwrap(),
        before,
        records,
    }
}

fn everything(records: &FakeRecords, tenant: &TenantFile) -> Vec<Record> {
    tenant.records.types.iter().flat_map(|one| records.all(&tenant.id, &one.key)).collect()
}

#[tokio::test]
async fn with_a_model_every_turn_comes_to_what_is_expected() {
    let mut wrong = Vec::new();
    let (mut turns, mut asked) = (0, 0);
    for path in files() {
        let text = fs::read_to_string(&path).unwrap();
        if !is_about_records(&text) {
            continue;
        }
        let file = read(&text).unwrap();
        let tenant = fs::read_to_string(path.parent().unwrap().join(&file.tenant)).unwrap();
        let mut tenant = engine::tenant::read(&tenant).unwrap();
        tenant.origins.push(ORIGIN_OF_STUDIO.to_owned());
        tenant.limits = serde_json::from_value(json!({ "per_minute": 6_000, "burst": 1_000 })).unwrap();
        for (place, transcript) in file.transcripts.iter().enumerate() {
            let (records, model) = (Arc::new(FakeRecords::default()), AsWritten::default());
            records.put(&tenant.id, file.seeds(transcript));
            let mut world = World::new().await.with_model(model.clone());
            world.app.tenants = Tenants::new([tenant.clone()]);
            world.app.records = records.clone();
            let visitor = begin(&world, &tenant, &file, place).await;
            for (index, turn) in transcript.turns.iter().enumerate() {
                let before = everything(&records, &tenant);
                model.0.lock().unwrap().clone_from(&turn.wants);
                let reply = visitor.says(&format!("message-{index}"), &turn.message).await.json();
                let after = after(&reply, before, everything(&records, &tenant));
                turns += 1;
                if turn.needs_model {
                    asked += 1;
                    let told = !after.text.contains("something else");
                    assert!(
                        told,
                        "{}: the model's words stand for what was done: {}",
                        turn.message, after.text
                    );
                }
                let turn = Turn { needs_model: false, ..turn.clone() };
                let what = format!("{} {} / {}: {}", tenant.id, transcript.id, index + 1, turn.message);
                wrong.extend(judge(&turn, &after).into_iter().map(|mistake| format!("{what}: {mistake}")));
            }
        }
    }
    assert!(turns > 100 && asked >= 7, "{turns} turns, {asked} of them a model's");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
