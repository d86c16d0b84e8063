//! Who may do what to which records: the permissions of a type, held against one actor.
//!
//! Permissions add up; within one, every rule must be kept. A rule about something that is not known of the actor is kept
//! by no record.

use std::collections::BTreeSet;

use serde_json::Value as Json;
use shared::tenant::{Permission, RecordAction, RecordType, RowRule};
use shared::wire::Record;

use super::{Actor, Condition, RowAccess, Test, matches};

/// Which fields may be set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FieldsAllowed {
    /// Any of the type.
    Any,
    /// These alone; maybe none.
    Only(BTreeSet<String>),
}

impl FieldsAllowed {
    /// Whether this one may be.
    #[must_use]
    pub fn contains(&self, field: &str) -> bool {
        match self {
            Self::Any => true,
            Self::Only(fields) => fields.contains(field),
        }
    }
}

/// To which records of the type the actor may do this.
#[must_use]
pub fn access(record_type: &RecordType, action: RecordAction, actor: &Actor) -> RowAccess {
    access_to_set(record_type, action, actor, &[])
}

/// The same, where these fields are set: only permissions count that let all of them be set.
#[must_use]
pub fn access_to_set(
    record_type: &RecordType,
    action: RecordAction,
    actor: &Actor,
    fields: &[&str],
) -> RowAccess {
    let lets = |permission: &&Permission| lets_set(permission, fields);
    let lists = permissions(record_type, action, actor).filter(lets);
    RowAccess(lists.filter_map(|permission| conditions(&permission.rules, actor)).collect())
}

/// Which fields the actor may set with `create` or `update`, of some record at least. Whether of this one, [`may_create`] and
/// [`access_to_set`] know.
#[must_use]
pub fn fields_allowed(record_type: &RecordType, action: RecordAction, actor: &Actor) -> FieldsAllowed {
    let mut only = BTreeSet::new();
    for permission in permissions(record_type, action, actor) {
        if conditions(&permission.rules, actor).is_none() {
            continue;
        }
        if permission.fields.is_empty() {
            return FieldsAllowed::Any;
        }
        only.extend(permission.fields.iter().cloned());
    }
    FieldsAllowed::Only(only)
}

/// Whether the actor may make this record, having set these fields themselves (not those that were filled in).
#[must_use]
pub fn may_create(record_type: &RecordType, actor: &Actor, set: &[&str], record: &Record) -> bool {
    matches(record, &access_to_set(record_type, RecordAction::Create, actor, set))
}

/// Whether a record may be as it is after the actor has done this to it and set these fields: they must still find it, and
/// what they may do it to must hold of it as before, but for rules on the state, which ask for what it was. So nothing is
/// moved to where its maker could not have reached it.
#[must_use]
pub fn may_become(
    record_type: &RecordType,
    action: RecordAction,
    actor: &Actor,
    set: &[&str],
    after: &Record,
) -> bool {
    let RowAccess(mut lists) = access_to_set(record_type, action, actor, set);
    for list in &mut lists {
        list.retain(|condition| condition.field != "status");
    }
    matches(after, &RowAccess(lists)) && matches(after, &access(record_type, RecordAction::Find, actor))
}

/// The permissions that are the actor's.
pub(super) fn permissions<'a>(
    record_type: &'a RecordType,
    action: RecordAction,
    actor: &'a Actor,
) -> impl Iterator<Item = &'a Permission> {
    record_type.permissions.iter().filter(move |permission| {
        permission.actions.contains(&action) && permission.roles.iter().any(|role| actor.has_role(role))
    })
}

/// Whether all of these fields may be set.
pub(super) fn lets_set(permission: &Permission, fields: &[&str]) -> bool {
    permission.fields.is_empty()
        || fields.iter().all(|field| permission.fields.iter().any(|allowed| allowed == field))
}

/// The rules as conditions; `None` where no record can keep them.
pub(super) fn conditions(rules: &[RowRule], actor: &Actor) -> Option<Vec<Condition>> {
    rules.iter().map(|rule| Some(Condition { field: rule.field.clone(), test: test(rule, actor)? })).collect()
}

/// What a rule asks; `None` where nothing can be so.
fn test(rule: &RowRule, actor: &Actor) -> Option<Test> {
    if let Some(path) = &rule.equals {
        // What is a list of the user's is nothing that one value equals.
        return actor.known(path).filter(|known| !known.is_array()).map(Test::Is);
    }
    if let Some(path) = &rule.is_in {
        let values = match actor.known(path)? {
            Json::Array(values) => values,
            one => vec![one],
        };
        return one_of(values);
    }
    match &rule.is {
        Some(value) => Some(Test::Is(value.clone())),
        None => one_of(rule.one_of.clone()),
    }
}

fn one_of(values: Vec<Json>) -> Option<Test> {
    (!values.is_empty()).then_some(Test::In(values))
}
