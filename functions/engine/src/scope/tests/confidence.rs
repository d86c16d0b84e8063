//! Confidence and readiness.

use proptest::prelude::*;
use serde_json::json;
use shared::wire::ExtractedStatus;

use super::super::{Operation, Scope, confidence, is_ready, missing};
use super::{attribute, command, knowing, said, tenant};

#[test]
fn six_nine_nine_nine_is_short_and_seven_is_enough() {
    let weights = |known: f64| {
        tenant(&[attribute("a", "text", "always", known), attribute("b", "text", "optional", 10.0 - known)])
    };
    let short = weights(6.999);
    let scope = knowing(&short, &["a"]);
    assert_eq!(confidence(&short.scope, &scope), 0.6999);
    assert!(!is_ready(&short.scope, &scope));

    let enough = weights(7.0);
    let scope = knowing(&enough, &["a"]);
    assert_eq!(confidence(&enough.scope, &scope), 0.7);
    assert!(is_ready(&enough.scope, &scope));
}

#[test]
fn sums_of_tenths_reach_the_threshold() {
    let keys = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"];
    let attributes: Vec<_> = keys.iter().map(|key| attribute(key, "text", "optional", 0.1)).collect();
    let tenant = tenant(&attributes);
    let scope = knowing(&tenant, &keys[..7]);
    assert_eq!(confidence(&tenant.scope, &scope), 0.7);
    assert!(is_ready(&tenant.scope, &scope));
}

#[test]
fn nothing_to_gather_is_never_ready() {
    let nothing = tenant(&[]);
    assert_eq!(confidence(&nothing.scope, &Scope::default()), 0.0);
    assert!(!is_ready(&nothing.scope, &Scope::default()));
    let weightless = tenant(&[attribute("a", "text", "optional", 0.0)]);
    assert!(!is_ready(&weightless.scope, &knowing(&weightless, &["a"])));
}

#[test]
fn nothing_required_is_ready_by_confidence_alone() {
    let tenant = tenant(&[attribute("a", "text", "optional", 3.0), attribute("b", "text", "optional", 1.0)]);
    assert!(!is_ready(&tenant.scope, &Scope::default()));
    assert!(!is_ready(&tenant.scope, &knowing(&tenant, &["b"])));
    assert!(is_ready(&tenant.scope, &knowing(&tenant, &["a"])));
}

#[test]
fn enough_confidence_is_not_ready_while_something_required_is_missing() {
    let tenant = tenant(&[attribute("a", "text", "always", 9.0), attribute("b", "text", "always", 1.0)]);
    let scope = knowing(&tenant, &["a"]);
    assert_eq!(confidence(&tenant.scope, &scope), 0.9);
    assert!(!is_ready(&tenant.scope, &scope));
    assert_eq!(missing(&tenant.scope, &scope).map(|one| one.key.as_str()).collect::<Vec<_>>(), ["b"]);
}

#[test]
fn everything_declined_is_not_ready() {
    for requirement in ["always", "optional"] {
        let tenant =
            tenant(&[attribute("a", "text", requirement, 1.0), attribute("b", "text", requirement, 1.0)]);
        let decline = |key| command(Operation::Decline, key, json!(null), "rather not say");
        let (scope, results) =
            said(&tenant, Scope::default(), "I'd rather not say", &[decline("a"), decline("b")]);
        assert!(results.iter().all(Result::is_ok));
        assert_eq!(confidence(&tenant.scope, &scope), 0.0, "{requirement}");
        assert!(!is_ready(&tenant.scope, &scope));
    }
}

#[test]
fn declining_what_is_optional_costs_nothing() {
    let tenant = tenant(&[attribute("a", "text", "always", 1.0), attribute("b", "text", "optional", 1.0)]);
    let scope = knowing(&tenant, &["a"]);
    assert!(!is_ready(&tenant.scope, &scope));
    let decline = command(Operation::Decline, "b", json!(null), "no comment");
    let (scope, _) = said(&tenant, scope, "no comment", &[decline]);
    assert_eq!(confidence(&tenant.scope, &scope), 1.0);
    assert!(is_ready(&tenant.scope, &scope));
}

#[test]
fn clearing_a_required_value_takes_readiness_back() {
    let tenant = tenant(&[attribute("a", "text", "always", 1.0), attribute("b", "text", "always", 1.0)]);
    let scope = knowing(&tenant, &["a", "b"]);
    assert!(is_ready(&tenant.scope, &scope));
    let clear = command(Operation::Clear, "b", json!(null), "forget b");
    let (scope, _) = said(&tenant, scope, "please forget b", &[clear]);
    assert!(!is_ready(&tenant.scope, &scope));
    assert_eq!(confidence(&tenant.scope, &scope), 0.5);
}

#[test]
fn rough_words_count_less() {
    let tenant = tenant(&[attribute("budget", "money", "always", 1.0)]);
    let money = json!({ "min": 15000, "max": 15000, "currency": "EUR" });
    let set = command(Operation::Set, "budget", money, "around 15k euros");
    let (scope, results) = said(&tenant, Scope::default(), "around 15k euros", &[set]);
    assert!(results[0].is_ok(), "{results:?}");
    assert_eq!(scope.known["budget"].status, ExtractedStatus::Approximate);
    assert_eq!(confidence(&tenant.scope, &scope), 0.8);
}

#[test]
fn a_condition_decides_whether_an_attribute_counts() {
    let mut pages = attribute("pages", "text", "always", 1.0);
    pages["requirement"] = json!({ "when": { "key": "shop", "equals": true } });
    let tenant = tenant(&[attribute("shop", "yes_no", "always", 1.0), pages]);
    let answer = |yes: bool, words: &str| {
        let set = command(Operation::Set, "shop", json!(yes), words);
        said(&tenant, Scope::default(), words, &[set]).0
    };
    assert!(is_ready(&tenant.scope, &answer(false, "no")));
    let shop = answer(true, "yes");
    assert_eq!(confidence(&tenant.scope, &shop), 0.5);
    assert_eq!(missing(&tenant.scope, &shop).count(), 1);
}

proptest! {
    #[test]
    fn confidence_stays_within_bounds_and_grows_with_knowledge(
        weights in prop::collection::vec(0.0..100.0_f64, 1..12),
        known in prop::collection::vec(any::<bool>(), 12),
    ) {
        let keys: Vec<String> = (0..weights.len()).map(|index| format!("k{index}")).collect();
        let attributes: Vec<_> =
            keys.iter().zip(&weights).map(|(key, weight)| attribute(key, "text", "optional", *weight)).collect();
        let tenant = tenant(&attributes);
        let told: Vec<&str> =
            keys.iter().zip(&known).filter(|(_, known)| **known).map(|(key, _)| key.as_str()).collect();
        let mut last = 0.0;
        for count in 0..=told.len() {
            let now = confidence(&tenant.scope, &knowing(&tenant, &told[..count]));
            prop_assert!((0.0..=1.0).contains(&now));
            prop_assert!(now >= last);
            last = now;
        }
    }
}
