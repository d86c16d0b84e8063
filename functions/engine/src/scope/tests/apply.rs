//! What is proposed, and what is made of it.

use serde_json::{Value as Json, json};
use shared::tenant::TenantFile;
use shared::value::Value;

use super::super::{Applied, Changes, Invalid, Operation, Reader, Rejection, Scope, Speech};
use super::{TODAY, attribute, command, find, said, tenant};

fn shop() -> TenantFile {
    let choices =
        json!([{ "value": "blog" }, { "value": "shop", "synonyms": ["store"] }, { "value": "forum" }]);
    let with_choices = |key: &str, kind: &str| {
        let mut attribute = attribute(key, kind, "always", 1.0);
        attribute["choices"] = choices.clone();
        attribute
    };
    tenant(&[
        attribute("budget", "money", "always", 1.0),
        attribute("email", "email", "always", 1.0),
        attribute("phone", "phone", "always", 1.0),
        attribute("site", "url", "always", 1.0),
        attribute("when", "date", "always", 1.0),
        attribute("how_long", "duration", "always", 1.0),
        attribute("pages", "number", "always", 1.0),
        attribute("name", "text", "always", 1.0),
        attribute("logo", "yes_no", "always", 1.0),
        with_choices("type", "choice"),
        with_choices("features", "list"),
    ])
}

fn euros(amount: f64) -> Json {
    json!({ "min": amount, "max": amount, "currency": "EUR" })
}

fn one(message: &str, key: &str, value: Json, quote: &str) -> (Scope, Result<Applied, Rejection>) {
    let (scope, mut results) =
        said(&shop(), Scope::default(), message, &[command(Operation::Set, key, value, quote)]);
    (scope, results.remove(0))
}

#[test]
fn a_value_with_the_visitors_words_is_taken() {
    let (scope, result) = one("We have 10k euros for it.", "budget", euros(10_000.0), "10k euros");
    assert_eq!(result, Ok(Applied::Added));
    assert_eq!(scope.known["budget"].evidence, "10k euros");
}

#[test]
fn words_that_were_never_said_are_refused() {
    let (scope, result) = one("We have some money.", "budget", euros(10_000.0), "10k euros");
    assert_eq!(result, Err(Rejection::QuoteNotFound));
    assert_eq!(scope, Scope::default());
    for blank in ["", "  ", "…!"] {
        assert_eq!(one("Hello …!", "name", json!("Ana"), blank).1, Err(Rejection::QuoteNotFound));
    }
}

#[test]
fn a_quote_may_differ_in_case_spacing_and_punctuation_only() {
    let message = "Budget:  “10 000”  Euros, max";
    assert!(one(message, "name", json!("x"), "budget: \"10 000\" euros").1.is_ok());
    assert_eq!(one(message, "name", json!("x"), "budget 20 000").1, Err(Rejection::QuoteNotFound));
}

#[test]
fn earlier_messages_can_be_quoted() {
    let tenant = shop();
    let speech = Speech { message: "yes", earlier: &["it is 10k euros"], today: TODAY, locale: "en" };
    let mut changes = Changes::new(&tenant, speech, Scope::default());
    let set = command(Operation::Set, "budget", euros(10_000.0), "10k euros");
    assert_eq!(changes.apply(&set, Reader::Model), Ok(Applied::Added));
}

#[test]
fn words_that_say_something_else_are_refused() {
    let message = "10k euros, 5 pages, ana@shop.example, +49 171 3920000, shop.example";
    let wrong = [
        ("budget", euros(100_000.0), "10k euros"),
        ("pages", json!(50), "5 pages"),
        ("email", json!("eve@shop.example"), "ana@shop.example"),
        ("phone", json!("+491713920001"), "+49 171 3920000"),
        ("site", json!("https://evil.example"), "shop.example"),
    ];
    for (key, value, quote) in wrong {
        assert_eq!(one(message, key, value, quote).1, Err(Rejection::Contradicted), "{key}");
    }
}

#[test]
fn values_of_the_wrong_type_are_refused() {
    let wrong = [
        ("budget", json!("10k")),
        ("budget", json!({ "min": null, "max": null, "currency": "EUR" })),
        ("email", json!(7)),
        ("pages", json!("five")),
        ("logo", json!("yes")),
        ("features", json!("blog")),
        ("when", json!(20_270_101)),
        ("how_long", json!("P6W")),
        ("type", json!(null)),
    ];
    for (key, value) in wrong {
        let result = one("it", key, value, "it").1;
        assert!(matches!(result, Err(Rejection::WrongType { .. })), "{key}: {result:?}");
    }
}

#[test]
fn values_that_an_attribute_cannot_hold_are_refused() {
    let wrong = [
        ("budget", json!({ "min": 5, "max": 4, "currency": "EUR" }), Invalid::Backwards),
        ("budget", json!({ "min": -5, "max": 4, "currency": "EUR" }), Invalid::Negative),
        ("budget", json!({ "min": 5, "max": 5, "currency": "€" }), Invalid::Currency("€".to_owned())),
        ("when", json!("2027-02-30"), Invalid::Day("2027-02-30".to_owned())),
        ("how_long", json!({ "min": "6 weeks", "max": null }), Invalid::Duration("6 weeks".to_owned())),
        ("how_long", json!({ "min": "P2M", "max": "P6W" }), Invalid::Backwards),
        ("type", json!("casino"), Invalid::Choice("casino".to_owned())),
        ("features", json!(["blog", "casino"]), Invalid::Choice("casino".to_owned())),
        ("features", json!([]), Invalid::Empty),
        ("email", json!("ana@"), Invalid::Email("ana@".to_owned())),
        ("phone", json!("12"), Invalid::Phone("12".to_owned())),
        ("site", json!("javascript:alert(1)"), Invalid::Url("javascript:alert(1)".to_owned())),
        ("name", json!("  "), Invalid::Empty),
        ("name", json!("x".repeat(2_001)), Invalid::TooLong),
    ];
    for (key, value, expected) in wrong {
        assert_eq!(one("it", key, value, "it").1, Err(Rejection::Invalid(expected)), "{key}");
    }
}

#[test]
fn a_telephone_number_that_no_list_knows_is_taken_by_its_form() {
    let tenant = shop();
    let speech = Speech { message: "call 0115 496 0777", earlier: &[], today: TODAY, locale: "en" };
    let mut changes = Changes::new(&tenant, speech, Scope::default());
    let set = command(Operation::Set, "phone", json!("+441154960777"), "0115 496 0777");
    assert_eq!(changes.apply(&set, Reader::Rules), Ok(Applied::Added));
}

#[test]
fn a_correction_replaces_and_an_invalid_one_leaves_the_old_value() {
    let tenant = shop();
    let (scope, _) = one("10k euros", "budget", euros(10_000.0), "10k euros");
    let wrong = command(Operation::Set, "budget", json!({ "min": 9, "max": 1, "currency": "EUR" }), "no");
    let (scope, results) = said(&tenant, scope, "no", &[wrong]);
    assert!(results[0].is_err());
    assert_eq!(scope.known["budget"].value.to_string(), "10000 EUR");
    let right = command(Operation::Set, "budget", euros(15_000.0), "make it 15k euros");
    let (scope, results) = said(&tenant, scope, "no, make it 15k euros", &[right]);
    assert!(matches!(results[0], Ok(Applied::Changed { .. })));
    assert_eq!(scope.known["budget"].value.to_string(), "15000 EUR");
}

#[test]
fn of_two_values_in_one_message_the_later_words_win_in_either_order() {
    let message = "10k euros, no wait, 15k euros";
    let first = command(Operation::Set, "budget", euros(10_000.0), "10k euros");
    let second = command(Operation::Set, "budget", euros(15_000.0), "15k euros");
    for commands in [[first.clone(), second.clone()], [second, first]] {
        let (scope, _) = said(&shop(), Scope::default(), message, &commands);
        assert_eq!(scope.known["budget"].value.to_string(), "15000 EUR");
    }
}

#[test]
fn lists_are_added_to_and_taken_from() {
    let tenant = shop();
    let set = command(Operation::Set, "features", json!(["blog", "blog"]), "blog");
    let append = command(Operation::Append, "features", json!(["shop", "blog"]), "a store");
    let (scope, results) = said(&tenant, Scope::default(), "a blog and a store", &[set, append]);
    assert!(results.iter().all(Result::is_ok), "{results:?}");
    assert_eq!(scope.known["features"].value, Value::List(vec!["blog".to_owned(), "shop".to_owned()]));

    let remove = command(Operation::Remove, "features", json!(["blog"]), "no blog");
    let (scope, _) = said(&tenant, scope, "no blog after all", std::slice::from_ref(&remove));
    assert_eq!(scope.known["features"].value, Value::List(vec!["shop".to_owned()]));
    let (scope, results) = said(&tenant, scope, "no blog after all", &[remove]);
    assert_eq!(results, [Err(Rejection::NothingKnown)]);

    let last = command(Operation::Remove, "features", json!(["shop"]), "no shop");
    let (scope, results) = said(&tenant, scope, "no shop either", &[last]);
    assert_eq!(results, [Ok(Applied::Cleared)]);
    assert!(!scope.known.contains_key("features"));
    let append = command(Operation::Append, "name", json!("Ana"), "Ana");
    assert_eq!(said(&tenant, Scope::default(), "Ana", &[append]).1, [Err(Rejection::NotAList)]);
}

#[test]
fn what_was_declined_can_still_be_said() {
    let tenant = shop();
    let decline = command(Operation::Decline, "budget", json!(null), "not telling");
    let (scope, _) = said(&tenant, Scope::default(), "not telling", &[decline]);
    assert!(scope.declined.contains("budget"));
    let set = command(Operation::Set, "budget", euros(10_000.0), "10k euros");
    let (scope, _) = said(&tenant, scope, "well, 10k euros", &[set]);
    assert!(scope.declined.is_empty());
}

#[test]
fn an_attribute_that_is_not_gathered_is_refused() {
    assert_eq!(one("it", "shoe_size", json!(43), "it").1, Err(Rejection::UnknownKey("shoe_size".to_owned())));
}

#[test]
fn the_same_again_makes_a_rough_value_sure() {
    let tenant = shop();
    let mut rough = command(Operation::Set, "budget", euros(10_000.0), "around 10k euros");
    rough.approximate = true;
    let (scope, _) = said(&tenant, Scope::default(), "around 10k euros", &[rough]);
    let sure = command(Operation::Set, "budget", euros(10_000.0), "10k euros");
    let (scope, results) = said(&tenant, scope, "yes, 10k euros", &[sure]);
    assert_eq!(results, [Ok(Applied::Unchanged)]);
    assert_eq!(scope.known["budget"].evidence, "10k euros");
}

#[test]
fn a_scope_is_read_back_as_it_was_written() {
    let tenant = shop();
    let message = "10k euros, a blog, 2027-01-11, six weeks, Ana, yes, ana@shop.example";
    let commands = [
        ("budget", euros(10_000.0), "10k euros"),
        ("features", json!(["blog"]), "a blog"),
        ("when", json!("2027-01-11"), "2027-01-11"),
        ("how_long", json!({ "min": "P6W", "max": "P6W" }), "six weeks"),
        ("name", json!("Ana"), "Ana"),
        ("logo", json!(true), "yes"),
        ("email", json!("ana@shop.example"), "ana@shop.example"),
    ]
    .map(|(key, value, quote)| command(Operation::Set, key, value, quote));
    let (scope, results) = said(&tenant, Scope::default(), message, &commands);
    assert!(results.iter().all(Result::is_ok), "{results:?}");
    let written = serde_json::to_string(&scope).unwrap();
    assert_eq!(serde_json::from_str::<Scope>(&written).unwrap(), scope);
    assert!(find(&tenant, "budget").choices.is_empty());
}
