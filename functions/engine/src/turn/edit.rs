//! A turn that is a change made by hand: the visitor corrects the summary or fills in a form. No model is called, and
//! no sentence is read: each text is the value of the attribute beside which it was written.
//!
//! First goes what is cleared, then what is set, then the confirmation, which is of what the visitor saw: if one of the
//! texts could not be read, nothing is confirmed.

use std::collections::BTreeMap;

use jiff::civil::Date;
use shared::tenant::{Attribute, TenantFile};
use shared::value::Kind;
use shared::wire::{Edit, Rejected, ToolCall};

use super::finished::Finished;
use super::input::Effect;
use crate::actions::Thread;
use crate::ports::Usage;
use crate::rules::values::Context;
use crate::rules::{self, EditAnswering};
use crate::scope::{self, CONFIRM, Scope, cut};

/// Everything that a change by hand depends on.
#[derive(Debug, Clone, Copy)]
pub struct EditInput<'a> {
    /// The tenant.
    pub tenant: &'a TenantFile,
    /// BCP 47: the conversation's language.
    pub locale: &'a str,
    /// The day of the change, where the visitor is.
    pub today: Date,
    /// The scope as the last turn left it.
    pub scope: &'a Scope,
    /// The change.
    pub edit: &'a Edit,
    /// What was spoken of before, and what waits: a change by hand is no answer to it.
    pub thread: Option<&'a Thread>,
}

/// Applies the change and words the reply.
#[must_use]
pub fn apply_edit(input: &EditInput<'_>) -> Finished {
    let EditInput { tenant, locale, scope: before, edit, .. } = *input;
    let mut work = Work::new(input);
    work.clear();
    work.set();
    let confirms = edit.confirm.then(|| work.confirm());
    let Work { after, set, cleared, rejected, tool_calls, .. } = work;
    let settings = &tenant.scope;
    let next = if edit.confirm { None } else { next_question(tenant, &after, &cleared, &rejected) };
    let answer = rules::answer_edit(&EditAnswering {
        tenant,
        locale,
        before,
        after: &after,
        set: &set,
        cleared: &cleared,
        rejected: &rejected,
        confirms,
        next,
        became_ready: !scope::is_ready(settings, before) && scope::is_ready(settings, &after),
    });
    let scope = asked(before, after, answer.asks);
    let mut effects = Vec::new();
    if scope.known != before.known || scope.confirmed != before.confirmed {
        effects.push(Effect::Scope(scope::view(tenant, locale, &scope)));
    }
    effects.push(Effect::Text(answer.text.clone()));
    effects.extend(answer.blocks.iter().cloned().map(Effect::Block));
    Finished {
        effects,
        reply: answer.text,
        blocks: answer.blocks,
        tool_calls,
        actions: Vec::new(),
        thread: input.thread.cloned().unwrap_or_default(),
        handed_over: false,
        rejected,
        intent: answer.intent,
        intent_confidence: None,
        scope,
        model: "rules".to_owned(),
        degraded: None,
        replaced: None,
        is_models_own: false,
        usage: Usage::default(),
    }
}

/// A change on its way through the scope.
struct Work<'a> {
    input: &'a EditInput<'a>,
    after: Scope,
    set: Vec<&'a Attribute>,
    cleared: Vec<&'a Attribute>,
    rejected: Vec<Rejected>,
    tool_calls: Vec<ToolCall>,
}

impl<'a> Work<'a> {
    fn new(input: &'a EditInput<'a>) -> Self {
        Self {
            input,
            after: input.scope.clone(),
            set: Vec::new(),
            cleared: Vec::new(),
            rejected: Vec::new(),
            tool_calls: Vec::new(),
        }
    }

    fn attribute(&self, key: &str) -> Option<&'a Attribute> {
        self.input.tenant.scope.attributes.iter().find(|one| one.key == key)
    }

    fn clear(&mut self) {
        for key in &self.input.edit.clear {
            let Some(attribute) = self.attribute(key) else {
                self.called("clear", key, None, UNKNOWN);
                self.reject(key, None, UNKNOWN);
                continue;
            };
            let was_known = self.after.clear_by_hand(key);
            self.called("clear", key, None, if was_known { "applied" } else { "nothing_known" });
            if was_known && !self.input.edit.set.contains_key(key) {
                self.cleared.push(attribute);
            }
        }
    }

    fn set(&mut self) {
        for (key, text) in &self.input.edit.set {
            let attribute = self.attribute(key);
            let code = match attribute {
                None => UNKNOWN,
                Some(attribute) => self.set_one(attribute, text),
            };
            self.called("set", key, Some(text), code);
            match attribute {
                Some(attribute) if code == "applied" || code == "unchanged" => self.set.push(attribute),
                _ => self.reject(key, attribute, code),
            }
        }
        // In the tenant's order, whatever the order of the keys.
        let place = |one: &&Attribute| {
            self.input.tenant.scope.attributes.iter().position(|attribute| attribute.key == one.key)
        };
        self.set.sort_by_key(place);
    }

    /// A stable word for what came of it.
    fn set_one(&mut self, attribute: &Attribute, text: &str) -> &'static str {
        let EditInput { tenant, locale, today, .. } = *self.input;
        let context = Context { country: &tenant.country, locale, today };
        let applied = rules::read_typed(attribute, text, &context)
            .and_then(|value| self.after.set_by_hand(attribute, &value, text, &tenant.country).ok());
        match (applied, attribute.kind) {
            (Some(applied), _) => applied.code(),
            (None, Kind::Choice | Kind::List) => "not_a_choice",
            (None, _) => "not_understood",
        }
    }

    fn confirm(&mut self) -> bool {
        let holds = self.rejected.is_empty() && self.after.confirm();
        let outcome = if holds { "applied" } else { "nothing_confirmed" };
        let call =
            ToolCall { tool: CONFIRM.to_owned(), arguments: BTreeMap::new(), outcome: outcome.to_owned() };
        self.tool_calls.push(call);
        holds
    }

    fn reject(&mut self, key: &str, attribute: Option<&Attribute>, code: &str) {
        let EditInput { tenant, locale, scope, .. } = *self.input;
        let reason = rules::edit_reason(tenant, locale, scope, attribute);
        self.rejected.push(Rejected { key: key.to_owned(), code: code.to_owned(), reason });
    }

    fn called(&mut self, tool: &str, key: &str, text: Option<&str>, outcome: &str) {
        let mut arguments = BTreeMap::from([("key".to_owned(), key.to_owned())]);
        if let Some(text) = text {
            arguments.insert("value".to_owned(), cut(text.trim()));
        }
        self.tool_calls.push(ToolCall { tool: tool.to_owned(), arguments, outcome: outcome.to_owned() });
    }
}

const UNKNOWN: &str = "unknown_attribute";

/// What could not be read comes first; what the visitor has just removed comes last.
fn next_question<'a>(
    tenant: &'a TenantFile,
    scope: &Scope,
    cleared: &[&Attribute],
    rejected: &[Rejected],
) -> Option<&'a Attribute> {
    let askable = scope::askable(&tenant.scope, scope);
    let is_rejected = |one: &&&Attribute| rejected.iter().any(|rejected| rejected.key == one.key);
    let is_cleared = |one: &&&Attribute| cleared.iter().any(|cleared| cleared.key == one.key);
    let first = askable.iter().find(is_rejected).or_else(|| askable.iter().find(|one| !is_cleared(one)));
    first.or(askable.first()).copied()
}

/// The scope with its question. One that stood open before and is said once more, because something else was done in
/// between, does not count as asked again; without a new question it stays open.
fn asked(before: &Scope, mut after: Scope, asks: Option<String>) -> Scope {
    let open = before.asking.clone().filter(|key| !after.known.contains_key(key));
    match asks {
        Some(key) => {
            if open.as_ref() != Some(&key) {
                *after.asked.entry(key.clone()).or_default() += 1;
            }
            after.asking = Some(key);
        }
        None => after.asking = open,
    }
    after
}
