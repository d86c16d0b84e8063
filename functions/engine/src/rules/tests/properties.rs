//! Whatever is said, the rules do not fall over.

use proptest::prelude::*;

use super::*;

fn attributes() -> Json {
    let choices = json!([{ "value": "a_b", "synonyms": ["größe", "día", "x"] }, { "value": "online_shop" }]);
    let kinds = ["text", "number", "money", "date", "duration", "email", "phone", "url", "yes_no"];
    let mut all: Vec<Json> = kinds
        .iter()
        .map(|kind| json!({ "key": format!("k_{kind}"), "kind": kind, "question": "How many rooms in which city?", "examples": ["x"] }))
        .collect();
    all.push(json!({ "key": "open", "kind": "text", "question": "What should it do?" }));
    all.push(json!({ "key": "from_city", "kind": "text", "question": "Where from?" }));
    all.push(json!({ "key": "choice", "kind": "choice", "question": "Which?", "choices": choices }));
    all.push(json!({ "key": "list", "kind": "list", "question": "Which?", "choices": choices }));
    Json::Array(all)
}

/// Texts made of what the rules look for, and of anything.
fn messages() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        "\\PC{0,12}",
        "[a-zäöüßñé]{1,9}",
        prop::sample::select(vec![
            "not",
            "no,",
            "10k",
            "3 May",
            "from",
            "to",
            "İstanbul",
            "ß",
            "🤘",
            "www.x.example",
            "a@b.example",
            "forget",
            "die",
            "GmbH",
            "von",
            "der",
            "\u{301}",
            "50674",
            "«",
            "...",
            "?",
            "(",
            "the second one",
            "in six weeks",
            "0171 2345678",
        ])
        .prop_map(str::to_owned),
    ];
    prop::collection::vec(word, 0..24).prop_map(|words| words.join(" "))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn any_message_gets_an_answer_with_honest_quotes(message in messages(), asked in 0_usize..14) {
        let attributes = attributes();
        let key = attributes.get(asked).and_then(|one| one["key"].as_str()).unwrap_or("none").to_owned();
        let mut talk = Talk::new(attributes).asking(&key);
        let answer = talk.say(&message);
        for command in &talk.last.commands {
            prop_assert!(message.contains(&command.quote));
        }
        let braces = |text: &str| text.contains(&['{', '}'][..]);
        let unfilled = braces(&answer.text) && !braces(&message);
        prop_assert!(!unfilled);
        let again = understand(&Reading {
            attributes: &talk.tenant.scope.attributes, locale: "de-DE", country: "US",
            today: "2026-11-21".parse().unwrap(), asked: None, scope: &talk.scope, message: &message,
        });
        prop_assert!(again.commands.len() <= 2 * talk.tenant.scope.attributes.len());
    }
}

#[test]
fn long_messages_are_read_to_the_end() {
    for piece in ["a ", "1 ", "no, ", "from Leeds to York. ", "10k or 3 May? ", "Not a shop (or ", "ß"] {
        let message: String = piece.chars().cycle().take(10_000).collect();
        let mut talk = Talk::new(attributes());
        talk.say(&message);
    }
    let filler = "We walked along the river and talked about nothing much. ".repeat(150);
    let mut talk = Talk::new(attributes());
    talk.say(&format!("{filler} My mail is ana@example.com"));
    assert_eq!(talk.known("k_email"), json!("ana@example.com"));
}
