//! Counts that are told unasked, and what they are not.

use super::*;

fn print_shop() -> Json {
    json!([
        { "key": "product", "kind": "choice", "requirement": "always", "question": "What would you like printed?",
          "choices": [
              { "value": "business_cards", "label": "Business cards" },
              { "value": "flyers", "synonyms": ["leaflets", "handbills"] } ] },
        { "key": "quantity", "kind": "number", "requirement": "always", "question": "How many copies do you need?" },
        { "key": "deadline", "kind": "date", "requirement": "always", "question": "When do you need them?" },
        { "key": "budget", "kind": "money", "question": "Do you have a budget in mind?" }
    ])
}

fn coach() -> Json {
    json!([
        { "key": "passengers", "kind": "number", "requirement": "always", "question": "How many passengers will there be?" },
        { "key": "travel_date", "kind": "date", "requirement": "always", "question": "On which day do you travel?" },
        { "key": "hire_length", "kind": "duration", "requirement": "always", "question": "How long do you need it for?" },
        { "key": "budget", "kind": "money", "question": "What is your budget?" }
    ])
}

#[test]
fn copies_are_counted_by_the_thing_that_is_sold() {
    for (message, count) in [
        ("need 500 business cards by dec 11", 500),
        ("i ned five thousand leafelts", 5000),
        ("visiting cards, like 250 of them", 250),
        ("we first thought a thousand but 750 is plenty", 750),
        ("we'd like 300 posters please", 300),
    ] {
        assert_eq!(after(&print_shop(), None, message, "quantity"), json!(count), "{message}");
    }
    let mut talk = Talk::new(print_shop());
    talk.say("500 flyers");
    talk.say("actually make that 400 flyers");
    assert_eq!(talk.known("quantity"), json!(400));
}

#[test]
fn what_is_no_copy_is_not_counted() {
    for message in [
        "we have 3 shops in town",
        "I have 2 questions",
        "for 200 dollars",
        "in 30 days",
        "we printed 800 flyers in 2024",
    ] {
        assert_eq!(after(&print_shop(), None, message, "quantity"), Json::Null, "{message}");
    }
}

#[test]
fn people_are_counted_by_what_they_do_and_as_a_group() {
    for (message, count) in [
        ("minibus with trailer for 8 golfers", 8),
        ("a coach for 49", 49),
        ("we're a family of five", 5),
        ("thirty-two of us", 32),
    ] {
        assert_eq!(after(&coach(), None, message, "passengers"), json!(count), "{message}");
    }
    for message in
        ["I saw it for 49 pounds", "we need it for 3 days", "two trailers please", "we bought it for 49"]
    {
        assert_eq!(after(&coach(), None, message, "passengers"), Json::Null, "{message}");
    }
}

#[test]
fn a_count_is_corrected() {
    let mut talk = Talk::new(coach());
    talk.say("14 passengers");
    talk.say("sorry were 16 now not 14");
    assert_eq!(talk.known("passengers"), json!(16));
}
