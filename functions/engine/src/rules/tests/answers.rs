//! What is replied.

use shared::wire::{Block, Button};

use super::*;

fn site() -> Json {
    json!([
        { "key": "project_type", "kind": "choice", "requirement": "always", "question": "What would you like us to build?",
          "why": "A shop is priced differently from a single page.",
          "choices": [ { "value": "website" }, { "value": "shop", "label": "Online shop" } ] },
        { "key": "budget", "kind": "money", "requirement": "always", "question": "What budget do you have in mind?", "examples": ["10k"] },
        { "key": "launch", "kind": "date", "requirement": "always", "question": "When should it be live?" },
        { "key": "help", "kind": "yes_no", "requirement": "always", "question": "Would you like help with texts?" },
        { "key": "email", "kind": "email", "requirement": "always", "question": "Where can we send the estimate?" }
    ])
}

fn buttons(blocks: &[Block]) -> &[Button] {
    match blocks {
        [Block::Buttons { buttons }] => buttons,
        other => panic!("one block of buttons, not {other:?}"),
    }
}

#[test]
fn a_greeting_is_returned_with_the_first_question_and_its_buttons() {
    let mut talk = Talk::new(site());
    let answer = talk.say("hello");
    assert!(answer.text.ends_with("What would you like us to build?"), "{}", answer.text);
    assert_eq!((answer.intent.as_str(), answer.asks.as_deref()), ("greeting", Some("project_type")));
    let labels: Vec<&str> = buttons(&answer.blocks).iter().map(|button| button.label.as_str()).collect();
    assert_eq!(labels, ["Website", "Online shop"]);
}

#[test]
fn the_message_of_a_button_is_understood() {
    let mut talk = Talk::new(site()).asking("project_type");
    let question = talk.say("hi");
    for button in buttons(&question.blocks) {
        let mut talk = Talk::new(site()).asking("project_type");
        talk.say(button.message.as_deref().unwrap());
        assert_ne!(talk.known("project_type"), Json::Null, "{}", button.label);
    }
}

#[test]
fn what_was_understood_is_said_in_a_phrase() {
    let mut talk = Talk::new(site());
    let answer = talk.say("an online shop, 5000 euros, live by 1 March");
    for part in ["Online shop", "€5,000", "March 1, 2027", "Would you like help with texts?"] {
        assert!(answer.text.contains(part), "{part}: {}", answer.text);
    }
    assert_eq!(answer.text.matches('?').count(), 1, "{}", answer.text);
}

#[test]
fn a_question_is_put_differently_the_second_time() {
    let mut talk = Talk::new(site()).asking("budget");
    talk.scope.asking = None;
    talk.say("a website");
    let first = talk.say("hmm let me see");
    assert_eq!(first.asks.as_deref(), Some("budget"));
    assert_ne!(first.text, "What budget do you have in mind?");
    assert!(first.text.contains("10k"), "{}", first.text);
}

#[test]
fn corrections_clears_and_refusals_are_acknowledged() {
    let mut talk = Talk::new(site()).asking("budget");
    talk.say("5k");
    let changed = talk.say("no, make it 10k");
    assert!(changed.text.contains("€10,000") && changed.intent == "correction", "{}", changed.text);
    let cleared = talk.say("forget the budget");
    assert!(cleared.text.contains("budget") && cleared.intent == "correction", "{}", cleared.text);
    let mut talk = Talk::new(site()).asking("email");
    let declined = talk.say("I'd rather not say");
    assert!(talk.scope.declined.contains("email"));
    assert!(declined.asks.as_deref() != Some("email"), "{}", declined.text);
}

#[test]
fn an_answer_of_the_wrong_sort_is_named() {
    let mut talk = Talk::new(site()).asking("email");
    let answer = talk.say("nils@");
    assert!(answer.text.contains("e-mail address"), "{}", answer.text);
}

#[test]
fn what_the_visitor_asks_is_answered_honestly() {
    let mut talk = Talk::new(site()).asking("project_type");
    assert!(talk.say("why do you ask?").text.contains("A shop is priced differently"));
    let mut talk = Talk::new(site()).asking("project_type");
    let price = talk.say("how much does it cost?");
    assert!(price.intent == "price" && price.text.contains("estimate"), "{}", price.text);
    let mut talk = Talk::new(site()).asking("project_type");
    let question = talk.say("do you also do SEO?");
    assert!(question.intent == "question" && question.text.contains("Harbour Works"), "{}", question.text);
    let mut talk = Talk::new(site()).asking("project_type");
    assert!(talk.say("are you a robot?").text.contains("program"));
    let mut talk = Talk::new(site());
    talk.say("a shop for 5k");
    let summary = talk.say("what have you got so far?");
    assert!(
        summary.text.contains("- **Budget**:") && summary.text.contains("- **Project type**: Online shop"),
        "{}",
        summary.text
    );
}

#[test]
fn readiness_is_said_once_and_asks_for_changes() {
    let mut talk = Talk::new(site());
    talk.say("a shop, 5k, live by 1 March, mail me at ana@example.com");
    let ready = talk.say("yes please");
    assert!(
        ready.asks.is_none() && ready.text.contains("estimate") && ready.text.ends_with('?'),
        "{}",
        ready.text
    );
    let thanks = talk.say("no, that's all, thanks");
    assert!(!thanks.text.is_empty() && !thanks.text.contains("needed for an estimate"), "{}", thanks.text);
}

#[test]
fn the_reply_is_in_the_visitors_language() {
    let mut talk = Talk::new(site());
    let german = talk.say("Guten Tag, wir brauchen einen Shop und haben 5000 Euro");
    assert!(german.text.contains("Wann"), "{}", german.text);
    let still = talk.say("1. März");
    assert!(
        still.text.to_lowercase().contains("notiert") || still.text.contains("Verstanden"),
        "{}",
        still.text
    );
    let mut talk = Talk::new(site());
    let spanish = talk.say("hola, necesito una tienda, ¿cuánto cuesta?");
    assert!(spanish.text.contains("estimación"), "{}", spanish.text);
}

#[test]
fn one_message_gets_one_wording() {
    let texts: Vec<String> = (0..3).map(|_| Talk::new(site()).say("we want a website").text).collect();
    assert!(texts.windows(2).all(|pair| pair[0] == pair[1]));
}
