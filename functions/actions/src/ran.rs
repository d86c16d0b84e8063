//! What came of the calls of one turn.

use std::collections::BTreeMap;

use engine::actions::{Acted, Call, Came, Intent, Names, RecordRef, Target, TargetBy, Thread, wording};
use engine::ports::ToolSaid;
use serde_json::Value as Json;
use shared::tenant::{RecordAction, TenantFile};
use shared::wire::{ActionDone, Block, ToolCall};

use super::Runner;

/// What came of the calls of one turn.
#[derive(Debug, Clone, PartialEq)]
pub struct Ran {
    /// Each call and what came of it, in order.
    pub acted: Vec<Acted>,
    /// What is remembered for the next turn.
    pub thread: Thread,
    /// What is said of it: Markdown, in the visitor's language.
    pub text: String,
    /// What is shown under it.
    pub blocks: Vec<Block>,
    /// The calls, for log and reply.
    pub tool_calls: Vec<ToolCall>,
    /// What was done to records.
    pub actions: Vec<ActionDone>,
    /// What the message was about.
    pub intent: Intent,
    /// What the tenant's own tools said, by their names: data for the model's next call.
    pub tool_results: Vec<(String, ToolSaid)>,
}

/// What is said by a turn that is taken over, of what it had done.
#[must_use]
pub fn already_done(tenant: &TenantFile, locale: &str, done: Vec<ActionDone>) -> Ran {
    let acted: Vec<Acted> =
        done.into_iter().map(|done| Acted { call: call_of(&done), came: Runner::told(done) }).collect();
    let focus = acted.iter().filter_map(|one| match &one.came {
        Came::Done { record: Some(record), .. } => {
            Some(RecordRef { record_type: record.record_type.clone(), id: record.id.clone() })
        }
        _ => None,
    });
    let thread = Thread { focus: focus.collect(), waiting: None };
    ran(tenant, locale, acted, &Names::default(), thread)
}

/// The call that had this done, as far as it can be told.
fn call_of(done: &ActionDone) -> Call {
    let target =
        Target { record_type: Some(done.record_type.clone()), by: TargetBy::Id(done.record_id.clone()) };
    match done.action {
        RecordAction::Create => {
            Call::Create { record_type: done.record_type.clone(), fields: BTreeMap::new() }
        }
        RecordAction::Update => {
            let now = |key: &String| done.record.as_ref().and_then(|record| record.fields.get(key)).cloned();
            let fields = done.changed.iter().map(|key| (key.clone(), now(key).unwrap_or(Json::Null)));
            Call::Update { target, fields: fields.collect() }
        }
        RecordAction::ChangeStatus => {
            let to = done.record.as_ref().and_then(|record| record.status.clone()).unwrap_or_default();
            Call::ChangeStatus { target, to }
        }
        RecordAction::Comment => Call::Comment { target, text: String::new() },
        RecordAction::LinkCommit => Call::LinkCommit { target, commit: String::new() },
        RecordAction::Delete => Call::Delete { target },
        RecordAction::Find => Call::Show { target, field: None },
    }
}

/// Puts together what is said and shown of the calls.
pub(crate) fn ran(
    tenant: &TenantFile,
    locale: &str,
    acted: Vec<Acted>,
    names: &Names,
    thread: Thread,
) -> Ran {
    let told = wording::tell(tenant, locale, &acted, names);
    let actions = acted.iter().filter_map(|one| match &one.came {
        Came::Done { done, .. } => Some((**done).clone()),
        _ => None,
    });
    let tool_results = acted.iter().filter_map(|one| match (&one.call, &one.came) {
        (Call::Tool { name, .. }, Came::ToolSaid(said)) => Some((name.clone(), said.clone())),
        _ => None,
    });
    Ran {
        actions: actions.collect(),
        tool_results: tool_results.collect(),
        // What was declined was not called.
        tool_calls: acted.iter().filter(|one| one.came != Came::Declined).map(tool_call).collect(),
        intent: intent(&acted),
        text: told.text,
        blocks: told.blocks,
        thread,
        acted,
    }
}

fn intent(acted: &[Acted]) -> Intent {
    let asks = |one: &Acted| matches!(one.came, Came::Which(..) | Came::Needs(_) | Came::NothingMeant);
    if acted.iter().any(asks) {
        return Intent::Clarification;
    }
    let intents = || acted.iter().map(|one| one.call.intent());
    intents()
        .find(|intent| *intent == Intent::Action)
        .or_else(|| intents().next())
        .unwrap_or(Intent::Clarification)
}

/// A call as log and reply tell it.
fn tool_call(acted: &Acted) -> ToolCall {
    let mut arguments = BTreeMap::new();
    let mut put = |name: &str, value: String| drop(arguments.insert(name.to_owned(), value));
    if let Some(target) = acted.call.target() {
        match &target.by {
            TargetBy::Id(id) => put("id", id.clone()),
            TargetBy::Words(words) => put("words", words.clone()),
            TargetBy::Context => put("words", "it".to_owned()),
            TargetBy::Nth(nth) => put("place", nth.to_string()),
        }
        if let Some(record_type) = &target.record_type {
            put("type", record_type.clone());
        }
    }
    match &acted.call {
        Call::Find { record_type, filters, words, .. } => {
            put("type", record_type.clone());
            for filter in filters {
                put(&filter.field, test(&filter.test));
            }
            if let Some(words) = words {
                put("words", words.clone());
            }
        }
        Call::Count { record_type, filters, by, sum } => {
            put("type", record_type.clone());
            for filter in filters {
                put(&filter.field, test(&filter.test));
            }
            if let Some(by) = by {
                put("by", by.clone());
            }
            if let Some(sum) = sum {
                put("sum", sum.clone());
            }
        }
        Call::Show { field, .. } => {
            if let Some(field) = field {
                put("field", field.clone());
            }
        }
        Call::Create { record_type, fields } => {
            put("type", record_type.clone());
            fields.iter().for_each(|(key, value)| put(key, text(value)));
        }
        Call::Update { fields, .. } => fields.iter().for_each(|(key, value)| put(key, text(value))),
        Call::ChangeStatus { to, .. } => put("to", to.clone()),
        Call::Comment { text, .. } => put("text", text.clone()),
        Call::LinkCommit { commit, .. } => put("commit", commit.clone()),
        Call::Navigate { record_type, .. } => {
            if let Some(record_type) = record_type {
                put("type", record_type.clone());
            }
        }
        Call::Tool { arguments: given, .. } => {
            for (key, value) in given.as_object().into_iter().flatten() {
                put(key, text(value));
            }
        }
        Call::Delete { .. } => {}
    }
    ToolCall { tool: acted.tool().to_owned(), arguments, outcome: acted.outcome().to_owned() }
}

fn text(value: &Json) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn test(test: &engine::records::Test) -> String {
    use engine::records::Test;
    match test {
        Test::Is(value) => text(value),
        Test::In(values) => values.iter().map(text).collect::<Vec<_>>().join(", "),
        Test::NotIn(values) => format!("not {}", values.iter().map(text).collect::<Vec<_>>().join(", ")),
        Test::AtLeast(value) => format!("from {}", text(value)),
        Test::AtMost(value) => format!("to {}", text(value)),
        Test::Known(true) => "known".to_owned(),
        Test::Known(false) => "not known".to_owned(),
    }
}
