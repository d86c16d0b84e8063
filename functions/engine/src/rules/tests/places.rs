//! Places as they are told: whole, alone between commas, and the right one of two.

use super::*;

fn coach() -> Json {
    json!([
        { "key": "pickup", "kind": "text", "requirement": "always", "question": "Where shall we pick you up?" },
        { "key": "destination", "kind": "text", "requirement": "always", "question": "Where are you going?" },
        { "key": "hire_length", "kind": "duration", "requirement": "always", "question": "How long do you need it for?" },
        { "key": "budget", "kind": "money", "question": "What is your budget?" }
    ])
}

fn interiors() -> Json {
    json!([
        { "key": "space", "kind": "choice", "question": "What kind of space is it?",
          "choices": [ { "value": "office", "synonyms": ["oficina"] }, { "value": "apartment", "synonyms": ["piso"] } ] },
        { "key": "location", "kind": "text", "requirement": "always", "question": "Where is it?" },
        { "key": "floor_area", "kind": "number", "question": "How many square metres are to be designed?" }
    ])
}

#[test]
fn a_place_is_kept_whole() {
    assert_eq!(after(&coach(), Some("pickup"), "Norwich station", "pickup"), json!("Norwich station"));
    assert_eq!(
        after(&coach(), Some("destination"), "Heathrow, terminal 5", "destination"),
        json!("Heathrow, terminal 5")
    );
}

#[test]
fn a_town_alone_between_commas_is_where_it_is() {
    assert_eq!(
        after(&interiors(), None, "Office fit out, 180m2, Galway. 60,000 euro.", "location"),
        json!("Galway")
    );
    assert_eq!(after(&interiors(), None, "Office fit out, 180m2, Thanks.", "location"), Json::Null);
}

#[test]
fn what_is_bought_is_where_it_is_rather_than_where_somebody_lives() {
    let message = "hola, vivo en Madrid pero acabo de comprar un piso en Cork";
    assert_eq!(after(&interiors(), None, message, "location"), json!("Cork"));
}

#[test]
fn a_length_is_corrected_in_its_unit() {
    for message in ["3 days. no, 4", "3 days, no wait, 4"] {
        assert_eq!(
            after(&coach(), Some("hire_length"), message, "hire_length"),
            json!({ "min": "P4D", "max": "P4D" }),
            "{message}"
        );
    }
    assert_eq!(
        after(&coach(), Some("hire_length"), "4 nights", "hire_length"),
        json!({ "min": "P4D", "max": "P4D" })
    );
    let nights = json!([ { "key": "nights", "kind": "number", "question": "How many nights?" } ]);
    assert_eq!(after(&nights, None, "4 nights", "nights"), json!(4));
}

#[test]
fn who_decides_sets_a_new_limit() {
    let mut talk = Talk::new(coach());
    talk.say("budget is 650 euros");
    talk.say("hmm the boss says max 600 now");
    assert_eq!(talk.known("budget"), json!({ "min": null, "max": 600, "currency": "EUR" }));
    talk.say("my boss once paid 400");
    assert_eq!(talk.known("budget"), json!({ "min": null, "max": 600, "currency": "EUR" }));
}
