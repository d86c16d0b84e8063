//! Deleting a visitor's data reaches everything in the table: afterwards nothing that they wrote or are called is anywhere in it.

use std::collections::BTreeSet;
use std::sync::Arc;

use api::{Tenants, answer_queued};
use async_trait::async_trait;
use axum::body::Body;
use axum::http::{HeaderValue, Method};
use dynamo::TurnQueueTable;
use engine::ports::{
    Answers, Change, ChangeId, KeptAnswer, Model, ModelError, ModelEvent, ModelRequest, ModelStream,
    QuestionKey, StoreError, What,
};
use engine::records::RowAccess;
use jiff::{SignedDuration, Timestamp};
use serde_json::json;
use shared::tenant::TenantFile;
use tokio::sync::Notify;

use super::{ForgetsSeldom, OWN, delete, identified, world as with_users};
use crate::model::arguments;
use crate::world::{Visitor, World, request};

/// In everything that the visitor writes and is called; in small letters, as a word that nobody takes for a name.
const MARKER: &str = "zweiundvierzigana";

/// A model that says the visitor's own word.
struct Echo;

#[async_trait]
impl Model for Echo {
    fn name(&self) -> &'static str {
        "echo"
    }

    async fn call(&self, _: ModelRequest) -> Result<ModelStream, ModelError> {
        let mut arguments = arguments(&[], Some("budget"), &format!("Yes, we do {MARKER}."));
        arguments["intent"] = json!("question");
        let events =
            [Ok(ModelEvent::Arguments(arguments.to_string())), Ok(ModelEvent::Finished { usage: None })];
        Ok(Box::pin(tokio_stream::iter(events)))
    }
}

/// A server whose studio is told of everything, and whose queue is in the table.
async fn world() -> World {
    let mut world = with_users().await;
    let mut tenants: Vec<TenantFile> = world.app.tenants.iter().cloned().collect();
    let studio = tenants.iter_mut().find(|tenant| tenant.id == "studio").unwrap();
    studio.webhooks = serde_json::from_value(json!([{
        "url": "https://hooks.example/anteroom", "secret": "STUDIO_WEBHOOK",
        "events": ["scope.updated", "scope.ready", "scope.confirmed", "conversation.ended"],
    }]))
    .unwrap();
    world.app.tenants = Tenants::new(tenants);
    world.app.turn_queue = Arc::new(queue(&world));
    world
}

fn queue(world: &World) -> TurnQueueTable {
    TurnQueueTable::new(world.client.clone(), "test", world.clock.clone())
}

/// What of the table the marker is in: the letters of the keys that say what an item is.
async fn marked(world: &World) -> BTreeSet<String> {
    let items = world.everything().await;
    let marked = items.iter().filter(|item| item.contains(MARKER));
    let kind = |item: &String| {
        let (_, after) = item.split_once("T#studio#").unwrap();
        after.chars().take_while(char::is_ascii_uppercase).collect()
    };
    marked.map(kind).collect()
}

/// Sends this, to be answered by whoever works in the background.
async fn leaves(visitor: &Visitor, id: &str) {
    let body = json!({ "message": format!("later, says {MARKER}"), "message_id": id });
    let mut leaving =
        request(Method::POST, "/api/v1/chat/send", Some(&visitor.token), Body::from(body.to_string()));
    leaving.headers_mut().insert("prefer", HeaderValue::from_static("respond-async"));
    assert_eq!(visitor.world.ask(leaving).await.status, 202);
}

/// A record that the visitor has made and somebody else has changed, and the other way round.
async fn made_and_changed(world: &World) {
    for (number, by) in [("1", [MARKER, "ben"]), ("2", ["ben", MARKER])] {
        let mut made = 0;
        let mut change = |what| Change {
            id: ChangeId {
                turn: format!("turn {number}"),
                place: {
                    made += 1;
                    made
                },
            },
            tenant: "studio".to_owned(),
            record_type: "task".to_owned(),
            by: by[usize::from(made > 1)].to_owned(),
            at: world.app.clock.now(),
            access: RowAccess::all(),
            unique: Vec::new(),
            what,
        };
        let fields = [("title".to_owned(), json!("Buy milk"))];
        let create =
            What::Create { id_prefix: "TSK".to_owned(), id: None, status: None, fields: fields.into() };
        let id = world.app.records.apply(&change(create)).await.unwrap().record_id;
        let fields = [("title".to_owned(), Some(json!("Buy bread")))];
        let update = What::Update { id: id.clone(), version: 1, fields: fields.into(), status: None };
        world.app.records.apply(&change(update)).await.unwrap();
        let comment = What::Comment { id, text: "Thank you".to_owned() };
        world.app.records.apply(&change(comment)).await.unwrap();
    }
}

#[tokio::test]
async fn nothing_of_a_user_is_left() {
    let world = world().await;
    let visitor = identified(&world, MARKER).await;
    let (path, token) = ("/api/v1/chat/send", Some(visitor.token.as_str()));
    let page = json!({ "url": format!("https://studio.example/{MARKER}"), "title": MARKER });
    let said = format!("Our budget is 20k, {MARKER}. Write to {MARKER}@candles.example");
    let body = json!({ "message": said, "message_id": "message-1", "page": page });
    assert_eq!(world.post(path, token, &body).await.status, 200);
    let set = json!({ "email": format!("other.{MARKER}@candles.example") });
    let body = json!({ "edit": { "set": set }, "message_id": "message-2" });
    let edited = world.post(path, token, &body).await;
    assert_eq!(edited.status, 200, "{edited:?}");
    let rating = json!({ "stars": 4, "comment": MARKER });
    assert_eq!(world.post("/api/v1/chat/rating", token, &rating).await.status, 204);
    leaves(&visitor, "message-3").await;
    let queued =
        queue(&world).take("studio", world.app.clock.now() + SignedDuration::from_mins(1)).await.unwrap();
    assert_eq!(queued.len(), 1);
    made_and_changed(&world).await;
    // Turns, the list of the user's conversations, their bucket, and webhooks on their way; what they did to records, which
    // those are, and the records themselves with their histories.
    let kinds = ["A", "C", "L", "M", "R", "U", "W"].map(str::to_owned);
    assert_eq!(marked(&world).await, BTreeSet::from(kinds));

    assert_eq!(delete(&world, OWN, &visitor.token).await.status, 204);
    assert_eq!(marked(&world).await, BTreeSet::new());
    // Whoever has taken the turn from the queue by then finds nothing to answer, and brings nothing back.
    answer_queued(&world.app, &queued[0].turn).await.unwrap();
    let left = world.everything().await;
    assert!(!left.concat().contains(MARKER), "{left:#?}");
    // Nor is anybody told of the end of what nobody knows of any more.
    assert!(!left.iter().any(|item| item.contains("#W")), "{left:#?}");
}

/// Somebody who asked what anybody might, and was answered in words of their own.
async fn asked_what_is_kept(world: &World) -> Visitor {
    let visitor = world.begin().await;
    let answer = visitor.says("message-1", &format!("do you also do {MARKER}?")).await;
    assert_eq!(answer.json()["degraded"], false, "{answer:?}");
    world.app.running.none().await;
    assert_eq!(marked(world).await, BTreeSet::from(["C", "Q"].map(str::to_owned)));
    visitor
}

#[tokio::test]
async fn nor_of_somebody_whose_answer_is_kept_for_others() {
    let world = world().await.with_model(Echo);
    for (method, path, body) in [
        (Method::DELETE, OWN.to_owned(), Body::empty()),
        (Method::DELETE, "/api/v1/chat/session/{session}".to_owned(), Body::empty()),
        (Method::POST, "/api/v1/chat/clear".to_owned(), Body::from("{}")),
    ] {
        let visitor = asked_what_is_kept(&world).await;
        let path = path.replace("{session}", &visitor.session);
        let forgotten = world.ask(request(method, &path, Some(&visitor.token), body)).await;
        assert_eq!(forgotten.status, 204, "{path}: {forgotten:?}");
        assert_eq!(marked(&world).await, BTreeSet::new(), "{path}");
    }
}

/// Kept answers of a store that takes its time to keep one.
struct Slow {
    answers: Arc<dyn Answers>,
    begun: Notify,
    goes_on: Notify,
}

#[async_trait]
impl Answers for Slow {
    async fn find(&self, question: &QuestionKey) -> Result<Option<KeptAnswer>, StoreError> {
        self.answers.find(question).await
    }

    async fn keep(
        &self,
        question: &QuestionKey,
        answer: &KeptAnswer,
        until: Timestamp,
    ) -> Result<(), StoreError> {
        self.begun.notify_one();
        self.goes_on.notified().await;
        self.answers.keep(question, answer, until).await
    }

    async fn forget(&self, question: &QuestionKey) -> Result<(), StoreError> {
        self.answers.forget(question).await
    }
}

#[tokio::test]
async fn an_answer_that_is_kept_late_is_deleted_too() {
    let mut world = world().await.with_model(Echo);
    let answers = world.app.answers.clone();
    let slow = Arc::new(Slow { answers, begun: Notify::new(), goes_on: Notify::new() });
    world.app.answers = slow.clone();
    let visitor = world.begin().await;
    visitor.says("message-1", &format!("do you also do {MARKER}?")).await;
    slow.begun.notified().await;
    assert_eq!(delete(&world, OWN, &visitor.token).await.status, 204);
    slow.goes_on.notify_one();
    world.app.running.none().await;
    assert_eq!(marked(&world).await, BTreeSet::new());
}

#[tokio::test]
async fn ending_a_session_goes_on_where_it_failed() {
    let world = World::new().await;
    let visitor = world.begin().await;
    visitor.says("message-1", MARKER).await;
    let path = format!("/api/v1/chat/session/{}", visitor.session);
    let failing = world.clone().with_turn_log(Arc::new(ForgetsSeldom::new(world.app.turn_log.clone(), 0)));
    let failed = delete(&failing, &path, &visitor.token).await;
    assert_eq!(failed.problem(), (503, "store_unavailable".to_owned()));
    assert!(!marked(&world).await.is_empty());
    for _ in 0..2 {
        assert_eq!(delete(&world, &path, &visitor.token).await.status, 204);
        assert_eq!(marked(&world).await, BTreeSet::new());
    }
}
