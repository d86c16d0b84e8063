//! How a turn ends: in the model's words, in the engine's for what was done, or in the rules'.

use std::collections::BTreeMap;

use shared::wire::{Block, ToolCall};

use super::finished::{Finished, tool_call};
use super::input::{Effect, TurnInput};
use super::machine::TurnMachine;
use super::reply::ModelReply;
use super::work::Work;
use crate::actions::Thread;
use crate::escalation::Escalated;
use crate::knowledge::sources;
use crate::output::Replaced;
use crate::ports::{Found, KeptAnswer};
use crate::prompt::CONVERSATIONAL_SCOPING;
use crate::rules::{self, Act, Answer, Answering, Reading};
use crate::scope::{self, Reader};

impl<'a> TurnMachine<'a> {
    fn model_name(&self) -> String {
        self.input.model.map_or("rules", |model| model.name).to_owned()
    }

    pub(super) fn finish_model(&mut self, mut reply: ModelReply) -> Finished {
        let mut effects = Vec::new();
        let model = self.model_name();
        self.give_rest(&mut reply, &mut effects);
        let (text, blocks, asks) = match (reply.replaced, &self.work) {
            (Some(_), Some(work)) => {
                let text = work.worked.text.clone();
                effects.push(Effect::Text(text.clone()));
                (text, work.worked.blocks.clone(), None)
            }
            (Some(_), None) => {
                let answer = self.rules_answer();
                effects.push(Effect::Text(answer.text.clone()));
                (answer.text, answer.blocks, answer.asks)
            }
            (None, work) => {
                let mut blocks = work.as_ref().map(|work| work.worked.blocks.clone()).unwrap_or_default();
                blocks.extend(self.sources(&reply.sources));
                blocks.extend(self.buttons(reply.asks.as_deref()));
                (self.said(), blocks, reply.asks)
            }
        };
        let intent = self.intent_of_work().unwrap_or_else(|| known_intent(reply.intent));
        let replaced = reply.replaced.map(Replaced::code);
        let is_models_own = replaced.is_none() && self.input.escalated.is_none();
        let closing = Closing { effects, text, blocks, asks, intent, model, degraded: None, replaced };
        Finished { is_models_own, ..self.finished(closing) }
    }

    /// The engine's words for what was carried out: the model is not heard, or had nothing to say of it.
    pub(super) fn finish_work(&mut self, degraded: Option<&'static str>) -> Finished {
        let worked = self.work.as_ref().map(|work| (work.worked.text.clone(), work.worked.blocks.clone()));
        let (text, blocks) = worked.unwrap_or_default();
        let effects = vec![Effect::Text(text.clone())];
        let model = if self.has_asked_model() { self.model_name() } else { "rules".to_owned() };
        let intent = self.intent_of_work().unwrap_or_else(|| known_intent(String::new()));
        let closing = Closing { effects, text, blocks, asks: None, intent, model, degraded, replaced: None };
        let mut finished = self.finished(closing);
        // Whatever was asked before is still asked: this was about something else.
        let asked_before = self.input.scope.asking.clone();
        finished.scope.asking = asked_before.filter(|key| !finished.scope.known.contains_key(key));
        finished
    }

    fn has_asked_model(&self) -> bool {
        self.model_calls > 0
    }

    /// What the message was about, where something was carried out.
    fn intent_of_work(&self) -> Option<String> {
        self.work.as_ref().map(|work| work.worked.intent.name().to_owned())
    }

    /// The entries that the model says it has answered from, of those that it was shown.
    fn sources(&self, named: &[String]) -> Vec<Block> {
        let found = self.input.means.and_then(|means| means.found).unwrap_or_default();
        let shown = &found[..self.entries_shown.min(found.len())];
        let used: Vec<&Found> = shown.iter().filter(|one| named.contains(&one.entry.id)).collect();
        sources(&used, self.input.locale).into_iter().collect()
    }

    /// Gives out what was held back of the reply.
    fn give_rest(&mut self, reply: &mut ModelReply, effects: &mut Vec<Effect>) {
        let Some(guard) = self.guard.as_mut().filter(|_| reply.replaced.is_none()) else { return };
        match guard.finish() {
            Ok(rest) if rest.is_empty() => {}
            Ok(rest) => effects.push(Effect::Text(rest)),
            Err(reason) => reply.throw_away(reason, effects),
        }
    }

    /// What the visitor was shown of the model's reply.
    fn said(&self) -> String {
        self.guard.as_ref().map(|guard| guard.said().to_owned()).unwrap_or_default()
    }

    /// The choices of what is asked for.
    fn buttons(&self, asks: Option<&str>) -> Vec<Block> {
        let asked = asks.and_then(|key| self.attribute(key));
        asked.map(|attribute| rules::buttons(attribute, self.input.locale)).unwrap_or_default()
    }

    pub(super) fn finish_kept(&mut self, answer: KeptAnswer) -> Finished {
        let KeptAnswer { reply: text, intent, asks, model, sources, .. } = answer;
        let asks = asks.filter(|key| self.attribute(key).is_some());
        let effects = vec![Effect::Text(text.clone())];
        let mut blocks: Vec<Block> = sources.map(Block::Links).into_iter().collect();
        blocks.extend(self.buttons(asks.as_deref()));
        self.finished(Closing { effects, text, blocks, asks, intent, model, degraded: None, replaced: None })
    }

    pub(super) fn finish_rules(&mut self, degraded: Option<&'static str>) -> Finished {
        let before = self.changes.scope().clone();
        let Answer { text, blocks, asks, intent } = self.rules_answer();
        let has_changed = *self.changes.scope() != before;
        let mut effects: Vec<Effect> = has_changed.then(|| Effect::Scope(self.view())).into_iter().collect();
        effects.push(Effect::Text(text.clone()));
        let model = "rules".to_owned();
        self.finished(Closing { effects, text, blocks, asks, intent, model, degraded, replaced: None })
    }

    /// A person is asked for: what the message tells besides is kept, and no question is asked.
    pub(super) fn finish_handed_over(&mut self) -> Finished {
        let before = self.changes.scope().clone();
        let _ = self.rules_answer();
        let has_changed = *self.changes.scope() != before;
        let effects = has_changed.then(|| Effect::Scope(self.view())).into_iter().collect();
        let (text, blocks) = (String::new(), Vec::new());
        let (model, intent) = ("rules".to_owned(), "human".to_owned());
        self.finished(Closing {
            effects,
            text,
            blocks,
            asks: None,
            intent,
            model,
            degraded: None,
            replaced: None,
        })
    }

    /// The reply is what was shown of it. Where nothing was, the model may not have come to what the message tells: the
    /// rules read it, so that stopping an answer loses nothing that the visitor said.
    pub(super) fn finish_stopped(&mut self, reply: ModelReply) -> Finished {
        let mut effects = Vec::new();
        let said = if reply.replaced.is_some() { String::new() } else { self.said() };
        let shown = said.trim_end();
        let mut intent = known_intent(reply.intent);
        if shown.is_empty() {
            let before = self.changes.scope().clone();
            intent = self.rules_answer().intent;
            if *self.changes.scope() != before {
                effects.push(Effect::Scope(self.view()));
            }
        }
        let model = self.model_name();
        let (text, blocks) = (shown.to_owned(), Vec::new());
        let replaced = reply.replaced.map(Replaced::code);
        let closing = Closing { effects, text, blocks, asks: None, intent, model, degraded: None, replaced };
        let mut finished = self.finished(closing);
        // Whether the visitor has read a question is not known: the one before it stands, if it does.
        let asked_before = self.input.scope.asking.clone();
        finished.scope.asking = asked_before.filter(|key| !finished.scope.known.contains_key(key));
        finished
    }

    /// Reads the message by rules, applies what the model has not spoken of, and words the answer.
    fn rules_answer(&mut self) -> Answer {
        let TurnInput { tenant, locale, today, message, .. } = self.input;
        let before = self.input.scope.clone();
        let reading = Reading {
            attributes: &tenant.scope.attributes,
            locale,
            country: &tenant.country,
            today,
            asked: before.asking.as_deref(),
            scope: &before,
            message,
        };
        let understanding = rules::understand(&reading);
        // By key, not by command: one message may add to a list twice.
        let by_model: Vec<String> = self.applied.iter().map(|(command, _)| command.key.clone()).collect();
        for command in &understanding.commands {
            if !by_model.contains(&command.key) {
                self.apply(command.clone(), Reader::Rules);
            }
        }
        let later =
            understanding.acts.contains(&Act::DoesNotKnow).then_some(before.asking.as_deref()).flatten();
        let after = self.changes.scope();
        rules::answer(&Answering {
            reading: &reading,
            understanding: &understanding,
            applied: &self.applied,
            after,
            next: scope::next_question(&tenant.scope, after, later),
            was_ready: scope::is_ready(&tenant.scope, &before),
            is_ready: scope::is_ready(&tenant.scope, after),
            tenant,
            knowledge: self.input.means.and_then(|means| means.found),
            page: self.input.page,
        })
    }

    fn attribute(&self, key: &str) -> Option<&'a shared::tenant::Attribute> {
        self.input.tenant.scope.attributes.iter().find(|attribute| attribute.key == key)
    }

    fn finished(&mut self, closing: Closing) -> Finished {
        let Closing { mut effects, mut text, mut blocks, asks, intent, model, degraded, replaced } = closing;
        if let Some(Escalated { worded, .. }) = self.input.escalated {
            let between = if text.is_empty() { "" } else { "\n\n" };
            effects.push(Effect::Text([between, &worded.text].concat()));
            text = [&text, between, &worded.text].concat();
            blocks.extend(worded.blocks.iter().cloned());
        }
        effects.extend(blocks.iter().cloned().map(Effect::Block));
        let mut scope = self.changes.scope().clone();
        if let Some(key) = &asks {
            *scope.asked.entry(key.clone()).or_default() += 1;
        }
        scope.asking = asks;
        let is_secret = |text: &str| self.guard.as_ref().is_some_and(|guard| guard.is_secret(text));
        let applied = self.applied.iter();
        let mut tool_calls: Vec<ToolCall> =
            applied.map(|(command, result)| tool_call(command, result, &is_secret)).collect();
        let unread = |tool: &String| ToolCall {
            tool: tool.clone(),
            arguments: BTreeMap::new(),
            outcome: "malformed".to_owned(),
        };
        tool_calls.extend(self.malformed.iter().map(unread));
        let (mut actions, mut intent_confidence) = (Vec::new(), None);
        // What was spoken of stays so; what waited for a word has had its message.
        let mut thread = Thread {
            waiting: None,
            ..self.input.means.map(|means| means.thread.clone()).unwrap_or_default()
        };
        if let Some(Work { worked, confidence, .. }) = self.work.take() {
            tool_calls.extend(worked.tool_calls);
            actions = worked.actions;
            thread = worked.thread;
            intent_confidence = confidence;
        }
        Finished {
            effects,
            reply: text,
            blocks,
            tool_calls,
            actions,
            thread,
            handed_over: self.input.escalated.is_some_and(|escalated| escalated.worded.handed_over),
            rejected: Vec::new(),
            intent,
            intent_confidence,
            scope,
            model,
            degraded,
            replaced,
            is_models_own: false,
            usage: self.usage,
        }
    }
}

struct Closing {
    effects: Vec<Effect>,
    text: String,
    blocks: Vec<Block>,
    asks: Option<String>,
    intent: String,
    model: String,
    degraded: Option<&'static str>,
    replaced: Option<&'static str>,
}

/// What the message was about, in a word of the prompt's.
fn known_intent(intent: String) -> String {
    if CONVERSATIONAL_SCOPING.intents.contains(&intent) { intent } else { "scoping".to_owned() }
}
