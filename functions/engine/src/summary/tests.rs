//! What is left of turns, how much of it, and what never is.

use jiff::Timestamp;
use proptest::prelude::{any, proptest};
use serde_json::json;
use shared::wire::ToolCall;

use super::{LONGEST, Note, Summary};
use crate::log::{Lease, Outcome, Turn};

fn turn(message: &str) -> Turn {
    let lease = Lease { holder: "1".to_owned(), until: Timestamp::UNIX_EPOCH };
    Turn::open("m".to_owned(), message.to_owned(), None, None, None, lease)
}

fn outcome(reply: &str, calls: &[(&str, &str, &str)]) -> Outcome {
    let calls: Vec<ToolCall> = calls
        .iter()
        .map(|(key, quote, outcome)| {
            serde_json::from_value(json!({
                "tool": "set", "arguments": { "key": key, "quote": quote }, "outcome": outcome
            }))
            .unwrap()
        })
        .collect();
    serde_json::from_value(json!({
        "reply": reply, "blocks": [], "tool_calls": calls, "intent": "scoping", "scope": { "known": {} },
        "model": "m", "prompt": "p@1", "degraded": null, "usage": { "input_tokens": 0, "output_tokens": 0 },
        "closed_at": "2026-11-21T12:00:00Z",
    }))
    .unwrap()
}

fn note(seq: u64, message: &str, reply: &str, calls: &[(&str, &str, &str)]) -> Note {
    Note::of(seq, Timestamp::UNIX_EPOCH, &turn(message), &outcome(reply, calls))
}

fn line(message: &str, reply: &str, calls: &[(&str, &str, &str)]) -> String {
    Summary::default().with([&note(7, message, reply, calls)]).text()
}

#[test]
fn a_question_and_its_answer_are_left() {
    let said = "We run a bakery. Do you also do photographs? Thanks!";
    assert_eq!(
        line(said, "Yes, we do. Shall I add them?", &[]),
        "7. visitor: Do you also do photographs? | answer: Yes, we do.\n"
    );
}

#[test]
fn of_a_value_its_attribute_is_left_and_no_more() {
    let calls = [("budget", "10k euros", "applied"), ("shoe_size", "43", "unknown_attribute")];
    assert_eq!(
        line("Our budget is 10k euros.", "Fine. And the date?", &calls),
        "7. about budget | \n".replace(" | \n", "\n")
    );
    let asked = line("Is 10K euros enough?", "With 10k euros, yes.", &calls);
    assert_eq!(asked, "7. about budget | visitor: Is [budget] enough? | answer: With [budget], yes.\n");
}

#[test]
fn what_was_only_said_is_left_shortly() {
    assert_eq!(line("Hello there", "Hi! What do you need?", &[]), "7. visitor: Hello there | answer: Hi!\n");
    let long = line(&"word ".repeat(400), "Fine.", &[]);
    assert!(long.contains('…') && long.chars().count() < 250, "{long}");
}

/// What is taken back in the scope must not stand here.
#[test]
fn values_and_addresses_never_stand_in_it() {
    let calls = [("name", "Anna Weber", "applied"), ("email", "anna@example.org", "applied")];
    let said = "I am ANNA WEBER, anna@example.org, call 0171 2345678 or see https://anna.example/x?";
    let text = line(said, "Thanks, Anna Weber.", &calls);
    for private in ["anna", "weber", "@", "2345678", "://"] {
        assert!(!text.to_lowercase().contains(private), "{private} in {text}");
    }
}

#[test]
fn every_turn_is_in_it_once() {
    let one = note(1, "one?", "1.", &[]);
    let two = note(2, "two?", "2.", &[]);
    let summary = Summary::default().with([&one]).with([&one, &two]).with([&two]);
    assert_eq!((summary.through, summary.notes.len()), (2, 2));
    assert_eq!(summary.clone().before(2).notes, [one]);
    assert!(summary.since(Timestamp::UNIX_EPOCH).notes.is_empty());
}

#[test]
fn the_oldest_go_first_and_are_counted() {
    let notes: Vec<Note> = (1..=1_000)
        .map(|seq| {
            note(
                seq,
                &format!("May I ask about thing {}? {}", "x".repeat(40), "y".repeat(200)),
                &"Yes indeed. ".repeat(30),
                &[],
            )
        })
        .collect();
    let mut summary = Summary::default();
    let mut longest = 0;
    for note in &notes {
        summary = summary.with([note]);
        longest = longest.max(summary.text().chars().count());
    }
    assert!(longest <= LONGEST, "{longest}");
    assert_eq!(summary.left_out + summary.notes.len() as u64, 1_000);
    assert_eq!(summary.notes.last().map(|note| note.seq), Some(1_000));
    assert!(summary.notes[0].answered.is_empty() && !summary.notes.last().unwrap().answered.is_empty());
    assert!(summary.notes.len() > 8, "{}", summary.notes.len());
    assert!(serde_json::to_string(&summary).unwrap().len() < 8_000);
}

proptest! {
    #[test]
    fn it_is_never_longer_and_comes_back_as_it_was(messages in proptest::collection::vec(any::<String>(), 0..40)) {
        let mut summary = Summary::default();
        for (seq, message) in (1..).zip(&messages) {
            summary = summary.with([&note(seq, message, message, &[("k", message, "applied")])]);
            assert!(summary.text().chars().count() <= LONGEST);
        }
        assert_eq!(summary.through, messages.len() as u64);
        let kept: Summary = serde_json::from_str(&serde_json::to_string(&summary).unwrap()).unwrap();
        assert_eq!(kept, summary);
    }
}
