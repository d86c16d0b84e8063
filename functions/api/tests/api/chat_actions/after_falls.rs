//! Something fails at every moment at which it can, and somebody falls between an action and the end of its turn: nothing is
//! done twice, and what was done is told.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use async_trait::async_trait;
use embedded::EmbeddedStore;
use engine::log::{ConversationId, EntryBody, Lease};
use engine::ports::{Model, ModelError, ModelEvent, ModelRequest, ModelStream};
use jiff::SignedDuration;
use serde_json::{Value as Json, json};

use super::sales::{Weather, asks, calls, leads, sales, seed, sells, target, wants};
use crate::faults::{Fault, begins, insists, world_failing};
use crate::world::{Visitor, World};

const LEADS: [(&str, &str, &str); 2] = [("Acme", "John Smith", "new"), ("TechCorp", "Mary Jones", "new")];

/// What the visitor says, in this order.
const SCRIPT: [(&str, &str); 5] = [
    ("message-1", "Add a new lead Sarah Lee from TechCorp"),
    ("message-2", "Move John Smith to contacted"),
    ("message-3", "Delete Mary Jones"),
    ("message-4", "yes"),
    ("message-5", "What is it like in Cork, weather-wise?"),
];

const FAULTS: [Fault; 4] = [Fault::Lost, Fault::AnswerLost, Fault::Throttled, Fault::Malformed];

/// A model that has done what the message says, whichever time it is asked.
struct Diligent;

#[async_trait]
impl Model for Diligent {
    fn name(&self) -> &str {
        "diligent"
    }

    async fn call(&self, request: ModelRequest) -> Result<ModelStream, ModelError> {
        let said = &request.messages.last().unwrap().content;
        let has_result = request.messages[0].content.contains("</tool_result>");
        let actions = if said.contains("Sarah") {
            let fields = json!([{ "field": "name", "value": "Sarah Lee" }, { "field": "company", "value": "TechCorp" }]);
            vec![json!({ "call": "create", "type": "lead", "fields": fields })]
        } else if said.contains("John") {
            vec![json!({ "call": "change_status", "target": target(Some("LD-1"), None), "to": "contacted" })]
        } else if said.contains("Mary") {
            vec![json!({ "call": "delete", "target": target(None, Some("Mary Jones")) })]
        } else if said.contains("Cork") && !has_result {
            vec![json!({ "call": "tool", "name": "weather", "arguments": { "town": "Cork", "day": null } })]
        } else {
            Vec::new()
        };
        let arguments = wants(&actions, if actions.is_empty() { "It is fine." } else { "" });
        let events =
            [Ok(ModelEvent::Arguments(arguments.to_string())), Ok(ModelEvent::Finished { usage: None })];
        Ok(Box::pin(futures_util::stream::iter(events)))
    }
}

/// Holds the whole conversation, and gives back the answers.
async fn holds_the_conversation(visitor: &Visitor) -> Vec<Json> {
    let mut answers = Vec::new();
    for (id, message) in SCRIPT {
        answers.push(insists(visitor, id, message).await);
        visitor.world.pass(SignedDuration::from_secs(5));
    }
    answers
}

async fn begin(
    store: &EmbeddedStore,
    with_model: bool,
    fails: impl Fn(usize) -> Option<Fault> + Send + Sync + 'static,
) -> (Visitor, World, Arc<Weather>, Arc<std::sync::atomic::AtomicUsize>) {
    let calm = World::on(store).await.with_studio(sells);
    seed(&calm, &LEADS).await;
    let (world, number) = world_failing(store, fails).await;
    let mut world = world.with_studio(sells);
    let weather = Arc::new(Weather::default());
    world.app.tools = weather.clone();
    if with_model {
        world = world.with_model(Diligent);
    }
    (begins(&world).await, calm, weather, number)
}

/// What must hold afterwards, whatever failed.
async fn all_is_well(calm: &World, weather: &Weather, visitor: &Visitor, answers: &[Json], what: &str) {
    let there = leads(calm).await;
    let named = |name: &str| there.iter().filter(|lead| lead.fields["name"] == name).count();
    assert_eq!(
        (named("Sarah Lee"), named("Mary Jones"), named("John Smith")),
        (1, 0, 1),
        "{what}: {there:#?}"
    );
    for (id, times) in [("LD-1", 2), ("LD-2", 2)] {
        let history = calm.app.records.history("studio", "lead", id, 10).await.unwrap();
        assert_eq!(history.len(), times, "{what}: {id} was changed once: {history:#?}");
    }
    for (place, action) in [(0, "create"), (1, "change_status"), (3, "delete")] {
        assert_eq!(answers[place]["actions"][0]["action"], action, "{what}: {:#}", answers[place]);
        assert_eq!(answers[place]["actions"].as_array().unwrap().len(), 1, "{what}: {:#}", answers[place]);
        assert!(!answers[place]["bot_message"].as_str().unwrap().is_empty(), "{what}: {:#}", answers[place]);
    }
    assert!(weather.called.lock().unwrap().len() <= 1, "{what}: the tool was called twice");
    let calm = Visitor { world: calm.clone(), ..visitor.clone() };
    let said: Vec<String> = calm.said().await;
    assert_eq!(said, SCRIPT.map(|(_, message)| message), "{what}: each message is there once, in order");
    for ((id, message), answer) in SCRIPT.iter().zip(answers) {
        let again = calm.says(id, message).await.json();
        assert_eq!(again["bot_message"], answer["bot_message"], "{what}: the answer of {id} stands");
        assert_eq!(again["actions"], answer["actions"], "{what}: the actions of {id} stand");
    }
}

async fn at_every_request(with_model: bool) {
    let store = EmbeddedStore::in_memory().unwrap();
    let (visitor, calm, weather, number) = begin(&store, with_model, |_| None).await;
    let answers = holds_the_conversation(&visitor).await;
    all_is_well(&calm, &weather, &visitor, &answers, "nothing failed").await;
    assert_eq!(weather.called.lock().unwrap().len(), usize::from(with_model));
    let requests = number.load(Ordering::SeqCst);
    assert!(requests > 20, "{requests}");
    let runs = (0..requests).flat_map(|at| FAULTS.map(|fault| (at, fault)));
    let runs = runs.map(|(at, fault)| async move {
        let store = EmbeddedStore::in_memory().unwrap();
        let (visitor, calm, weather, number) =
            begin(&store, with_model, move |request| (request == at).then_some(fault)).await;
        let answers = holds_the_conversation(&visitor).await;
        assert!(number.load(Ordering::SeqCst) > at, "the fault was met");
        all_is_well(&calm, &weather, &visitor, &answers, &format!("{fault:?} at request {at}")).await;
    });
    let mut side_by_side = tokio::task::JoinSet::new();
    for run in runs {
        if side_by_side.len() >= 16 {
            side_by_side.join_next().await.unwrap().unwrap();
        }
        side_by_side.spawn(run);
    }
    while let Some(run) = side_by_side.join_next().await {
        run.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_fault_at_every_request_by_rules() {
    at_every_request(false).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_fault_at_every_request_with_a_model() {
    at_every_request(true).await;
}

/// The log as a process leaves it that fell after it had done what was asked, and before it could say so.
async fn falls_before_closing(visitor: &Visitor, id: &str, message: &str, suffix: &str) {
    let app = &visitor.world.app;
    let answered = asks(visitor, id, message).await;
    let conversation = ConversationId { tenant: "studio".to_owned(), session: visitor.session.clone() };
    let entry = app.turn_log.newest(&conversation, None, 1).await.unwrap().remove(0);
    assert_eq!(answered["turn_id"], format!("{}.{}", visitor.session, entry.seq));
    let mut open = entry.clone();
    let EntryBody::Turn(turn) = &mut open.body else { panic!("no turn") };
    let lease = Lease { holder: format!("gone/1{suffix}"), until: app.clock.now() };
    turn.progress = engine::log::Progress::Open(lease);
    app.turn_log.forget_before(&conversation, entry.seq + 1).await.unwrap();
    app.turn_log.append(&open, &[]).await.unwrap();
}

#[tokio::test]
async fn whoever_takes_over_tells_what_was_done_and_asks_no_model() {
    let (world, _) = sales(&LEADS).await;
    let visitor = world.clone().with_model(Diligent).begin().await;
    let message =
        "Whoever Sarah is, the one from TechCorp, she belongs to those we speak with, does she not?";
    falls_before_closing(&visitor, "message-1", message, "").await;
    assert_eq!(leads(&world).await.len(), 4);
    world.pass(SignedDuration::from_secs(60));
    // A model that would now have something else done is not asked.
    let asked = super::sales::Scripted::new([]);
    let after = Visitor { world: world.clone().with_model(asked.clone()), ..visitor };
    let reply = asks(&after, "message-1", message).await;
    assert_eq!(reply["actions"][0]["action"], "create", "{reply:#}");
    assert!(reply["bot_message"].as_str().unwrap().contains("Sarah Lee"), "{reply:#}");
    assert_eq!((asked.calls(), leads(&world).await.len()), (0, 4));
}

#[tokio::test]
async fn a_tool_that_was_called_is_not_called_by_whoever_takes_over() {
    let (world, weather) = sales(&LEADS).await;
    let visitor = world.clone().with_model(Diligent).begin().await;
    let message = "What is it like in Cork, weather-wise?";
    falls_before_closing(&visitor, "message-1", message, "/tools").await;
    world.pass(SignedDuration::from_secs(60));
    let reply = asks(&visitor, "message-1", message).await;
    assert!(reply["bot_message"].as_str().unwrap().contains("interrupted"), "{reply:#}");
    assert_eq!(weather.called.lock().unwrap().len(), 1);
    // And so it stays, whatever falls next.
    assert_eq!(calls(&reply), Vec::<String>::new());
}
