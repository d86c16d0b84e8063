//! Against the counts of real vocabularies, kept in `counted.json`; `count.mjs` counts them.

use proptest::prelude::{any, proptest};
use serde::Deserialize;

use super::of_text;

#[derive(Deserialize)]
struct Counted {
    name: String,
    tokens: u64,
    text: String,
}

#[test]
fn no_text_has_more_tokens_and_none_a_third_of_them() {
    let counted: Vec<Counted> = serde_json::from_str(include_str!("counted.json")).unwrap();
    assert!(counted.len() >= 50, "{}", counted.len());
    for Counted { name, tokens, text } in counted {
        let estimate = of_text(&text);
        assert!(estimate >= tokens, "{name}: {estimate} for {tokens}");
        assert!(estimate <= tokens * 3, "{name}: {estimate} for {tokens}");
    }
}

#[test]
fn a_message_of_ordinary_length_is_not_taken_for_a_book() {
    let message = "We would like a new website with a shop for our bakery. ".repeat(10);
    assert!((120..300).contains(&of_text(&message)), "{}", of_text(&message));
}

proptest! {
    /// Leaving something out never makes it dearer by more than what may come of the seam.
    #[test]
    fn parts_cost_no_less_than_half_of_the_whole(one in any::<String>(), other in any::<String>()) {
        let whole = of_text(&format!("{one}{other}"));
        assert!(of_text(&one) + of_text(&other) + 2 >= whole / 2);
    }

    #[test]
    fn what_is_something_costs_something(text in ".{1,200}") {
        assert!(of_text(&text) >= 1 && of_text(&text) <= 4 * text.len() as u64);
    }
}
