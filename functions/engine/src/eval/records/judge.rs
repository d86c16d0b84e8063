//! Whether a turn came to what was expected.

use std::collections::BTreeMap;

use serde_json::Value as Json;
use shared::wire::{Block, Record, ToolCall};

use super::file::{Created, Expect, State, Turn};

/// What a turn came to.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct After {
    /// What it was about.
    pub intent: String,
    /// The calls.
    pub calls: Vec<ToolCall>,
    /// What was said.
    pub text: String,
    /// What was shown.
    pub blocks: Vec<Block>,
    /// All records as they were before.
    pub before: Vec<Record>,
    /// All records as they are now.
    pub records: Vec<Record>,
}

/// Everything that is not as expected; nothing where the turn is right.
#[must_use]
pub fn judge(turn: &Turn, after: &After) -> Vec<String> {
    let mut wrong = Vec::new();
    if turn.needs_model {
        if !after.calls.is_empty() {
            wrong.push(format!("should be left to the model, but: {}", calls(&after.calls)));
        }
        return wrong;
    }
    let expect = &turn.expect;
    if let Some(intent) = &expect.intent
        && *intent != after.intent
    {
        wrong.push(format!("intent is `{}`, not `{intent}`", after.intent));
    }
    judge_calls(expect, after, &mut wrong);
    for (id, state) in &expect.records {
        let record = after.records.iter().find(|record| record.id == *id);
        match (record, state) {
            (None, Some(_)) => wrong.push(format!("{id} is not there")),
            (Some(_), None) => wrong.push(format!("{id} is still there")),
            (Some(record), Some(state)) if !is_like(record, state.status.as_ref(), &state.fields) => {
                wrong.push(format!("{id} is {}, not {}", shown(record), State::shown(state)));
            }
            _ => {}
        }
    }
    if let Some(created) = &expect.created {
        judge_created(created, after, &mut wrong);
    }
    if let Some(kinds) = &expect.blocks {
        let shown: Vec<&str> = after.blocks.iter().map(kind).collect();
        if *kinds != shown {
            wrong.push(format!("blocks are {shown:?}, not {kinds:?}"));
        }
    }
    let blocks = serde_json::to_string(&after.blocks).unwrap_or_default();
    let says = |text: &String| after.text.contains(text.as_str()) || blocks.contains(text.as_str());
    for text in expect.reply_contains.iter().filter(|text| !says(text)) {
        wrong.push(format!("“{text}” is not said: {}", after.text));
    }
    for text in expect.reply_lacks.iter().filter(|text| says(text)) {
        wrong.push(format!("“{text}” is said"));
    }
    wrong
}

fn judge_calls(expect: &Expect, after: &After, wrong: &mut Vec<String>) {
    let Some(expected) = &expect.calls else { return };
    let fits = |call: &super::file::Call, made: &ToolCall| {
        call.tool == made.tool
            && call.outcome.as_ref().is_none_or(|outcome| *outcome == made.outcome)
            && call
                .arguments
                .iter()
                .all(|(key, value)| made.arguments.get(key).is_some_and(|made| *made == text(value)))
    };
    let is_right = expected.len() == after.calls.len()
        && expected.iter().zip(&after.calls).all(|(call, made)| fits(call, made));
    if !is_right {
        let expected: Vec<String> = expected
            .iter()
            .map(|call| {
                format!("{} {:?} {}", call.tool, call.arguments, call.outcome.as_deref().unwrap_or(""))
            })
            .collect();
        wrong.push(format!("calls are {}, not {}", calls(&after.calls), expected.join("; ")));
    }
}

fn judge_created(expected: &[Created], after: &After, wrong: &mut Vec<String>) {
    let is_new = |record: &&Record| {
        !after.before.iter().any(|before| before.record_type == record.record_type && before.id == record.id)
    };
    let mut made: Vec<&Record> = after.records.iter().filter(is_new).collect();
    for one in expected {
        let fits = |record: &&Record| {
            record.record_type == one.record_type && is_like(record, one.status.as_ref(), &one.fields)
        };
        match made.iter().position(fits) {
            Some(place) => drop(made.remove(place)),
            None => wrong.push(format!("no {} was made with {:?}", one.record_type, one.fields)),
        }
    }
    wrong.extend(made.into_iter().map(|record| format!("made as well: {}", shown(record))));
}

fn is_like(record: &Record, status: Option<&String>, fields: &BTreeMap<String, Json>) -> bool {
    status.is_none_or(|status| record.status.as_ref() == Some(status))
        && fields.iter().all(|(key, value)| match value {
            Json::Null => !record.fields.contains_key(key),
            value => record.fields.get(key) == Some(value),
        })
}

impl State {
    fn shown(&self) -> String {
        format!("{} {:?}", self.status.as_deref().unwrap_or(""), self.fields)
    }
}

fn shown(record: &Record) -> String {
    format!(
        "{} {} {}",
        record.id,
        record.status.as_deref().unwrap_or(""),
        Json::from_iter(record.fields.clone())
    )
}

fn calls(calls: &[ToolCall]) -> String {
    let one = |call: &ToolCall| format!("{} {:?} {}", call.tool, call.arguments, call.outcome);
    if calls.is_empty() { "none".to_owned() } else { calls.iter().map(one).collect::<Vec<_>>().join("; ") }
}

fn text(value: &Json) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

const fn kind(block: &Block) -> &'static str {
    match block {
        Block::Buttons { .. } => "buttons",
        Block::Card(_) => "card",
        Block::Table(_) => "table",
        Block::Chart(_) => "chart",
        Block::Links(_) => "links",
    }
}
