//! Something fails at every moment at which it can: whatever was accepted is in the log once and is answered once, and the
//! conversation goes on.
//!
//! The faults are on the way to the store, under the client that talks to it, so that every port is hit by them. The
//! visitor does what the widget does: sends the same message again, by the same id, until it is answered.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use aws::Patience;
use aws::dynamodb::Client;
use embedded::EmbeddedStore;
use embedded::wire::{Fate, Wire};
use serde_json::{Value as Json, json};

use crate::world::{Visitor, World};

/// How often the visitor sends a message again before the test gives up: far more often than anything fails.
const TRIES: usize = 20;

/// What the visitor says and does, in this order.
const SCRIPT: [(&str, &str); 4] = [
    ("message-1", "Our budget is 12,000 euros"),
    ("message-2", "How does it work?"),
    ("message-3", "Mail me at ada@example.com"),
    ("message-4", "It has 12 pages"),
];

/// The ways in which a request to the store can fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    /// It never arrives.
    Lost,
    /// It is done, and nobody hears of it.
    AnswerLost,
    /// Nobody answers in time.
    TimeOut,
    /// The table asks to slow down.
    Throttled,
    /// Somebody else's transaction is in the way.
    Conflict,
    /// 500.
    ServerError,
    /// What comes back is not what the protocol says.
    Malformed,
    /// It takes its time.
    Slow,
}

const FAULTS: [Fault; 8] = [
    Fault::Lost,
    Fault::AnswerLost,
    Fault::TimeOut,
    Fault::Throttled,
    Fault::Conflict,
    Fault::ServerError,
    Fault::Malformed,
    Fault::Slow,
];

impl Fault {
    fn fate(self) -> Fate {
        let refusal = |status, name: &str| {
            Fate::Instead(
                status,
                json!({ "__type": format!("com.amazonaws.dynamodb.v20120810#{name}"), "message": "" }),
            )
        };
        match self {
            Self::Lost => Fate::Lost,
            Self::AnswerLost => Fate::AnswerLost,
            Self::TimeOut => Fate::Swallowed,
            Self::Throttled => refusal(400, "ProvisionedThroughputExceededException"),
            Self::Conflict => refusal(400, "TransactionConflictException"),
            Self::ServerError => refusal(500, "InternalServerError"),
            Self::Malformed => Fate::Instead(200, json!("not an object")),
            Self::Slow => Fate::Delayed(Duration::from_millis(30)),
        }
    }
}

/// A server whose way to the store fails where `fails` says so, by the number of the request.
pub(crate) async fn world_failing(
    store: &EmbeddedStore,
    fails: impl Fn(usize) -> Option<Fault> + Send + Sync + 'static,
) -> (World, Arc<AtomicUsize>) {
    let direct = store.client();
    // The table is there already: what is made at the start of a process is another matter.
    let world = World::on(store).await;
    let number = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&number);
    let wire = Wire::before(&direct, move |_, _| {
        fails(counter.fetch_add(1, Ordering::SeqCst)).map_or(Fate::Answered, Fault::fate)
    });
    let patience = Patience { attempt: Some(Duration::from_millis(250)), ..Patience::IN_PROCESS };
    let client = Client::new(wire.client(&direct).caller().with_patience(patience));
    (world.with_store(&client), number)
}

/// Sends the message until it is answered, and gives back the answer.
pub(crate) async fn insists(visitor: &Visitor, id: &str, message: &str) -> Json {
    for _ in 0..TRIES {
        let answer = visitor.says(id, message).await;
        let json = answer.json();
        if answer.status.is_success() {
            return json;
        }
        assert_eq!(json["retryable"], true, "{answer:?}");
        // Whoever was answering may have gone: its lease runs out.
        visitor.world.pass(jiff::SignedDuration::from_secs(60));
    }
    panic!("{id} was not answered in {TRIES} tries");
}

/// Holds the whole conversation, and tells every answer by its message.
async fn holds_the_conversation(visitor: &Visitor) -> BTreeMap<&'static str, Json> {
    let mut answers = BTreeMap::new();
    for (id, message) in SCRIPT {
        answers.insert(id, insists(visitor, id, message).await);
        visitor.world.pass(jiff::SignedDuration::from_secs(5));
    }
    answers
}

/// What must hold afterwards, whatever failed. `calm` is the same store without faults.
async fn all_is_well(calm: &World, visitor: &Visitor, answers: &BTreeMap<&'static str, Json>, what: &str) {
    let visitor = Visitor { world: calm.clone(), ..visitor.clone() };
    let said: Vec<String> = visitor.said().await;
    assert_eq!(said, SCRIPT.map(|(_, message)| message), "{what}: each message is there once, in order");
    for message in visitor.history().await {
        assert_eq!(message["state"], "done", "{what}: {message}");
    }
    for (id, message) in SCRIPT {
        let again = visitor.says(id, message).await.json();
        assert_eq!(again["bot_message"], answers[id]["bot_message"], "{what}: the answer of {id} stands");
        assert_eq!(again["turn_id"], answers[id]["turn_id"], "{what}");
    }
    let next = visitor.says("message-5", "That is all").await;
    assert!(next.status.is_success(), "{what}: the next turn works: {next:?}");
    let known = &next.json()["extracted_attributes"];
    assert_eq!(known["budget"]["value"]["min"], 12_000, "{what}: {known}");
    assert_eq!(known["email"]["value"], "ada@example.com", "{what}: {known}");
    assert_eq!(known["pages"]["value"], 12, "{what}: {known}");
}

/// How many requests the conversation takes where nothing fails.
async fn requests_of_a_calm_conversation() -> usize {
    let store = EmbeddedStore::in_memory().unwrap();
    let (world, number) = world_failing(&store, |_| None).await;
    let visitor = world.begin().await;
    let answers = holds_the_conversation(&visitor).await;
    let requests = number.load(Ordering::SeqCst);
    all_is_well(&world, &visitor, &answers, "nothing failed").await;
    requests
}

/// Every request fails once, in every way.
#[tokio::test(flavor = "multi_thread")]
async fn a_fault_at_every_request_in_turn() {
    let requests = requests_of_a_calm_conversation().await;
    assert!(requests >= 4 * 3, "{requests}");
    for at in 0..requests {
        for fault in FAULTS {
            let store = EmbeddedStore::in_memory().unwrap();
            let (world, number) =
                world_failing(&store, move |request| (request == at).then_some(fault)).await;
            let visitor = begins(&world).await;
            let answers = holds_the_conversation(&visitor).await;
            assert!(number.load(Ordering::SeqCst) > at, "the fault was met");
            let calm = world.with_store(&store.client());
            all_is_well(&calm, &visitor, &answers, &format!("{fault:?} at request {at}")).await;
        }
    }
}

/// Three requests of ten fail, in any way, whichever: the seed is in the message of a failure.
#[tokio::test(flavor = "multi_thread")]
async fn faults_at_any_requests() {
    for seed in 0..60 {
        let random = Mutex::new(fastrand::Rng::with_seed(seed));
        let store = EmbeddedStore::in_memory().unwrap();
        let (world, _) = world_failing(&store, move |_| {
            let mut random = random.lock().unwrap();
            (random.u8(0..10) < 3).then(|| FAULTS[random.usize(0..FAULTS.len())])
        })
        .await;
        let visitor = begins(&world).await;
        let answers = holds_the_conversation(&visitor).await;
        let calm = world.with_store(&store.client());
        all_is_well(&calm, &visitor, &answers, &format!("seed {seed}")).await;
    }
}

/// Two tabs send the same messages at the same time, while requests fail.
#[tokio::test(flavor = "multi_thread")]
async fn faults_while_everything_is_sent_twice() {
    for seed in 0..20 {
        let random = Mutex::new(fastrand::Rng::with_seed(1_000 + seed));
        let store = EmbeddedStore::in_memory().unwrap();
        let (world, _) = world_failing(&store, move |_| {
            let mut random = random.lock().unwrap();
            (random.u8(0..10) < 2).then(|| FAULTS[random.usize(0..FAULTS.len())])
        })
        .await;
        let visitor = begins(&world).await;
        let (mut answers, what) = (BTreeMap::new(), format!("seed {seed}"));
        for (id, message) in SCRIPT {
            let (one, other) = tokio::join!(insists(&visitor, id, message), insists(&visitor, id, message));
            assert_eq!(one["bot_message"], other["bot_message"], "{what}");
            answers.insert(id, one);
            world.pass(jiff::SignedDuration::from_secs(5));
        }
        let calm = world.with_store(&store.client());
        all_is_well(&calm, &visitor, &answers, &what).await;
    }
}

/// Begins a conversation, as often as it takes.
pub(crate) async fn begins(world: &World) -> Visitor {
    for _ in 0..TRIES {
        let answer = world.post("/api/v1/chat/sessions", None, &json!({ "tenant": "studio" })).await;
        let json = answer.json();
        if answer.status.is_success() {
            let field = |name: &str| json[name].as_str().unwrap().to_owned();
            return Visitor { world: world.clone(), token: field("token"), session: field("session_id") };
        }
        assert_eq!(json["retryable"], true, "{answer:?}");
    }
    panic!("no conversation began in {TRIES} tries");
}
