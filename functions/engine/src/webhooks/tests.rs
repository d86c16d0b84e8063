//! What a turn and an end tell, and when it is told again.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};
use serde_json::{Value as Json, json};
use shared::tenant::TenantFile;
use shared::value::{Money, Number, Value};
use shared::wire::ExtractedStatus;

use super::{
    ATTEMPTS_AT_MOST, ClosedTurn, EndReason, EndedConversation, RETRY_AFTER_AT_MOST, next_attempt,
    of_closed_turn, of_ended,
};
use crate::log::{ConversationId, Lease, Outcome, Turn};
use crate::ports::{Delivery, DeliveryState, Usage};
use crate::scope::{Known, Scope};

const EVERY_EVENT: [&str; 4] = ["scope.updated", "scope.ready", "scope.confirmed", "conversation.ended"];

fn now() -> Timestamp {
    "2026-11-21T12:00:00Z".parse().unwrap()
}

fn tenant(webhooks: &[&[&str]]) -> TenantFile {
    let webhooks: Vec<Json> = webhooks
        .iter()
        .enumerate()
        .map(|(place, events)| {
            json!({ "url": format!("https://hooks.example/{place}"), "secret": "STUDIO", "events": events })
        })
        .collect();
    serde_json::from_value(json!({
        "version": 1, "id": "studio", "name": "Studio", "origins": ["self"], "locale": "en-GB", "country": "DE",
        "greeting": "Hello!", "webhooks": webhooks, "session": { "idle_minutes": 60 },
        "scope": { "attributes": [
            { "key": "goal", "kind": "text", "requirement": "always", "question": "What for?" },
            { "key": "budget", "kind": "money", "question": "How much?" },
        ] },
    }))
    .unwrap()
}

fn known(value: Value) -> Known {
    Known { kind: value.kind(), value, status: ExtractedStatus::Stated, evidence: "said so".to_owned() }
}

fn scope(goal: Option<&str>, confirmed: bool) -> Scope {
    let goal = goal.map(|goal| ("goal".to_owned(), known(Value::Text(goal.to_owned()))));
    Scope { known: goal.into_iter().collect(), confirmed, ..Scope::default() }
}

fn full(goal: &str, confirmed: bool) -> Scope {
    let money =
        Money { min: Some(Number(10_000.0)), max: Some(Number(10_000.0)), currency: "EUR".to_owned() };
    let mut scope = scope(Some(goal), confirmed);
    scope.known.insert("budget".to_owned(), known(Value::Money(money)));
    scope
}

fn turn() -> Turn {
    let lease = Lease { holder: "process/1".to_owned(), until: now() };
    let page = shared::wire::Page { url: "https://studio.example/offer".to_owned(), ..Default::default() };
    let (id, user) = ("message-1".to_owned(), Some("user-7".to_owned()));
    Turn::open(id, "a shop".to_owned(), None, Some(page), user, lease)
}

fn conversation() -> ConversationId {
    ConversationId { tenant: "studio".to_owned(), session: "0199".to_owned() }
}

fn closed(tenant: &TenantFile, before: &Scope, after: Scope, is_first: bool) -> Vec<Delivery> {
    let outcome = Outcome {
        reply: "Noted.".to_owned(),
        blocks: Vec::new(),
        tool_calls: Vec::new(),
        rejected: Vec::new(),
        actions: Vec::new(),
        thread: crate::actions::Thread::default(),
        handed_over: false,
        intent: "scoping".to_owned(),
        intent_confidence: None,
        scope: after,
        model: "rules".to_owned(),
        prompt: "conversational_scoping 1".to_owned(),
        degraded: None,
        reply_replaced: None,
        kept_as: None,
        summary: None,
        usage: Usage::default(),
        closed_at: now(),
    };
    let (conversation, turn) = (conversation(), turn());
    of_closed_turn(&ClosedTurn {
        tenant,
        locale: "en-GB",
        conversation: &conversation,
        seq: 3,
        turn: &turn,
        before,
        outcome: &outcome,
        is_first,
        transcript: &[],
    })
}

fn ids(deliveries: &[Delivery]) -> Vec<&str> {
    deliveries.iter().map(|delivery| delivery.id.as_str()).collect()
}

#[test]
fn what_has_not_happened_is_not_told() {
    let tenant = tenant(&[&EVERY_EVENT]);
    let same = full("a shop", true);
    assert!(closed(&tenant, &same, same.clone(), false).is_empty());
    // Said once more in other words: the value is the same.
    let mut reworded = same.clone();
    reworded.known.insert(
        "goal".to_owned(),
        Known { evidence: "as I said".to_owned(), ..known(Value::Text("a shop".to_owned())) },
    );
    assert!(closed(&tenant, &same, reworded, false).is_empty());
    assert!(closed(&self::tenant(&[]), &Scope::default(), same, true).is_empty());
}

#[test]
fn each_event_is_told_when_it_happens() {
    let tenant = tenant(&[&EVERY_EVENT]);
    let nothing = Scope::default();
    let updated = closed(&tenant, &nothing, scope(Some("a shop"), false), false);
    assert_eq!(ids(&updated), ["evt_0199_3_scope_updated_0"]);
    let corrected = closed(&tenant, &scope(Some("a shop"), false), scope(Some("a blog"), false), false);
    assert_eq!(ids(&corrected), ["evt_0199_3_scope_updated_0"]);
    let taken_back = closed(&tenant, &full("a shop", true), scope(Some("a shop"), false), false);
    assert_eq!(ids(&taken_back), ["evt_0199_3_scope_updated_0"]);
    let ready = closed(&tenant, &scope(Some("a shop"), false), full("a shop", false), false);
    assert_eq!(ids(&ready), ["evt_0199_3_scope_updated_0", "evt_0199_3_scope_ready_0"]);
    let confirmed = closed(&tenant, &full("a shop", false), full("a shop", true), false);
    assert_eq!(ids(&confirmed), ["evt_0199_3_scope_confirmed_0"]);
}

#[test]
fn each_address_is_told_what_it_wants_to_hear() {
    let tenant = tenant(&[&["scope.ready"], &["scope.updated", "scope.ready"], &["conversation.ended"]]);
    let told = closed(&tenant, &Scope::default(), full("a shop", false), false);
    assert_eq!(
        ids(&told),
        ["evt_0199_3_scope_updated_1", "evt_0199_3_scope_ready_0", "evt_0199_3_scope_ready_1"]
    );
    assert_eq!(told[0].url, "https://hooks.example/1");
    assert_eq!(told[1].body, told[2].body);
}

#[test]
fn the_body_says_who_what_and_where() {
    let tenant = tenant(&[&["scope.ready"]]);
    let told = closed(&tenant, &Scope::default(), full("a shop", false), true);
    assert_eq!(told.len(), 1);
    assert_eq!((told[0].state, told[0].attempts, told[0].next_at), (DeliveryState::Pending, 0, now()));
    let body: Json = serde_json::from_str(&told[0].body).unwrap();
    assert_eq!(body["type"], "scope.ready");
    assert_eq!(body["timestamp"], "2026-11-21T12:00:00Z");
    let data = &body["data"];
    assert_eq!(data["tenant"], "studio");
    assert_eq!(data["conversation_id"], "0199");
    assert_eq!(data["turn_id"], "0199.3");
    assert_eq!(data["user_id"], "user-7");
    assert_eq!(data["page"]["url"], "https://studio.example/offer");
    assert_eq!(data["scope"]["extracted_attributes"]["budget"]["display"], "€10,000");
    assert_eq!(data["scope"]["ready_for_estimate"], true);
    assert_eq!(data["scope"]["confirmed"], false);
    assert!(data.get("reason").is_none());
}

#[test]
fn the_first_turn_waits_for_the_end() {
    let tenant = tenant(&[&["conversation.ended"]]);
    let same = Scope::default();
    assert!(closed(&tenant, &same, same.clone(), false).is_empty());
    let waits = closed(&tenant, &same, same.clone(), true);
    assert_eq!(waits.len(), 1);
    assert_eq!(waits[0].state, DeliveryState::Waiting);
    assert_eq!(waits[0].next_at, now() + SignedDuration::from_hours(1));
    assert!(waits[0].expires_at > waits[0].next_at && waits[0].body.is_empty());
}

#[test]
fn an_end_is_told_with_its_reason() {
    let tenant = tenant(&[&["scope.updated"], &["conversation.ended"]]);
    let (conversation, turn, scope) = (conversation(), turn(), full("a shop", true));
    let ended = EndedConversation {
        tenant: &tenant,
        locale: "en-GB",
        conversation: &conversation,
        newest: Some((3, &turn)),
        scope: &scope,
        reason: EndReason::Idle,
        at: now(),
    };
    let told = of_ended(&ended);
    assert_eq!(ids(&told), ["evt_0199_ended_1"]);
    let body: Json = serde_json::from_str(&told[0].body).unwrap();
    assert_eq!((&body["type"], &body["data"]["reason"]), (&json!("conversation.ended"), &json!("idle")));
    assert_eq!(body["data"]["scope"]["confirmed"], true);
    let cleared =
        EndedConversation { newest: None, scope: &Scope::default(), reason: EndReason::Visitor, ..ended };
    let body: Json = serde_json::from_str(&of_ended(&cleared)[0].body).unwrap();
    assert_eq!(body["data"]["reason"], "visitor");
    assert_eq!(body["data"]["scope"]["extracted_attributes"], json!(BTreeMap::<String, Json>::new()));
}

#[test]
fn nothing_is_kept_longer_than_the_conversation() {
    let mut tenant = tenant(&[&["scope.updated"]]);
    let kept =
        |tenant: &TenantFile| closed(tenant, &Scope::default(), full("a shop", false), false)[0].expires_at;
    assert_eq!(kept(&tenant), now() + SignedDuration::from_hours(24 * 30));
    tenant.retention.days = 2;
    assert_eq!(kept(&tenant), now() + SignedDuration::from_hours(48));
}

#[test]
fn attempts_spread_over_a_day() {
    for chance in [0.0, 0.5, 1.0] {
        let mut at = now();
        let mut pauses = Vec::new();
        for attempts in 1.. {
            let Some(next) = next_attempt(attempts, at, chance, None) else {
                assert_eq!(attempts, ATTEMPTS_AT_MOST);
                break;
            };
            pauses.push(next.duration_since(at));
            at = next;
        }
        assert!(pauses[0] >= SignedDuration::from_secs(4) && pauses[0] <= SignedDuration::from_secs(5));
        let whole = at.duration_since(now());
        assert!(
            whole > SignedDuration::from_hours(18) && whole < SignedDuration::from_hours(24),
            "{whole:?}"
        );
    }
    assert_eq!(next_attempt(0, now(), 0.0, None), None);
    assert_eq!(next_attempt(u32::MAX, now(), 0.0, None), None);
}

#[test]
fn an_address_may_ask_for_a_longer_pause_within_bounds() {
    let pause = |attempts, asked| {
        let next = next_attempt(attempts, now(), 0.0, Some(SignedDuration::from_secs(asked)));
        next.unwrap().duration_since(now())
    };
    assert_eq!(pause(1, 120), SignedDuration::from_secs(120));
    assert_eq!(pause(2, 1), SignedDuration::from_mins(5), "a shorter one does not count");
    assert_eq!(pause(1, 1_000_000), RETRY_AFTER_AT_MOST);
}
