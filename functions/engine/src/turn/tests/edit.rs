//! Changes made by hand: what they do to the scope, and what is said to them.

use jiff::civil::date;
use serde_json::{Value as Json, json};
use shared::tenant::TenantFile;
use shared::wire::Edit;

use super::super::{EditInput, Effect, apply_edit};
use crate::log::Outcome;
use crate::rules::edit_words;
use crate::scope::Scope;

fn tenant(locale: &str) -> TenantFile {
    serde_json::from_value(json!({
        "version": 1, "id": "t", "name": "Northlight", "origins": ["self"], "locale": locale, "country": "DE",
        "greeting": "Hi",
        "scope": { "attributes": [
            { "key": "budget", "kind": "money", "label": "Budget", "requirement": "always", "question": "What is your budget?" },
            { "key": "type", "kind": "choice", "label": "Project", "requirement": "always",
              "question": "What shall we build?", "choices": [{ "value": "shop", "label": "Online shop" }, { "value": "blog" }] },
            { "key": "name", "kind": "text", "label": "Name", "question": "What is your name?" },
        ] },
    }))
    .unwrap()
}

fn edit(edit: Json) -> Edit {
    serde_json::from_value(edit).unwrap()
}

fn edited(tenant: &TenantFile, scope: &Scope, change: Json) -> (Vec<Effect>, Outcome) {
    let input = EditInput {
        tenant,
        locale: &tenant.locale,
        today: date(2026, 11, 21),
        scope,
        edit: &edit(change),
        thread: None,
    };
    let mut finished = apply_edit(&input);
    let effects = core::mem::take(&mut finished.effects);
    (effects, finished.into_outcome("2026-11-21T12:00:00Z".parse().unwrap()))
}

fn after(scope: &Scope, change: Json) -> Outcome {
    edited(&tenant("en-GB"), scope, change).1
}

#[test]
fn a_value_is_noted_and_the_next_question_asked() {
    let (effects, outcome) =
        edited(&tenant("en-GB"), &Scope::default(), json!({ "set": { "budget": "30k" } }));
    assert_eq!(outcome.reply, "Noted: Budget €30,000. What shall we build?");
    assert!(
        matches!(&effects[..], [Effect::Scope(view), Effect::Text(text), Effect::Block(_)]
            if view.extracted_attributes.contains_key("budget") && *text == outcome.reply),
        "{effects:?}"
    );
    assert_eq!((outcome.intent.as_str(), outcome.model.as_str()), ("edit", "rules"));
    assert_eq!((outcome.scope.asking.as_deref(), outcome.scope.asked["type"]), (Some("type"), 1));
    assert_eq!(
        (outcome.tool_calls[0].tool.as_str(), outcome.tool_calls[0].outcome.as_str()),
        ("set", "applied")
    );
}

#[test]
fn a_form_is_noted_as_one() {
    let form = json!({ "set": { "name": "Ana Kowalska", "type": "Online shop", "budget": "30k" } });
    let outcome = after(&Scope::default(), form);
    let reply = "Noted: Budget €30,000, Project Online shop and Name Ana Kowalska. ";
    assert!(outcome.reply.starts_with(reply), "{}", outcome.reply);
    assert!(
        outcome.reply.contains("everything needed") || outcome.reply.contains("completes"),
        "{}",
        outcome.reply
    );
    assert_eq!(outcome.scope.asking, None);
}

#[test]
fn what_cannot_be_read_stays_as_it_was_and_is_asked_for() {
    let before = after(&Scope::default(), json!({ "set": { "budget": "30k", "type": "blog" } })).scope;
    let outcome = after(
        &before,
        json!({ "set": { "type": "submarine", "size": "9", "name": "Ana" }, "confirm": true }),
    );
    assert_eq!(outcome.scope.known["type"], before.known["type"]);
    assert!(outcome.scope.known.contains_key("name"));
    let codes: Vec<(&str, &str)> =
        outcome.rejected.iter().map(|one| (one.key.as_str(), one.code.as_str())).collect();
    assert_eq!(codes, [("size", "unknown_attribute"), ("type", "not_a_choice")]);
    assert!(outcome.rejected.iter().all(|one| one.reason.ends_with('.')));
    assert!(!outcome.scope.confirmed, "what is not as the visitor saw it is not confirmed");

    let outcome = after(&Scope::default(), json!({ "set": { "budget": "a lot" } }));
    assert_eq!(outcome.rejected[0].code, "not_understood");
    assert_eq!(outcome.scope.known.len(), 0);
    assert_eq!(outcome.scope.asking.as_deref(), Some("budget"));
}

#[test]
fn what_is_removed_is_not_asked_for_at_once() {
    let before = after(&Scope::default(), json!({ "set": { "budget": "30k", "name": "Ana" } })).scope;
    let outcome = after(&before, json!({ "clear": ["budget"] }));
    assert!(!outcome.scope.known.contains_key("budget"));
    assert!(outcome.scope.declined.is_empty());
    assert_eq!(outcome.reply, "Removed: Budget. What shall we build?");
    assert_eq!(outcome.scope.asking.as_deref(), Some("type"));
}

#[test]
fn clear_comes_before_set_and_set_before_confirm() {
    let before = after(&Scope::default(), json!({ "set": { "budget": "30k", "name": "Ana" } })).scope;
    let change = json!({ "clear": ["budget", "name"], "set": { "budget": "40k" }, "confirm": true });
    let outcome = after(&before, change);
    assert_eq!(outcome.scope.known["budget"].evidence, "40k");
    assert!(!outcome.scope.known.contains_key("name"));
    assert!(outcome.scope.confirmed);
}

#[test]
fn a_confirmation_ends_the_questions_and_tells_what_is_missing() {
    let before = after(&Scope::default(), json!({ "set": { "budget": "30k" } })).scope;
    let outcome = after(&before, json!({ "confirm": true }));
    assert!(outcome.scope.confirmed);
    assert_eq!(outcome.intent, "confirmation");
    assert!(outcome.reply.contains("still need: project."), "{}", outcome.reply);
    assert!(outcome.blocks.is_empty());
    assert_eq!(outcome.scope.asking.as_deref(), Some("type"), "the question before it stands");
    assert_eq!(outcome.scope.asked, before.asked);

    let nothing = after(&Scope::default(), json!({ "confirm": true }));
    assert!(!nothing.scope.confirmed);
    assert_eq!(
        (nothing.intent.as_str(), nothing.tool_calls[0].outcome.as_str()),
        ("edit", "nothing_confirmed")
    );
}

/// Whoever corrects the summary five times has not been asked five times.
#[test]
fn a_question_said_once_more_does_not_count() {
    let mut scope = Scope::default();
    for budget in ["10k", "11k", "12k", "13k"] {
        let outcome = after(&scope, json!({ "set": { "budget": budget } }));
        assert_eq!(outcome.scope.asking.as_deref(), Some("type"), "{budget}");
        scope = outcome.scope;
    }
    assert_eq!(scope.asked["type"], 1);
}

#[test]
fn the_words_are_in_the_visitors_language() {
    for (locale, noted, removed, confirmed) in [
        ("en-GB", "Noted: Budget €30,000.", "Name removed", "Confirmed"),
        ("de-DE", "Notiert: Budget 30.000 €.", "Name gestrichen", "Bestätigt"),
        ("es-ES", "Anotado: Budget 30.000 €.", "Name: eliminado", "Confirmado"),
        ("fr-FR", "Noted: Budget €30,000.", "Name removed", "Confirmed"),
    ] {
        let tenant = tenant(locale);
        let change =
            json!({ "set": { "budget": "30k", "type": "zeppelin" }, "clear": ["name"], "confirm": true });
        let (_, outcome) = edited(&tenant, &Scope::default(), change.clone());
        let reply = outcome.reply.replace('\u{a0}', " ");
        assert!(reply.contains(noted), "{locale}: {reply}");
        let words =
            edit_words(&tenant, locale, &edit(change.clone()), Some(&outcome.scope)).replace('\u{a0}', " ");
        let lines: Vec<&str> = words.lines().collect();
        let budget = noted.split_once(": Budget ").unwrap().1.trim_end_matches('.');
        if locale != "fr-FR" {
            assert_eq!(lines[1], format!("Budget: {budget}"), "{locale}");
        }
        assert_eq!((lines[0], lines[2], lines[3]), (removed, "Project: zeppelin", confirmed), "{locale}");
        assert!(edit_words(&tenant, locale, &edit(change), None).contains("Budget: 30k"));
    }
}

#[test]
fn a_long_text_is_not_said_back() {
    let outcome = after(&Scope::default(), json!({ "set": { "name": "Ana ".repeat(100) } }));
    assert!(outcome.reply.starts_with("Noted: Name. "), "{}", outcome.reply);
}
