//! Entries to put.

use std::collections::{BTreeMap, BTreeSet};

use engine::log::{ConversationId, Entry, EntryBody, Lease, Outcome, Progress, Turn};
use engine::ports::{Delivery, DeliveryState, Usage};
use engine::scope::{Known, Scope};
use engine::user::{User, UserAttribute};
use jiff::{SignedDuration, Timestamp};
use serde::de::DeserializeSeed;
use shared::tenant::WebhookEvent;
use shared::value::Kind;
use shared::wire::{Block, Button, Edit, ExtractedStatus, Page, Rating, Rejected, Thumb, ToolCall};

/// When the tests take place; not a whole second.
pub(crate) fn now() -> Timestamp {
    "2026-11-21T10:15:30.123456789Z".parse().unwrap()
}

pub(crate) fn conversation() -> ConversationId {
    named("studio", "0199f3a0-session")
}

pub(crate) fn named(tenant: &str, session: &str) -> ConversationId {
    ConversationId { tenant: tenant.into(), session: session.into() }
}

pub(crate) fn lease(holder: &str) -> Lease {
    Lease { holder: holder.into(), until: now().checked_add(SignedDuration::from_secs(45)).unwrap() }
}

/// An open turn whose lease is `holder`'s.
pub(crate) fn open_turn(conversation: &ConversationId, seq: u64, holder: &str) -> Entry {
    turn(conversation, seq, Progress::Open(lease(holder)))
}

pub(crate) fn closed_turn(conversation: &ConversationId, seq: u64, outcome: Outcome) -> Entry {
    turn(conversation, seq, Progress::Closed(Box::new(outcome)))
}

fn turn(conversation: &ConversationId, seq: u64, progress: Progress) -> Entry {
    let turn = Turn {
        message_id: format!("message-{seq}"),
        message: format!("Message {seq}: Grüße, 世界 \u{1F44B} \"quoted\"\n\\ and so on"),
        page: Some(Page {
            url: "https://example.org/?a=1#b".into(),
            title: "Preise – Übersicht".into(),
            referrer: String::new(),
        }),
        user: Some("user-7".to_owned()),
        told: None,
        edit: None,
        stop_requested: false,
        thumb: None,
        rating: None,
        progress,
    };
    marker(conversation, seq, EntryBody::Turn(Box::new(turn)))
}

/// A closed turn with everything that a turn may have.
pub(crate) fn full_turn(conversation: &ConversationId, seq: u64) -> Entry {
    let mut entry = closed_turn(conversation, seq, outcome("Noted: Budget €30,000."));
    if let EntryBody::Turn(turn) = &mut entry.body {
        turn.message = String::new();
        turn.edit = Some(Edit {
            set: BTreeMap::from([("budget".into(), "30.000 €\n\"roughly\"".into())]),
            clear: vec!["phone".into()],
            confirm: true,
        });
        turn.told = Some(User {
            id: "user-7".into(),
            role: Some("client".into()),
            attributes: BTreeMap::from([("projects".into(), UserAttribute::Texts(vec!["PRJ-1".into()]))]),
        });
        turn.stop_requested = true;
        turn.thumb = Some(Thumb::Down);
        turn.rating = Some(Rating { stars: 4, comment: Some("schnell \u{1F44D}".into()) });
    }
    entry
}

pub(crate) fn marker(conversation: &ConversationId, seq: u64, body: EntryBody) -> Entry {
    Entry {
        conversation: conversation.clone(),
        seq,
        at: now(),
        expires_at: "2026-12-21T10:15:30Z".parse().unwrap(),
        body,
    }
}

/// An outcome with something in every field.
pub(crate) fn outcome(reply: &str) -> Outcome {
    let known = |kind: Kind, value: serde_json::Value, evidence: &str| Known {
        value: kind.deserialize(value).unwrap(),
        kind,
        status: ExtractedStatus::Stated,
        evidence: evidence.into(),
    };
    Outcome {
        reply: reply.into(),
        blocks: vec![Block::Buttons {
            buttons: vec![Button { label: "Ja".into(), message: Some("yes, please".into()), url: None }],
        }],
        tool_calls: vec![ToolCall {
            tool: "set".into(),
            arguments: BTreeMap::from([("key".into(), "budget".into())]),
            outcome: "applied".into(),
        }],
        rejected: vec![Rejected {
            key: "launch".into(),
            code: "not_understood".into(),
            reason: "I can't make out a date there.".into(),
        }],
        actions: vec![shared::wire::ActionDone {
            id: "0199.3.0".into(),
            action: shared::tenant::RecordAction::Delete,
            record_type: "task".into(),
            record_id: "TSK-12".into(),
            record: None,
            changed: Vec::new(),
        }],
        thread: engine::actions::Thread {
            focus: vec![engine::actions::RecordRef { record_type: "task".into(), id: "TSK-12".into() }],
            waiting: Some(engine::actions::Waiting {
                call: engine::actions::Call::Delete {
                    target: engine::actions::Target {
                        record_type: Some("task".into()),
                        by: engine::actions::TargetBy::Id("TSK-12".into()),
                    },
                },
                on: engine::actions::WaitingFor::Yes { version: 3 },
                user: Some("ana".into()),
                until: "2026-11-21T12:10:00Z".parse().unwrap(),
                turn: "0199.2".into(),
            }),
        },
        handed_over: true,
        intent: "ACTION".into(),
        intent_confidence: Some(0.9),
        scope: Scope {
            known: BTreeMap::from([
                (
                    "budget".into(),
                    known(
                        Kind::Money,
                        serde_json::json!({"min": 20_000, "max": 30_000.5, "currency": "EUR"}),
                        "20-30k \u{20AC}",
                    ),
                ),
                ("goal".into(), known(Kind::Text, serde_json::json!("a shop"), "a shop")),
            ]),
            declined: BTreeSet::from(["phone".into()]),
            asked: BTreeMap::from([("deadline".into(), 2)]),
            asking: Some("deadline".into()),
            confirmed: true,
        },
        model: "rules".into(),
        prompt: "conversational_scoping 1".into(),
        degraded: Some("model_timeout".into()),
        reply_replaced: Some("system_text".into()),
        kept_as: None,
        summary: None,
        usage: Usage { input_tokens: 1_234, output_tokens: 56 },
        closed_at: now().checked_add(SignedDuration::from_nanos(2_345_678_901)).unwrap(),
    }
}

/// A delivery that is due from now on.
pub(crate) fn delivery(conversation: &ConversationId, name: &str) -> Delivery {
    Delivery {
        id: format!("evt_{}_{name}", conversation.session),
        conversation: conversation.clone(),
        event: WebhookEvent::ScopeUpdated,
        url: "https://hooks.example/anteroom".into(),
        secret: "STUDIO_WEBHOOK".into(),
        body: r#"{"type":"scope.updated","data":{"text":"Grüße \u{1F44B}"}}"#.into(),
        state: DeliveryState::Pending,
        created_at: now(),
        next_at: now(),
        attempts: 0,
        last_error: None,
        expires_at: "2026-12-21T10:15:30Z".parse().unwrap(),
    }
}
