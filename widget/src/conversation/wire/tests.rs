//! Both sides of the contract: `shared` writes, we read; we write, `shared` reads.

use std::collections::BTreeMap;

use serde::Serialize;
use shared::value::{Kind, Value};
use shared::wire;

use super::*;

fn written(value: &impl Serialize) -> Json {
    Json::read(&serde_json::to_string(value).unwrap()).unwrap()
}

fn extracted() -> BTreeMap<String, wire::Extracted> {
    BTreeMap::from([(
        "pages".to_owned(),
        wire::Extracted {
            value: wire::Shown::Value(Value::Text("five".to_owned())),
            label: "Pages".to_owned(),
            display: "5".to_owned(),
            status: wire::ExtractedStatus::Stated,
            confidence: 1.0,
            evidence: "five \"pages\"".to_owned(),
        },
    )])
}

fn expected_scope() -> Scope {
    let known = Known { key: "pages".to_owned(), label: "Pages".to_owned(), display: "5".to_owned() };
    Scope { known: vec![known], confidence: 0.7321, ready: true, missing: vec!["budget".to_owned()] }
}

fn reply() -> wire::Reply {
    wire::Reply {
        turn_id: "t-1".to_owned(),
        message_id: "m-1".to_owned(),
        bot_message: "Fine.\nAnd the budget?".to_owned(),
        extracted_attributes: extracted(),
        ready_for_estimate: true,
        confidence: 0.7321,
        missing_attributes: vec!["budget".to_owned()],
        intent: "scoping".to_owned(),
        tool_calls: Vec::new(),
        blocks: vec![wire::Block::Buttons {
            buttons: vec![wire::Button {
                label: "Yes".to_owned(),
                message: Some("Yes, please".to_owned()),
                url: None,
            }],
        }],
        confirmed: false,
        rejected: Vec::new(),
        stopped: false,
        degraded: true,
        at: "2026-11-21T12:00:00Z".to_owned(),
        request_id: "r-1".to_owned(),
    }
}

#[test]
fn a_configuration() {
    let config = wire::WidgetConfig {
        tenant: "studio".to_owned(),
        name: "Studio".to_owned(),
        assistant: "Nora".to_owned(),
        locale: "en-GB".to_owned(),
        greeting: "Hello".to_owned(),
        suggestions: vec!["A shop".to_owned()],
        style: ":host{--accent:#3056d3}".to_owned(),
        disclaimer: None,
        before_chat: None,
        triggers: Vec::new(),
        presence: None,
        shortcut: Some('k'),
        sound: false,
        rating: true,
        thumbs: true,
        call_to_action: None,
        threshold: 0.7,
        attributes: vec![wire::AttributeSummary {
            key: "pages".to_owned(),
            label: "Pages".to_owned(),
            kind: Kind::Number,
            choices: Vec::new(),
        }],
        message_max_chars: wire::MESSAGE_MAX_CHARS,
    };
    let read = Config::read(&serde_json::to_string(&config).unwrap()).unwrap();
    assert_eq!(read.tenant, config.tenant);
    assert_eq!(read.assistant, config.assistant);
    assert_eq!(read.locale, config.locale);
    assert_eq!(read.greeting, config.greeting);
    assert_eq!(read.suggestions, config.suggestions);
    assert_eq!(read.attributes, [("pages".to_owned(), "Pages".to_owned())]);
    assert_eq!(read.message_max_chars, config.message_max_chars);
    assert!((read.threshold - 0.7).abs() < 1e-12);
    assert_eq!(Config::read("{}"), None);
}

#[test]
fn a_reply_and_its_scope() {
    let json = written(&reply());
    assert_eq!(Scope::of(&json), expected_scope());
    assert_eq!(Scope::of(&written(&reply().scope())), expected_scope());
    assert_eq!(choices_of_reply(&json), [("Yes".to_owned(), "Yes, please".to_owned())]);
    assert_eq!(json.field("bot_message").text(), Some(reply().bot_message));
    assert!(json.field("degraded").is_true());
}

#[test]
fn a_session_and_a_page_of_messages() {
    let message = wire::Message {
        turn_id: "t-1".to_owned(),
        message_id: "m-1".to_owned(),
        author: wire::Author::User,
        text: "Hello".to_owned(),
        at: "2026-11-21T12:00:00Z".to_owned(),
        state: wire::MessageState::Pending,
        degraded: false,
        edit: false,
        blocks: Vec::new(),
        stopped: false,
        thumb: None,
    };
    let answer = wire::Message {
        author: wire::Author::Assistant,
        state: wire::MessageState::Done,
        degraded: true,
        ..message.clone()
    };
    let json = written(&wire::HistoryPage { messages: vec![message, answer], before: Some(42) });
    let expected = Message {
        message_id: "m-1".to_owned(),
        by_visitor: true,
        text: "Hello".to_owned(),
        at: "2026-11-21T12:00:00Z".to_owned(),
        pending: true,
        degraded: false,
    };
    let answer = Message { by_visitor: false, pending: false, degraded: true, ..expected.clone() };
    assert_eq!(Message::all(&json), [expected, answer]);
    assert_eq!(before(&json), Some(42));
    assert_eq!(before(&written(&wire::HistoryPage { messages: Vec::new(), before: None })), None);
}

#[test]
fn a_problem() {
    let problem = wire::Problem {
        type_uri: "/problems/rate_limited".to_owned(),
        title: "Too many".to_owned(),
        status: 429,
        detail: "Wait.".to_owned(),
        code: "rate_limited".to_owned(),
        retryable: true,
        request_id: "r-1".to_owned(),
        retry_after: Some(12),
        errors: Vec::new(),
    };
    let expected = Problem {
        status: 429,
        detail: "Wait.".to_owned(),
        code: "rate_limited".to_owned(),
        retryable: true,
        retry_after: Some(12),
    };
    assert_eq!(Problem::of(&written(&problem)), Some(expected));
    assert_eq!(Problem::of(&Json::Null), None);
}

#[test]
fn what_we_write_is_what_the_server_reads() {
    let page =
        Page { url: "https://x.test/\"a\"".to_owned(), title: "T\n".to_owned(), referrer: String::new() };
    let expected = wire::Page { url: page.url.clone(), title: page.title.clone(), referrer: String::new() };

    let body = session_request("studio", "en", &page, Some("token"));
    let read: wire::SessionRequest = serde_json::from_str(&body).unwrap();
    assert_eq!(
        read,
        wire::SessionRequest {
            tenant: "studio".to_owned(),
            page: Some(expected.clone()),
            locale: Some("en".to_owned()),
            resume: Some("token".to_owned()),
        }
    );
    let read: wire::SessionRequest =
        serde_json::from_str(&session_request("studio", "en", &page, None)).unwrap();
    assert_eq!(read.resume, None);

    let read: wire::SendRequest = serde_json::from_str(&send_request("Hello", "m-1", &page)).unwrap();
    assert_eq!(
        read,
        wire::SendRequest {
            message: "Hello".to_owned(),
            edit: None,
            message_id: "m-1".to_owned(),
            session_id: None,
            page: Some(expected),
        }
    );
    assert!(serde_json::from_str::<wire::ClearRequest>(&Writer::default().end()).is_ok());
}
