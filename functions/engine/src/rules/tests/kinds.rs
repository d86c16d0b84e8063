//! Kinds of sentences, each with attributes made for it: what is told unasked, what is over, what is taken back.

use serde_json::{Value as Json, json};

use super::{Talk, after};
use crate::rules::Act;

fn trip() -> Json {
    json!([
        { "key": "length", "kind": "duration", "requirement": "always", "question": "How long will it be?" },
        { "key": "guests", "kind": "number", "requirement": "always", "question": "How many people will come?" },
        { "key": "budget", "kind": "money", "requirement": "always", "question": "What is your budget?" },
        { "key": "start", "kind": "date", "requirement": "always", "question": "When does it start?" },
        { "key": "where", "kind": "text", "requirement": "always", "question": "Where will it be held?" },
        { "key": "company", "kind": "text", "question": "Which company is it for?" },
        { "key": "guide", "kind": "yes_no", "question": "Do you need a guide?" },
        { "key": "wishes", "kind": "text", "question": "What would make it special?" }
    ])
}

fn week() -> Json {
    json!({ "min": "P1W", "max": "P1W" })
}

#[test]
fn a_length_is_understood_unasked_unless_it_is_none() {
    for said in ["Looking for a boat in March for a week", "a tour, one week, please"] {
        assert_eq!(after(&trip(), None, said, "length"), week(), "{said}");
    }
    for said in
        ["we met two weeks ago", "my son is 3 years old", "I pay 20 a week", "we've been open for 5 years"]
    {
        assert_eq!(after(&trip(), None, said, "length"), Json::Null, "{said}");
    }
}

#[test]
fn an_age_belongs_to_what_is_named() {
    let roof = json!([{ "key": "roof_age", "kind": "duration", "question": "How old is the roof?" }]);
    let years = json!({ "min": "P12Y", "max": "P12Y" });
    assert_eq!(after(&roof, None, "the roof is 12 years old", "roof_age"), years);
    assert_eq!(after(&roof, None, "my gutters are 12 years old", "roof_age"), Json::Null);
}

#[test]
fn people_are_counted_without_a_noun() {
    for (said, count) in [("there'll be 45 of us", 45), ("a dinner for 80 ppl", 80), ("six of us", 6)] {
        assert_eq!(after(&trip(), None, said, "guests"), json!(count), "{said}");
    }
}

#[test]
fn what_is_over_is_not_wished_for() {
    let said = "We did a 3 day trip ten years ago with 12 people and it cost $9,000. Ours should start on 5 February.";
    for key in ["length", "guests", "budget"] {
        assert_eq!(after(&trip(), None, said, key), Json::Null, "{key}");
    }
    assert_eq!(after(&trip(), None, said, "start"), json!("2027-02-05"));
    assert_eq!(after(&trip(), None, "Another firm wanted €4,500 off us!", "budget"), Json::Null);
    assert_eq!(after(&trip(), None, "I'm out until Monday", "start"), Json::Null);
}

#[test]
fn a_place_and_a_company_are_told_in_passing() {
    for (said, place) in [
        ("80 people, in Husum", "Husum"),
        ("a party at Pembroke Lodge", "Pembroke Lodge"),
        ("We've booked Bolton Abbey", "Bolton Abbey"),
    ] {
        assert_eq!(after(&trip(), None, said, "where"), json!(place), "{said}");
    }
    assert_eq!(after(&trip(), Some("where"), "The Red Lion.", "where"), json!("The Red Lion"));
    for (said, company) in [
        ("hey its tobi from Zweirad Kollektiv", "Zweirad Kollektiv"),
        ("a dinner for Lumen & Sons", "Lumen & Sons"),
        ("we're called Osterfeld Robotics", "Osterfeld Robotics"),
    ] {
        assert_eq!(after(&trip(), None, said, "company"), json!(company), "{said}");
    }
}

#[test]
fn yes_and_no_stand_at_either_end() {
    for (said, answer) in [
        ("ok, then yes please", json!(true)),
        ("Yes. No wait, my brother knows the way, so no.", json!(false)),
        ("no. hmm wait, yes, we do", json!(true)),
        ("we have no need of one", json!(false)),
        ("I have no idea tbh", Json::Null),
    ] {
        assert_eq!(after(&trip(), Some("guide"), said, "guide"), answer, "{said}");
    }
}

#[test]
fn the_last_of_a_correction_stands() {
    let money = json!({ "min": 6000.0, "max": 6000.0, "currency": "EUR" });
    let budget = after(&trip(), Some("budget"), "5 grand. hmm no, let's say 6", "budget");
    assert_eq!(budget["max"].as_f64(), money["max"].as_f64());
    let choices = json!([{ "value": "french" }, { "value": "german" }]);
    let list =
        json!([{ "key": "languages", "kind": "list", "question": "Which languages?", "choices": choices }]);
    assert_eq!(after(&list, Some("languages"), "french. no sorry, german", "languages"), json!(["german"]));
    let name = json!([{ "key": "name", "kind": "text", "question": "What is your name?" }]);
    assert_eq!(after(&name, Some("name"), "Joe. Joe Okafor", "name"), json!("Joe Okafor"));
    assert_eq!(after(&name, Some("name"), "Scrap the budget for now", "name"), Json::Null);
}

#[test]
fn two_sides_of_the_same_choices_are_told_apart() {
    let choices = json!([{ "value": "english" }, { "value": "german" }, { "value": "italian" }]);
    let sides = json!([
        { "key": "source", "kind": "choice", "question": "Which language is it in?", "choices": choices },
        { "key": "target", "kind": "list", "question": "Into which languages?", "choices": choices }
    ]);
    for said in ["a ruling, italian to german", "It is in Italian and it has to be in German"] {
        assert_eq!(after(&sides, None, said, "source"), json!("italian"), "{said}");
        assert_eq!(after(&sides, None, said, "target"), json!(["german"]), "{said}");
    }
}

#[test]
fn an_open_question_may_be_answered_late() {
    let mut talk = Talk::new(trip()).asking("wishes");
    talk.scope.asked.insert("wishes".to_owned(), 1);
    talk.say("hang on");
    talk.scope.asking = Some("budget".to_owned());
    talk.say("what do you mean by that?");
    assert_eq!(talk.known("wishes"), Json::Null);
    talk.scope.asking = Some("budget".to_owned());
    talk.say("something smoky from the Georgian kitchen");
    assert_eq!(talk.known("wishes"), json!("something smoky from the Georgian kitchen"));
}

#[test]
fn no_is_a_refusal_where_nothing_is_required() {
    let mut talk = Talk::new(trip()).asking("company");
    talk.say("no");
    assert!(talk.scope.declined.contains("company"));
}

#[test]
fn why_is_asked_in_three_languages() {
    for said in ["why do you ask?", "Warum wollt ihr das wissen?", "wozu?", "¿por qué lo preguntas?"] {
        let mut talk = Talk::new(trip()).asking("budget");
        talk.say(said);
        assert!(talk.last.acts.contains(&Act::AsksWhy), "{said}");
    }
}
