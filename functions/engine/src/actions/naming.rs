//! Which field or state of a type a word stands for. Shared by the rules, which know the words, and by whoever carries calls
//! out, who knows the type.

use shared::tenant::{Field, RecordType, StatusValue};

use crate::rules::folded;

/// Stands for the field by which a record is assigned, where the type is not known yet.
pub const ASSIGNED: &str = "assigned to";
/// Stands for the field with the title, where the type is not known yet.
pub const TITLE: &str = "the title";

/// What says in general that something is done with, whatever the tenant calls that.
const FINISHING: [&str; 14] = [
    "done",
    "finish",
    "finished",
    "complete",
    "completed",
    "close",
    "closed",
    "tick",
    "tick off",
    "check off",
    "cross off",
    "ticked",
    "ready",
    "over",
];
const STARTING: [&str; 6] = ["start", "begin", "started", "begun", "doing", "in progress"];
const REOPENING: [&str; 5] = ["reopen", "re-open", "reopened", "open", "undone"];

/// Whether the words name a state that most types have.
#[must_use]
pub fn is_general_state(said: &str) -> bool {
    let said = folded(said);
    let said = said.as_str();
    FINISHING.contains(&said) || STARTING.contains(&said) || REOPENING.contains(&said)
}

/// The state of the type that is called so; or that these words lead to in general, where there is no doubt.
#[must_use]
pub fn status_named<'t>(record_type: &'t RecordType, said: &str) -> Option<&'t StatusValue> {
    let settings = record_type.status.as_ref()?;
    let said = plain(said);
    let exact =
        settings.values.iter().find(|status| plain(&status.value) == said || plain(&status.name()) == said);
    let by_synonym =
        || settings.values.iter().find(|status| status.synonyms.iter().any(|name| plain(name) == said));
    exact.or_else(by_synonym).or_else(|| {
        let is = |words: &[&str]| words.iter().any(|word| plain(word) == said);
        if is(&FINISHING) {
            let mut closed = settings.values.iter().filter(|status| status.closed);
            return closed.next().filter(|_| closed.next().is_none());
        }
        if is(&STARTING) {
            return settings.values.iter().find(|status| {
                let name = plain(&status.name());
                name.contains("progress") || name.contains("started") || name.contains("doing")
            });
        }
        if is(&REOPENING) {
            return settings.values.iter().find(|status| status.value == settings.initial);
        }
        let mut near = settings.values.iter().filter(|status| {
            [&status.name()].into_iter().chain(&status.synonyms).any(|name| {
                let name = plain(name);
                name.len() >= 5 && strsim::osa_distance(&name, &said) <= 1
            })
        });
        near.next().filter(|_| near.next().is_none())
    })
}

/// The field of the type that is called so.
#[must_use]
pub fn field_named<'t>(record_type: &'t RecordType, said: &str) -> Option<&'t Field> {
    if let Some(field) = record_type.field(said) {
        return Some(field);
    }
    if said == TITLE {
        return record_type.field(&record_type.display.title);
    }
    if said == ASSIGNED {
        let names = |field: &Field| {
            [field.key.clone(), field.name()]
                .into_iter()
                .chain(field.synonyms.iter().cloned())
                .any(|name| plain(&name).contains("assign"))
        };
        let users = || record_type.fields.iter().filter(|field| field.user);
        return users().find(|field| names(field)).or_else(|| users().next());
    }
    let said = plain(said);
    record_type.fields.iter().find(|field| plain(&field.name()) == said || plain(&field.key) == said).or_else(
        || record_type.fields.iter().find(|field| field.synonyms.iter().any(|name| plain(name) == said)),
    )
}

/// Letters and digits, folded.
pub(super) fn plain(text: &str) -> String {
    folded(text).chars().filter(|sign| sign.is_alphanumeric()).collect()
}
