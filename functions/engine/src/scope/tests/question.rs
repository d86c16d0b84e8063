//! Which question comes next.

use serde_json::json;

use super::super::{Operation, Scope, askable, next_question};
use super::{attribute, command, knowing, said, tenant};

fn next(tenant: &shared::tenant::TenantFile, scope: &Scope, later: Option<&str>) -> Option<String> {
    next_question(&tenant.scope, scope, later).map(|attribute| attribute.key.clone())
}

#[test]
fn required_ones_come_first_in_the_tenants_order() {
    let tenant = tenant(&[
        attribute("a", "text", "optional", 1.0),
        attribute("b", "text", "always", 1.0),
        attribute("c", "text", "always", 1.0),
    ]);
    assert_eq!(next(&tenant, &Scope::default(), None).as_deref(), Some("b"));
    assert_eq!(next(&tenant, &knowing(&tenant, &["b"]), None).as_deref(), Some("c"));
    // Two of three are known: short of 0.7, so what is optional is asked as well.
    assert_eq!(next(&tenant, &knowing(&tenant, &["b", "c"]), None).as_deref(), Some("a"));
}

#[test]
fn nothing_is_asked_once_it_is_enough() {
    let tenant = tenant(&[attribute("a", "text", "always", 3.0), attribute("b", "text", "optional", 1.0)]);
    assert_eq!(next(&tenant, &knowing(&tenant, &["a"]), None), None);
}

#[test]
fn a_question_is_asked_twice_and_then_put_aside() {
    let tenant = tenant(&[attribute("a", "text", "always", 1.0), attribute("b", "text", "always", 1.0)]);
    let mut scope = Scope::default();
    scope.asked.insert("a".to_owned(), 1);
    assert_eq!(next(&tenant, &scope, None).as_deref(), Some("a"));
    scope.asked.insert("a".to_owned(), 2);
    assert_eq!(next(&tenant, &scope, None).as_deref(), Some("b"));
    scope.asked.insert("b".to_owned(), 2);
    assert_eq!(next(&tenant, &scope, None), None);
}

#[test]
fn a_declined_question_is_put_aside_at_once() {
    let tenant = tenant(&[attribute("a", "text", "always", 1.0)]);
    let decline = command(Operation::Decline, "a", json!(null), "no");
    let (scope, _) = said(&tenant, Scope::default(), "no", &[decline]);
    assert!(askable(&tenant.scope, &scope).is_empty());
}

#[test]
fn what_cannot_be_answered_now_waits_for_the_others() {
    let tenant = tenant(&[attribute("a", "text", "always", 1.0), attribute("b", "text", "always", 1.0)]);
    assert_eq!(next(&tenant, &Scope::default(), Some("a")).as_deref(), Some("b"));
    let others_known = knowing(&tenant, &["b"]);
    assert_eq!(next(&tenant, &others_known, Some("a")).as_deref(), Some("a"));
}
