//! Models for the tests: a stand-in that was not written here, over a real socket, and one that writes when it is told.

use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use engine::ports::{Model, ModelError, ModelEvent, ModelRequest, ModelStream};
use model_stand_in::StandIn;
use openai::{OpenAi, Settings};
use serde_json::{Value as Json, json};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio_stream::wrappers::UnboundedReceiverStream;

use crate::world::World;

/// A server whose model is the stand-in, and has two seconds for an answer.
pub(crate) async fn world_with(stand_in: &StandIn) -> World {
    world_that_waits(stand_in, 2).await
}

/// A server whose model is the stand-in, and has so many seconds for an answer.
pub(crate) async fn world_that_waits(stand_in: &StandIn, seconds: u32) -> World {
    let base_url = stand_in.base_url();
    let lookup = |name: &str| match name {
        "OPENAI_BASE_URL" => Some(base_url.clone()),
        "OPENAI_API_KEY" => Some("sk-test".to_owned()),
        "OPENAI_TIMEOUT_SECONDS" => Some(seconds.to_string()),
        _ => None,
    };
    let settings = Settings::from_lookup(lookup).unwrap().unwrap();
    World::new().await.with_model(OpenAi::new(settings).unwrap())
}

pub(crate) async fn start(fixtures: Json) -> StandIn {
    tokio::task::spawn_blocking(move || StandIn::start(&fixtures).unwrap()).await.unwrap()
}

pub(crate) fn call(arguments: &Json) -> Json {
    json!({ "toolCalls": [{ "name": "answer_visitor", "arguments": arguments }] })
}

pub(crate) fn set_budget(amount: u32, quote: &str) -> Json {
    let value = json!({ "min": amount, "max": amount, "currency": "EUR" });
    json!({ "operation": "set", "key": "budget", "value": value, "quote": quote, "approximate": false })
}

/// The whole arguments of an answer.
pub(crate) fn arguments(commands: &[Json], asks: Option<&str>, reply: &str) -> Json {
    json!({ "commands": commands, "intent": "scoping", "asks": asks, "reply": reply })
}

pub(crate) fn whole(commands: &[Json], asks: Option<&str>, reply: &str) -> Json {
    call(&arguments(commands, asks, reply))
}

/// A model that writes what it is fed with, once, and keeps what it was asked.
pub(crate) struct FedModel {
    events: Mutex<Option<UnboundedReceiver<Result<ModelEvent, ModelError>>>>,
    asked: Arc<Mutex<Vec<ModelRequest>>>,
}

/// What feeds a model.
pub(crate) struct Feed {
    events: UnboundedSender<Result<ModelEvent, ModelError>>,
    asked: Arc<Mutex<Vec<ModelRequest>>>,
}

pub(crate) fn fed_model() -> (FedModel, Feed) {
    let (events, receiver) = unbounded_channel();
    let asked = Arc::new(Mutex::new(Vec::new()));
    (FedModel { events: Mutex::new(Some(receiver)), asked: Arc::clone(&asked) }, Feed { events, asked })
}

impl Feed {
    pub(crate) fn write(&self, arguments: &str) {
        let _ = self.events.send(Ok(ModelEvent::Arguments(arguments.to_owned())));
    }

    /// The answer is whole, and nothing follows it.
    pub(crate) fn finish(self) {
        let _ = self.events.send(Ok(ModelEvent::Finished { usage: None }));
    }

    /// Returns once nobody reads what it writes any more.
    pub(crate) async fn let_go(&self) {
        self.events.closed().await;
    }

    /// What the model was asked so far.
    pub(crate) fn asked(&self) -> Vec<ModelRequest> {
        self.asked.lock().unwrap().clone()
    }

    /// What the model is asked, from now on as well.
    pub(crate) fn requests(&self) -> Arc<Mutex<Vec<ModelRequest>>> {
        Arc::clone(&self.asked)
    }
}

#[async_trait]
impl Model for FedModel {
    fn name(&self) -> &str {
        "fed"
    }

    async fn call(&self, request: ModelRequest) -> Result<ModelStream, ModelError> {
        self.asked.lock().unwrap().push(request);
        let events = self.events.lock().unwrap().take().ok_or(ModelError::NoCall)?;
        Ok(Box::pin(UnboundedReceiverStream::new(events)))
    }
}
