//! What crosses the wire, to the letter: a change here is a change for every client.

use std::collections::BTreeMap;

use insta::assert_json_snapshot;
use shared::value::{Money, Value};
use shared::wire::{
    Accepted, Author, Block, Button, Extracted, ExtractedStatus, FieldError, HistoryPage, Message,
    MessageState, Page, Problem, Reply, Reset, ScopeView, SendRequest, SessionRequest, SessionResponse,
    Shown, TextDelta, ToolCall, TurnState, TurnStatus, Understood,
};

fn budget() -> Extracted {
    Extracted {
        value: Shown::Value(Value::Money(Money::exactly(15_000.0, "EUR"))),
        label: "Budget".to_owned(),
        display: "€15,000".to_owned(),
        status: ExtractedStatus::Approximate,
        confidence: 0.8,
        evidence: "around fifteen thousand euros".to_owned(),
    }
}

fn message() -> Message {
    Message {
        turn_id: "s1.1".to_owned(),
        message_id: "m1".to_owned(),
        author: Author::User,
        text: "around fifteen thousand euros".to_owned(),
        at: "2026-11-21T12:00:00Z".to_owned(),
        state: MessageState::Pending,
        degraded: false,
        edit: false,
        understood: vec![Understood {
            key: "budget".to_owned(),
            label: "Budget".to_owned(),
            display: "€15,000".to_owned(),
        }],
        blocks: Vec::new(),
        tool_calls: Vec::new(),
        stopped: false,
        thumb: None,
    }
}

fn reply() -> Reply {
    Reply {
        turn_id: "s1.1".to_owned(),
        message_id: "m1".to_owned(),
        bot_message: "Noted. What shall we build?".to_owned(),
        extracted_attributes: BTreeMap::from([("budget".to_owned(), budget())]),
        ready_for_estimate: false,
        confidence: 0.4,
        missing_attributes: vec!["project_type".to_owned()],
        intent: "scoping".to_owned(),
        intent_confidence: None,
        actions: Vec::new(),
        handed_over: false,
        tool_calls: vec![ToolCall {
            tool: "set".to_owned(),
            arguments: BTreeMap::from([("key".to_owned(), "budget".to_owned())]),
            outcome: "applied".to_owned(),
        }],
        blocks: vec![Block::Buttons {
            buttons: vec![Button {
                label: "A shop".to_owned(),
                message: Some("A shop".to_owned()),
                url: None,
            }],
        }],
        confirmed: false,
        rejected: Vec::new(),
        stopped: false,
        degraded: true,
        at: "2026-11-21T12:00:01Z".to_owned(),
        request_id: "r1".to_owned(),
    }
}

#[test]
fn sessions() {
    assert_json_snapshot!(
        "session_request",
        SessionRequest {
            tenant: "studio".to_owned(),
            page: Some(Page { url: "https://studio.example/".to_owned(), ..Page::default() }),
            locale: Some("en-GB".to_owned()),
            time_zone: Some("Europe/Berlin".to_owned()),
            resume: None,
            user_token: None,
        }
    );
    assert_json_snapshot!(
        "session_response",
        SessionResponse {
            greeting: None,
            suggestions: None,
            session_id: "s1".to_owned(),
            token: "t1".to_owned(),
            expires_at: "2026-11-21T13:00:00Z".to_owned(),
            user: None,
            resumed: true,
            messages: vec![message()],
            before: Some(7),
            scope: ScopeView::default(),
            rating: None,
        }
    );
}

#[test]
fn messages() {
    let request = SendRequest {
        message: "Hi".to_owned(),
        edit: None,
        message_id: "m1".to_owned(),
        session_id: None,
        page: None,
    };
    assert_json_snapshot!("send_request", request);
    assert_json_snapshot!("reply", reply());
    assert_json_snapshot!("history", HistoryPage { messages: vec![message()], before: None });
    let status = TurnStatus { turn_id: "s1.1".to_owned(), state: TurnState::Interrupted, reply: None };
    assert_json_snapshot!("status", status);
}

#[test]
fn events() {
    assert_json_snapshot!("accepted", Accepted { turn_id: "s1.1".to_owned(), message_id: "m1".to_owned() });
    assert_json_snapshot!("scope", reply().scope());
    assert_json_snapshot!("text", TextDelta { delta: "No".to_owned() });
    assert_json_snapshot!("reset", Reset { reason: "model_cut".to_owned() });
}

#[test]
fn problems() {
    assert_json_snapshot!(
        "problem",
        Problem {
            type_uri: "/problems/body_invalid".to_owned(),
            title: "The body is not valid".to_owned(),
            status: 422,
            detail: "`/message`: must not be empty".to_owned(),
            code: "body_invalid".to_owned(),
            retryable: false,
            request_id: "r1".to_owned(),
            retry_after: None,
            errors: vec![FieldError {
                pointer: "/message".to_owned(),
                detail: "must not be empty".to_owned()
            }],
        }
    );
}

#[test]
fn the_browser_reads_all_but_the_values() {
    let text = serde_json::to_string(&reply()).unwrap();
    let read: Reply = serde_json::from_str(&text).unwrap();
    assert_eq!(read.extracted_attributes["budget"].value, Shown::Unread);
    assert_eq!(read.extracted_attributes["budget"].display, "€15,000");
    assert_eq!(read.blocks, reply().blocks);
}
