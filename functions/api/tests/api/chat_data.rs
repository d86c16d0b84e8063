//! `/api/v1/chat/data` and `/api/v1/admin/…/data`: what is kept of a visitor, given out and deleted.

mod everywhere;

use std::sync::Arc;

use aws::dynamodb::AttributeValue;
use axum::body::Body;
use axum::http::Method;
use engine::ports::StoreError;
use jiff::SignedDuration;
use serde_json::{Value as Json, json};

use crate::signer::{SECRET_NAME, token_of};
use crate::world::{Answer, Visitor, World, left_open, request};

const OWN: &str = "/api/v1/chat/data";

async fn world() -> World {
    World::new().await.with_users(json!({ "keys": [{ "algorithm": "HS256", "secret": SECRET_NAME }] }))
}

async fn identified(world: &World, user: &str) -> Visitor {
    let body = json!({ "tenant": "studio", "user_token": token_of(world, user) });
    let json = world.post("/api/v1/chat/sessions", None, &body).await.json();
    let field = |name: &str| json[name].as_str().unwrap().to_owned();
    Visitor { world: world.clone(), token: field("token"), session: field("session_id") }
}

async fn delete(world: &World, path: &str, token: &str) -> Answer {
    world.ask(request(Method::DELETE, path, Some(token), Body::empty())).await
}

/// Every turn of every page.
async fn all(world: &World, path: &str, token: &str) -> Vec<Json> {
    let mut turns = Vec::new();
    let mut next = String::new();
    loop {
        let page = world.get(&format!("{path}{next}"), Some(token)).await;
        assert_eq!(page.status, 200, "{page:?}");
        let page = page.json();
        turns.extend(page["turns"].as_array().unwrap().iter().cloned());
        match page["next"].as_str() {
            Some(more) => next = format!("?next={more}"),
            None => return turns,
        }
    }
}

fn messages(turns: &[Json]) -> Vec<&str> {
    turns.iter().map(|turn| turn["message"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn a_visitor_gets_everything_of_their_conversation() {
    let world = World::new().await;
    let visitor = world.begin().await;
    visitor.says("message-1", "Our budget is 20k").await;
    visitor.says("message-2", "I am ana@candles.example").await;
    let rating = json!({ "stars": 4, "comment": "kind" });
    world.post("/api/v1/chat/rating", Some(&visitor.token), &rating).await;
    let turns = all(&world, OWN, &visitor.token).await;
    assert_eq!(messages(&turns), ["I am ana@candles.example", "Our budget is 20k"]);
    assert_eq!(turns[0]["rating"], rating);
    let known = &turns[0]["answer"]["scope"]["extracted_attributes"];
    assert_eq!(known["email"]["value"], "ana@candles.example");
    assert_eq!(turns[0]["session_id"], json!(visitor.session));
}

#[tokio::test]
async fn a_user_gets_all_their_conversations_by_pages() {
    let world = world().await;
    let mut expected = Vec::new();
    for conversation in 0..3 {
        let ana = identified(&world, "ana").await;
        let turns = if conversation == 1 { 30 } else { 2 };
        for turn in 0..turns {
            ana.says(&format!("message-{turn}"), &format!("{conversation}/{turn}")).await;
        }
        expected.extend((0..turns).rev().map(|turn| format!("{conversation}/{turn}")));
    }
    identified(&world, "ben").await.says("message-1", "of ben").await;
    let ana = identified(&world, "ana").await;
    assert_eq!(messages(&all(&world, OWN, &ana.token).await), expected);
    let by_admin = all(&world, "/api/v1/admin/users/ana/data", &world.admin("studio")).await;
    assert_eq!(messages(&by_admin), expected);
    // A place in somebody else's conversation is no way into it.
    let ben = identified(&world, "ben").await;
    let place = by_admin[0]["turn_id"].as_str().unwrap().replace(".2", ".9");
    let page = world.get(&format!("{OWN}?next={place}"), Some(&ben.token)).await;
    assert!(!page.text.contains("0/"), "{page:?}");
}

#[tokio::test]
async fn deleting_leaves_nothing_and_may_be_asked_twice() {
    let world = world().await;
    let first = identified(&world, "ana").await;
    first.says("message-1", "secret-of-ana").await;
    let second = identified(&world, "ana").await;
    second.says("message-1", "secret-of-ana").await;
    let ben = identified(&world, "ben").await;
    ben.says("message-1", "secret-of-ben").await;
    for _ in 0..2 {
        let path = "/api/v1/admin/users/ana/data";
        assert_eq!(delete(&world, path, &world.admin("studio")).await.status, 204);
        let left = world.everything().await.concat();
        assert!(!left.contains("secret-of-ana") && !left.contains("#U#ana"), "{left}");
        assert!(left.contains("secret-of-ben"));
    }
    for ana in [&first, &second] {
        assert_eq!(ana.says("message-2", "Am I here?").await.problem(), (401, "session_expired".to_owned()));
    }
    assert_eq!(ben.said().await, ["secret-of-ben"]);
    assert_eq!(all(&world, OWN, &identified(&world, "ana").await.token).await, Vec::<Json>::new());
}

#[tokio::test]
async fn whoever_becomes_known_takes_what_they_said_before() {
    let world = world().await;
    let anonymous = world.begin().await;
    anonymous.says("message-1", "secret-from-before").await;
    let body =
        json!({ "tenant": "studio", "resume": anonymous.token, "user_token": token_of(&world, "ana") });
    let json = world.post("/api/v1/chat/sessions", None, &body).await.json();
    let token = json["token"].as_str().unwrap();
    assert_eq!(delete(&world, OWN, token).await.status, 204);
    let left = world.everything().await.concat();
    assert!(!left.contains("secret-from-before"), "{left}");
    assert_eq!(anonymous.says("message-2", "Hello").await.problem(), (401, "session_expired".to_owned()));
}

#[tokio::test]
async fn a_turn_that_is_running_does_not_bring_it_back() {
    let world = World::new().await;
    let visitor = world.begin().await;
    left_open(&visitor, 1, "message-1", "secret-in-flight").await;
    let path = format!("/api/v1/admin/conversations/{}/data", visitor.session);
    assert_eq!(delete(&world, &path, &world.admin("studio")).await.status, 204);
    world.pass(SignedDuration::from_mins(2));
    assert_eq!(visitor.says("message-1", "secret-in-flight").await.problem().0, 401);
    assert!(!world.everything().await.concat().contains("secret-in-flight"));
}

#[tokio::test]
async fn what_fails_half_way_goes_on_with_the_next_call() {
    let world = world().await;
    for number in 0..3 {
        let ana = identified(&world, "ana").await;
        ana.says("message-1", &format!("secret-{number}")).await;
    }
    let admin = world.admin("studio");
    let log = Arc::clone(&world.app.turn_log);
    let mut attempts = 0;
    loop {
        // Each attempt gets one deletion further than the one before.
        let failing = world.clone().with_turn_log(Arc::new(ForgetsSeldom::new(Arc::clone(&log), attempts)));
        let answer = delete(&failing, "/api/v1/admin/users/ana/data", &admin).await;
        if answer.status == 204 {
            break;
        }
        assert_eq!(answer.problem(), (503, "store_unavailable".to_owned()));
        attempts += 1;
        assert!(attempts < 10, "it never ends");
    }
    assert!(attempts > 0);
    let left = world.everything().await.concat();
    assert!(!left.contains("secret-") && !left.contains("#U#ana"), "{left}");
}

/// A log that deletes so many conversations and then fails.
struct ForgetsSeldom {
    log: Arc<dyn engine::ports::TurnLog>,
    left: std::sync::Mutex<usize>,
}

impl ForgetsSeldom {
    fn new(log: Arc<dyn engine::ports::TurnLog>, times: usize) -> Self {
        Self { log, left: std::sync::Mutex::new(times) }
    }
}

#[async_trait::async_trait]
impl engine::ports::TurnLog for ForgetsSeldom {
    async fn newest(
        &self,
        conversation: &engine::log::ConversationId,
        before: Option<u64>,
        limit: u16,
    ) -> Result<Vec<engine::log::Entry>, StoreError> {
        self.log.newest(conversation, before, limit).await
    }

    async fn append(
        &self,
        entry: &engine::log::Entry,
        deliveries: &[engine::ports::Delivery],
    ) -> Result<(), engine::ports::AppendError> {
        self.log.append(entry, deliveries).await
    }

    async fn take_over(
        &self,
        conversation: &engine::log::ConversationId,
        seq: u64,
        old: &engine::log::Lease,
        new: &engine::log::Lease,
    ) -> Result<(), engine::ports::LeaseError> {
        self.log.take_over(conversation, seq, old, new).await
    }

    async fn close(
        &self,
        conversation: &engine::log::ConversationId,
        seq: u64,
        lease: &engine::log::Lease,
        outcome: &engine::log::Outcome,
        deliveries: &[engine::ports::Delivery],
    ) -> Result<engine::ports::Closed, engine::ports::LeaseError> {
        self.log.close(conversation, seq, lease, outcome, deliveries).await
    }

    async fn request_stop(
        &self,
        conversation: &engine::log::ConversationId,
        seq: u64,
    ) -> Result<(), engine::ports::LeaseError> {
        self.log.request_stop(conversation, seq).await
    }

    async fn keep_opinion(
        &self,
        conversation: &engine::log::ConversationId,
        seq: u64,
        opinion: &engine::log::Opinion,
    ) -> Result<(), engine::ports::OpinionError> {
        self.log.keep_opinion(conversation, seq, opinion).await
    }

    async fn forget_before(
        &self,
        conversation: &engine::log::ConversationId,
        seq: u64,
    ) -> Result<(), StoreError> {
        {
            let mut left = self.left.lock().unwrap();
            *left = left.checked_sub(1).ok_or_else(|| StoreError::Unavailable("as told".to_owned()))?;
        }
        self.log.forget_before(conversation, seq).await
    }
}

/// A turn that cannot be read, by damage or because a later release has written it, is deleted with the others.
#[tokio::test]
async fn what_cannot_be_read_is_deleted_too() {
    let world = World::new().await;
    let visitor = world.begin().await;
    visitor.says("message-1", "Our budget is 20k").await;
    visitor.says("message-2", "I am ana@candles.example").await;
    let text = |text: &str| AttributeValue::S(text.to_owned());
    world
        .client
        .update_item()
        .table_name("test")
        .key("pk", text(&format!("T#studio#C#{}", visitor.session)))
        .key("sk", text(&format!("TURN#{:020}", 1)))
        .update_expression("SET outcome = :odd")
        .expression_attribute_values(":odd", text("{}"))
        .send()
        .await
        .unwrap();
    assert_eq!(delete(&world, OWN, &visitor.token).await.status, 204);
    let turns =
        world.everything().await.into_iter().filter(|item| item.contains("20k") || item.contains("ana@"));
    assert_eq!(turns.count(), 0);
}
