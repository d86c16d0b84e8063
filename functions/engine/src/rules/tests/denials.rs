//! What is turned down after it was named, what is over, and rates that are no sums.

use super::*;

fn painter() -> Json {
    json!([
        { "key": "rooms", "kind": "list", "question": "Um welche Räume geht es?",
          "choices": [ { "value": "bad" }, { "value": "flur" }, { "value": "moebel", "synonyms": ["Möbel"] } ] },
        { "key": "scaffold", "kind": "yes_no", "question": "Brauchen Sie ein Gerüst von uns?" },
        { "key": "area", "kind": "number", "question": "Wie viele Quadratmeter sind es ungefähr?" },
        { "key": "budget", "kind": "money", "question": "Welches Budget haben Sie eingeplant?" },
        { "key": "name", "kind": "text", "question": "Wie heißen Sie?" }
    ])
}

#[test]
fn german_denies_after_the_noun() {
    assert_eq!(after(&painter(), None, "gerüst brauchen wir keins", "scaffold"), json!(false));
    assert_eq!(after(&painter(), None, "nur der flur, möbel haben wir schon", "rooms"), json!(["flur"]));
    assert_eq!(
        after(&painter(), None, "den flur bitte, das bad machen wir selbst", "rooms"),
        json!(["flur"])
    );
}

#[test]
fn a_choice_is_taken_out() {
    let mut talk = Talk::new(painter());
    talk.say("bad und flur");
    talk.say("take bad out");
    assert_eq!(talk.known("rooms"), json!(["flur"]));
}

#[test]
fn a_year_is_past_by_the_day_of_today() {
    assert_eq!(after(&painter(), None, "in 2025 it was 60 m²", "area"), Json::Null);
    assert_eq!(after(&painter(), None, "in 2027 it will be 60 m²", "area"), json!(60));
}

#[test]
fn a_price_per_head_is_no_budget() {
    for message in ["around £25 a head", "25 € pro Person", "20 euros por persona"] {
        assert_eq!(after(&painter(), None, message, "budget"), Json::Null, "{message}");
    }
    let catering = json!([
        { "key": "budget", "kind": "money", "question": "What would you like to spend per head?" } ]);
    assert_eq!(
        after(&catering, None, "25 euros a head", "budget"),
        json!({ "min": 25, "max": 25, "currency": "EUR" })
    );
}

#[test]
fn nobody_knows() {
    let mut talk = Talk::new(painter()).asking("area");
    talk.say("ich weiß es nicht");
    assert!(talk.last.acts.contains(&Act::DoesNotKnow));
}

#[test]
fn a_name_is_told_with_more_beside_it() {
    assert_eq!(
        after(&painter(), None, "Das klären wir erst. Name ist Miriam Tasdemir", "name"),
        json!("Miriam Tasdemir")
    );
}

#[test]
fn a_date_is_let_go_by_naming_it() {
    let dated = json!([ { "key": "start", "kind": "date", "question": "Wann sollen wir anfangen?" } ]);
    for (message, left) in [
        ("vergessen Sie den April", Json::Null),
        ("forget April", Json::Null),
        ("forget April, let's say 3 May", json!("2027-05-03")),
    ] {
        let mut talk = Talk::new(dated.clone());
        talk.say("10 April");
        talk.say(message);
        assert_eq!(talk.known("start"), left, "{message}");
    }
}

#[test]
fn painters_paint_and_take_nothing_away() {
    let work = json!([
        { "key": "work", "kind": "choice", "question": "Was sollen wir für Sie machen?",
          "choices": [ { "value": "innen", "label": "Innenanstrich" }, { "value": "fassade", "label": "Fassade" } ] },
        { "key": "scaffold", "kind": "yes_no", "question": "Brauchen Sie ein Gerüst von uns?" } ]);
    let message = "ok, also fassade streichen. gerüst brauchen wir keins";
    assert_eq!(after(&work, None, message, "work"), json!("fassade"));
    assert_eq!(after(&work, None, message, "scaffold"), json!(false));
}

#[test]
fn what_it_is_about_is_no_hour() {
    for message in ["Es geht um rund 72 Quadratmeter: Bad, Flur", "wir haben gekauft. Es geht um 72 m²"] {
        assert_eq!(after(&painter(), None, message, "area"), json!(72), "{message}");
    }
}
