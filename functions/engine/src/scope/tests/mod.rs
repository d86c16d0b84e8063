//! The scope, at its edges.

mod apply;
mod by_hand;
mod confidence;
mod question;

use jiff::civil::{Date, date};
use serde_json::{Value as Json, json};
use shared::tenant::{Attribute, TenantFile};

use super::{Applied, Changes, Command, Operation, Reader, Rejection, Scope, Speech};

pub(super) const TODAY: Date = date(2026, 11, 21);

/// A tenant that gathers these attributes (as in a tenant file, with the question left out).
pub(super) fn tenant(attributes: &[Json]) -> TenantFile {
    let attributes: Vec<Json> = attributes
        .iter()
        .map(|attribute| {
            let mut attribute = attribute.clone();
            attribute["question"] = json!("?");
            attribute
        })
        .collect();
    serde_json::from_value(json!({
        "version": 1, "id": "t", "name": "T", "origins": ["self"], "locale": "en-GB", "country": "DE",
        "greeting": "Hi", "scope": { "attributes": attributes },
    }))
    .unwrap()
}

pub(super) fn attribute(key: &str, kind: &str, requirement: &str, weight: f64) -> Json {
    json!({ "key": key, "kind": kind, "requirement": requirement, "weight": weight })
}

pub(super) fn command(operation: Operation, key: &str, value: Json, quote: &str) -> Command {
    Command { operation, key: key.to_owned(), value, quote: quote.to_owned(), approximate: false }
}

/// What comes of the commands, each proposed by the model, on one message.
pub(super) fn said(
    tenant: &TenantFile,
    scope: Scope,
    message: &str,
    commands: &[Command],
) -> (Scope, Vec<Result<Applied, Rejection>>) {
    let speech = Speech { message, earlier: &[], today: TODAY, locale: "en" };
    let mut changes = Changes::new(tenant, speech, scope);
    let results = commands.iter().map(|command| changes.apply(command, Reader::Model)).collect();
    (changes.into_scope(), results)
}

/// A scope in which these texts are known.
pub(super) fn knowing(tenant: &TenantFile, keys: &[&str]) -> Scope {
    let commands: Vec<Command> =
        keys.iter().map(|key| command(Operation::Set, key, json!(*key), key)).collect();
    let (scope, results) = said(tenant, Scope::default(), &keys.join(" "), &commands);
    assert!(results.iter().all(Result::is_ok), "{results:?}");
    scope
}

pub(super) fn find<'a>(tenant: &'a TenantFile, key: &str) -> &'a Attribute {
    tenant.scope.attributes.iter().find(|attribute| attribute.key == key).unwrap()
}
