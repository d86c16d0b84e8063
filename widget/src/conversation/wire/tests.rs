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
    Scope {
        known: vec![known],
        confidence: 0.7321,
        ready: true,
        missing: vec!["budget".to_owned()],
        confirmed: true,
    }
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
        intent_confidence: None,
        actions: Vec::new(),
        handed_over: false,
        tool_calls: Vec::new(),
        blocks: vec![wire::Block::Buttons {
            buttons: vec![wire::Button {
                label: "Yes".to_owned(),
                message: Some("Yes, please".to_owned()),
                url: None,
            }],
        }],
        confirmed: true,
        rejected: vec![wire::Rejected {
            key: "budget".to_owned(),
            code: "not_understood".to_owned(),
            reason: "No amount in it".to_owned(),
        }],
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
        disclaimer: Some("A *machine* answers.".to_owned()),
        before_chat: Some(wire::Form {
            text: None,
            fields: vec![wire::FormFieldSummary { key: "pages".to_owned(), required: true }],
        }),
        triggers: Vec::new(),
        presence: Some(wire::Presence {
            open: true,
            changes_at: Some("2026-11-23T17:00:00Z".to_owned()),
            away: None,
        }),
        ask_person: Some("Ask a person".to_owned()),
        shortcut: Some(75),
        sound: true,
        rating: true,
        thumbs: true,
        call_to_action: Some(shared::tenant::CallToAction {
            label: "Send it".to_owned(),
            url: Some("/thanks".to_owned()),
        }),
        threshold: 0.7,
        attributes: vec![wire::AttributeSummary {
            key: "pages".to_owned(),
            label: "Pages".to_owned(),
            kind: Kind::YesNo,
            choices: vec!["One".to_owned()],
        }],
        message_max_chars: wire::MESSAGE_MAX_CHARS,
    };
    let read = Config::read(&serde_json::to_string(&config).unwrap()).unwrap();
    assert_eq!(read.tenant, config.tenant);
    assert_eq!(read.assistant, config.assistant);
    assert_eq!(read.greeting, config.greeting);
    assert_eq!(read.suggestions, config.suggestions);
    let pages = Attribute {
        key: "pages".to_owned(),
        label: "Pages".to_owned(),
        kind: "yes_no".to_owned(),
        choices: vec!["One".to_owned()],
    };
    assert_eq!(read.attribute("pages"), Some(&pages));
    assert_eq!(read.attributes, [pages]);
    assert_eq!(Some(read.disclaimer), config.disclaimer);
    assert_eq!(
        read.before_chat,
        Some(Form { text: String::new(), fields: vec![("pages".to_owned(), true)] })
    );
    assert_eq!(read.call_to_action, Some(("Send it".to_owned(), Some("/thanks".to_owned()))));
    assert_eq!(Some(read.ask_person), config.ask_person);
    assert!(read.rating && read.thumbs && read.sound);
    let presence =
        Presence { open: true, changes_at: "2026-11-23T17:00:00Z".to_owned(), away: String::new() };
    assert_eq!(read.presence, Some(presence));
    assert_eq!(read.message_max_chars, config.message_max_chars);
    assert!((read.threshold - 0.7).abs() < 1e-12);
    assert_eq!(Config::read("{}"), None);
}

#[test]
fn a_reply_and_its_scope() {
    let json = written(&reply());
    assert_eq!(Scope::of(&json), expected_scope());
    assert_eq!(Scope::of(&written(&reply().scope())), expected_scope());
    let button = json.field("blocks").list()[0].field("buttons").list()[0].clone();
    assert_eq!(button.field("message").text().as_deref(), Some("Yes, please"));
    assert_eq!(json.field("bot_message").text(), Some(reply().bot_message));
    assert!(json.field("degraded").is_true());
}

#[test]
fn the_welcome_is_the_user_s_own_where_the_session_has_one() {
    let config = Config::read(
        r#"{"tenant":"t","assistant":"A","locale":"en","greeting":"Hello","suggestions":["Prices"],"threshold":0.7,"message_max_chars":10}"#,
    )
    .unwrap();
    let welcome = |json: &str| super::welcome(&Json::read(json).unwrap(), &config);
    let tenants = ("Hello".to_owned(), vec!["Prices".to_owned()]);
    assert_eq!(welcome("{}"), tenants);
    assert_eq!(welcome(r#"{"greeting":"Hi Bia"}"#), ("Hi Bia".to_owned(), tenants.1.clone()));
    assert_eq!(welcome(r#"{"suggestions":[]}"#), (tenants.0, Vec::new()));
}

#[test]
fn the_tools_of_a_reply() {
    let call = |tool: &str, argument: &str| wire::ToolCall {
        tool: tool.to_owned(),
        arguments: [(argument.to_owned(), "groceries".to_owned())].into(),
        outcome: "done".to_owned(),
    };
    let reply = wire::Reply { tool_calls: vec![call("set", "quote"), call("create", "title")], ..reply() };
    let json = written(&reply);
    let shown = blocks(&json);
    let kinds: Vec<String> = shown.iter().map(|block| block.words("kind")).collect();
    assert_eq!(kinds, ["tool", "buttons"]);
    assert_eq!(shown[0].field("call").words("tool"), "create");
    assert_eq!(Message::all(&written(&wire::HistoryPage { messages: Vec::new(), before: None })), []);
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
        edit: true,
        understood: vec![wire::Understood {
            key: "budget".to_owned(),
            label: "Budget".to_owned(),
            display: "€15,000".to_owned(),
        }],
        blocks: Vec::new(),
        tool_calls: Vec::new(),
        stopped: false,
        thumb: None,
    };
    let answer = wire::Message {
        author: wire::Author::Assistant,
        state: wire::MessageState::Done,
        degraded: true,
        stopped: true,
        edit: false,
        understood: Vec::new(),
        blocks: reply().blocks,
        thumb: Some(wire::Thumb::Down),
        ..message.clone()
    };
    let json = written(&wire::HistoryPage { messages: vec![message, answer], before: Some(42) });
    let expected = Message {
        turn_id: "t-1".to_owned(),
        message_id: "m-1".to_owned(),
        by_visitor: true,
        text: "Hello".to_owned(),
        at: "2026-11-21T12:00:00Z".to_owned(),
        pending: true,
        degraded: false,
        stopped: false,
        edit: true,
        understood: vec![Known {
            key: "budget".to_owned(),
            label: "Budget".to_owned(),
            display: "€15,000".to_owned(),
        }],
        blocks: Vec::new(),
        thumb: String::new(),
    };
    let answer = Message {
        by_visitor: false,
        pending: false,
        degraded: true,
        stopped: true,
        edit: false,
        understood: Vec::new(),
        blocks: written(&reply()).field("blocks").list().to_vec(),
        thumb: "down".to_owned(),
        ..expected.clone()
    };
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

    let body = session_request("studio", "en", "Europe/Berlin", &page, Some("token"), "user.token");
    let read: wire::SessionRequest = serde_json::from_str(&body).unwrap();
    assert_eq!(
        read,
        wire::SessionRequest {
            tenant: "studio".to_owned(),
            page: Some(expected.clone()),
            locale: Some("en".to_owned()),
            time_zone: Some("Europe/Berlin".to_owned()),
            resume: Some("token".to_owned()),
            user_token: Some("user.token".to_owned()),
        }
    );
    let read: wire::SessionRequest =
        serde_json::from_str(&session_request("studio", "en", "", &page, None, "")).unwrap();
    assert_eq!((read.resume, read.user_token), (None, None));

    let read: wire::SendRequest = serde_json::from_str(&send_request("Hello", "", "m-1", &page)).unwrap();
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

#[test]
fn an_edit_is_written_kept_and_answered() {
    let page = Page::default();
    let both = edit::set(&[("pages", "5 \"or\" 6\n"), ("budget", "much")]);
    assert!(!both.contains('\n'), "the outbox keeps it on one line");
    let read = |edit: &str| {
        let body = send_request("Pages: 5", edit, "m-1", &page);
        serde_json::from_str::<wire::SendRequest>(&body).unwrap()
    };
    let sent = read(&both);
    assert_eq!(sent.message, "");
    let set = sent.edit.unwrap().set;
    assert_eq!(set.get("pages").map(String::as_str), Some("5 \"or\" 6\n"));
    assert_eq!(set.len(), 2);
    assert_eq!(read(&edit::clear("pages")).edit.unwrap().clear, ["pages"]);
    assert!(read(&edit::confirm()).edit.unwrap().confirm);

    let change = |key: &str, typed: &str, reason: &str| edit::Change {
        key: key.to_owned(),
        typed: typed.to_owned(),
        reason: reason.to_owned(),
    };
    assert_eq!(edit::changes(&both), [change("pages", "5 \"or\" 6\n", ""), change("budget", "much", "")]);
    assert_eq!(edit::changes(&edit::clear("pages")), [change("pages", "", "")]);
    assert_eq!(edit::rejected(&both, &written(&reply())), [change("budget", "much", "No amount in it")]);
    assert_eq!(edit::rejected(&edit::confirm(), &written(&reply())), []);
}

#[test]
fn what_the_visitor_thinks() {
    let read: wire::Rating = serde_json::from_str(&rating(4, "Fine \"so\" far")).unwrap();
    assert_eq!(read, wire::Rating { stars: 4, comment: Some("Fine \"so\" far".to_owned()) });
    let read: wire::Rating = serde_json::from_str(&rating(1, "")).unwrap();
    assert_eq!(read, wire::Rating { stars: 1, comment: None });
    for (word, thumb) in [("up", Some(wire::Thumb::Up)), ("down", Some(wire::Thumb::Down)), ("", None)] {
        let read: wire::FeedbackRequest = serde_json::from_str(&feedback("t-1", word)).unwrap();
        assert_eq!(read, wire::FeedbackRequest { turn_id: "t-1".to_owned(), thumb });
    }
}
