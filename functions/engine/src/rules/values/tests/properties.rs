//! What holds for any text: no panic, spans in order and on the borders of characters.

use core::fmt::Debug;

use proptest::prelude::*;

use super::super::{
    Found, find_dates, find_durations, find_emails, find_money, find_numbers, find_phones, find_urls,
};
use super::context;

/// Pieces that the recognisers know, in any order.
const PIECES: &[&str] = &[
    "20",
    "1.500",
    "5k",
    "€",
    "$",
    "euros",
    "between",
    "and",
    "zwischen",
    "und",
    "entre",
    "y",
    "up to",
    "max",
    ".",
    ",",
    "-",
    "+",
    "march",
    "May",
    "15",
    "th",
    "the",
    "end of",
    "next",
    "friday",
    "in",
    "six",
    "weeks",
    "half",
    "a",
    "an",
    "hour",
    "y medio",
    "@",
    "x.com",
    "0171",
    "2345678",
    "2027",
    "/",
    "Q2",
    "31.2.",
    "thousand",
    "hundert",
    "fünfundzwanzigtausend",
    "mil",
    "ß",
    "\u{301}",
    "½",
    "\u{a0}",
    "KW",
    "99",
    "9999",
    "not",
    "before",
    "christmas",
    "(",
    "ago",
    "'",
    "week",
    "one",
    "grand",
];

fn holds<T: Debug>(text: &str, found: &[Found<T>]) {
    let mut end = 0;
    for one in found {
        assert!(one.span.start >= end, "{text:?}: {found:?}");
        assert!(one.span.end > one.span.start, "{text:?}: {found:?}");
        assert!(text.get(one.span.clone()).is_some(), "{text:?}: {found:?}");
        end = one.span.end;
    }
}

fn all_hold(text: &str) {
    for (country, locale) in [("DE", "de-DE"), ("US", "en-US"), ("ES", "es"), ("", "")] {
        let context = context(country, locale);
        holds(text, &find_money(text, &context));
        holds(text, &find_numbers(text, &context));
        holds(text, &find_dates(text, &context));
        holds(text, &find_durations(text, &context));
        holds(text, &find_emails(text, &context));
        holds(text, &find_phones(text, &context));
        holds(text, &find_urls(text, &context));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text(text in "\\PC{0,80}") {
        all_hold(&text);
    }

    #[test]
    fn any_words(pieces in prop::collection::vec((prop::sample::select(PIECES), any::<bool>()), 0..14)) {
        let text: String = pieces.iter().map(|(piece, space)| format!("{piece}{}", if *space { " " } else { "" })).collect();
        all_hold(&text);
    }
}

#[test]
fn ten_thousand_hostile_characters() {
    for piece in [
        "9", "9 ", "9.", "1,", "a@", "a.", "hundred ", "in 1 ", "may ", "1-", "und", "0171 ", "€", "the ",
        "\u{301}", "a.b/",
    ] {
        let text: String = piece.chars().cycle().take(10_000).collect();
        let context = context("DE", "en");
        // Whoever looks for numbers looks for everything else first.
        holds(&text, &find_numbers(&text, &context));
    }
}
