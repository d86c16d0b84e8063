//! Changes by hand, and what they do to a confirmation.

use serde_json::json;
use shared::wire::ExtractedStatus;

use super::{attribute, command, find, knowing, said, tenant};
use crate::scope::{Applied, Operation, Rejection, Scope};

#[test]
fn what_was_typed_is_stated_and_its_own_evidence() {
    let tenant = tenant(&[attribute("budget", "money", "always", 1.0)]);
    let mut scope = Scope::default();
    scope.declined.insert("budget".to_owned());
    let value = json!({ "min": 5, "max": 5, "currency": "EUR" });
    let set = |scope: &mut Scope, value, text| scope.set_by_hand(find(&tenant, "budget"), value, text, "DE");
    assert_eq!(set(&mut scope, &value, " 5 € "), Ok(Applied::Added));
    let known = &scope.known["budget"];
    assert_eq!((known.evidence.as_str(), known.status), ("5 €", ExtractedStatus::Stated));
    assert!(scope.declined.is_empty());

    let before = scope.clone();
    let backwards = json!({ "min": 9, "max": 5, "currency": "EUR" });
    assert!(matches!(set(&mut scope, &backwards, "9 to 5"), Err(Rejection::Invalid(_))));
    assert!(matches!(set(&mut scope, &json!("9"), "9"), Err(Rejection::WrongType { .. })));
    assert_eq!(scope, before);
}

#[test]
fn what_was_cleared_may_be_asked_again() {
    let tenant = tenant(&[attribute("name", "text", "always", 1.0)]);
    let mut scope = knowing(&tenant, &["name"]);
    scope.asked.insert("name".to_owned(), 2);
    assert!(scope.clear_by_hand("name"));
    assert_eq!(scope, Scope::default());
    scope.asked.insert("name".to_owned(), 2);
    assert!(!scope.clear_by_hand("name"));
    assert_eq!(scope.asked["name"], 2, "nothing was there to be cleared");
}

#[test]
fn nothing_known_is_nothing_to_confirm() {
    let mut scope = Scope::default();
    assert!(!scope.confirm());
    assert!(!scope.confirmed);
}

#[test]
fn any_change_of_a_value_takes_the_confirmation_back() {
    let tenant =
        tenant(&[attribute("name", "text", "always", 1.0), attribute("town", "text", "optional", 1.0)]);
    let mut confirmed = knowing(&tenant, &["name"]);
    assert!(confirmed.confirm());
    let after = |operation, key: &str, value: &str| {
        let commands = [command(operation, key, json!(value), value)];
        let (scope, results) = said(&tenant, confirmed.clone(), value, &commands);
        assert!(results[0].is_ok(), "{results:?}");
        scope.confirmed
    };
    assert!(after(Operation::Set, "name", "name"), "the same again");
    assert!(after(Operation::Decline, "town", "no"), "what was never known");
    assert!(!after(Operation::Set, "name", "Ana"), "another value");
    assert!(!after(Operation::Set, "town", "Kiel"), "one more");
    assert!(!after(Operation::Clear, "name", "no"), "one less");
    assert!(!after(Operation::Decline, "name", "no"), "one less");

    let mut by_hand = confirmed.clone();
    by_hand.set_by_hand(find(&tenant, "name"), &json!("name"), "name", "DE").unwrap();
    assert!(by_hand.confirmed);
    by_hand.set_by_hand(find(&tenant, "name"), &json!("Ana"), "Ana", "DE").unwrap();
    assert!(!by_hand.confirmed);
    let mut cleared = confirmed.clone();
    cleared.clear_by_hand("name");
    assert!(!cleared.confirmed);
}
