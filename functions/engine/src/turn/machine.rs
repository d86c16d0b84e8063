//! The machine itself.

use std::sync::Arc;

use jiff::civil::Date;
use serde_json::Value as Json;
use shared::tenant::TenantFile;
use shared::wire::{Block, Page, ScopeView};

use super::arguments::{ArgumentsError, ArgumentsReader, Part};
use super::finished::{Finished, tool_call};
use crate::output::{Replaced, ReplyGuard};
use crate::ports::{KeptAnswer, ModelError, ModelRequest, Usage};
use crate::prepared::Prepared;
use crate::prompt::{self, Briefing, CONVERSATIONAL_SCOPING, PastTurn, TooLarge};
use crate::rules::{self, Act, Answer, Answering, Reading};
use crate::scope::{self, Applied, Changes, Command, Reader, Rejection, Scope, Speech};
use crate::summary::Summary;

/// Everything that a turn depends on.
#[derive(Debug, Clone)]
pub struct TurnInput<'a> {
    /// The tenant.
    pub tenant: &'a TenantFile,
    /// BCP 47: the conversation's language.
    pub locale: &'a str,
    /// The day of the message, where the visitor is.
    pub today: Date,
    /// The scope as the last turn left it.
    pub scope: Scope,
    /// The newest turns, oldest first.
    pub history: &'a [PastTurn],
    /// What is left of the turns before these.
    pub summary: Option<&'a Summary>,
    /// The page the visitor is on.
    pub page: Option<&'a Page>,
    /// The message.
    pub message: &'a str,
    /// The model; `None` where the rules engine answers by design.
    pub model: Option<ModelInput<'a>>,
}

/// What a turn needs where a model is called.
#[derive(Debug, Clone, Copy)]
pub struct ModelInput<'a> {
    /// Its name.
    pub name: &'a str,
    /// What follows from the tenant.
    pub prepared: &'a Prepared,
}

/// What the driver has to do.
#[derive(Debug)]
pub enum Step {
    /// Ask the model, and feed back what comes.
    CallModel(Box<ModelRequest>),
    /// Close the turn.
    Finish(Box<Finished>),
}

/// What the visitor is to see at once.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// What is understood has changed.
    Scope(ScopeView),
    /// More of the reply.
    Text(String),
    /// The reply so far is void.
    Reset {
        /// Why, as a stable word.
        reason: &'static str,
    },
    /// Something under the reply.
    Block(Block),
}

/// One message on its way to an answer.
#[derive(Debug)]
pub struct TurnMachine<'a> {
    input: TurnInput<'a>,
    changes: Changes<'a>,
    applied: Vec<(Command, Result<Applied, Rejection>)>,
    progress: Progress,
    usage: Usage,
    /// There where a model is called.
    guard: Option<ReplyGuard>,
}

/// Where the machine is.
#[derive(Debug)]
enum Progress {
    /// The model is to be called, or has been.
    Model(ModelReply),
    /// The rules engine answers, because of the model's failure or by design.
    Rules(Option<&'static str>),
    /// The visitor wants no more of the answer.
    Stopped(ModelReply),
    /// The answer is one that was given before.
    Kept(Box<KeptAnswer>),
}

/// What the model has written so far.
#[derive(Debug, Default)]
struct ModelReply {
    reader: ArgumentsReader,
    intent: String,
    asks: Option<String>,
    /// Whether the visitor has seen some of it.
    is_shown: bool,
    /// Its words are thrown away, and why; what it understood is kept.
    replaced: Option<Replaced>,
    is_whole: bool,
}

impl<'a> TurnMachine<'a> {
    /// Begins.
    #[must_use]
    pub fn new(input: TurnInput<'a>, earlier: &'a [&'a str]) -> Self {
        let speech = Speech { message: input.message, earlier, today: input.today, locale: input.locale };
        let changes = Changes::new(input.tenant, speech, input.scope.clone());
        let progress = match input.model {
            Some(_) => Progress::Model(ModelReply::default()),
            None => Progress::Rules(None),
        };
        let guard = input.model.map(|model| ReplyGuard::new(Arc::clone(&model.prepared.reply_rules)));
        Self { input, changes, applied: Vec::new(), progress, usage: Usage::default(), guard }
    }

    /// Answers with what was answered before to the very same; the model is not called.
    pub fn answer_as_before(&mut self, answer: KeptAnswer) {
        if matches!(self.progress, Progress::Model(_)) {
            self.progress = Progress::Kept(Box::new(answer));
        }
    }

    /// What to do now. To be asked at the beginning, and again once the model has finished or failed.
    #[must_use]
    pub fn step(&mut self) -> Step {
        match core::mem::replace(&mut self.progress, Progress::Rules(None)) {
            Progress::Model(reply) if reply.is_whole => Step::Finish(Box::new(self.finish_model(reply))),
            Progress::Model(reply) => match self.request() {
                Some(Ok(request)) => {
                    self.progress = Progress::Model(reply);
                    Step::CallModel(Box::new(request))
                }
                Some(Err(_)) => Step::Finish(Box::new(self.finish_rules(Some(TooLarge::CODE)))),
                // Begun without a model, it does not wait for one.
                None => Step::Finish(Box::new(self.finish_rules(None))),
            },
            Progress::Rules(degraded) => Step::Finish(Box::new(self.finish_rules(degraded))),
            Progress::Stopped(reply) => Step::Finish(Box::new(self.finish_stopped(reply))),
            Progress::Kept(answer) => Step::Finish(Box::new(self.finish_kept(*answer))),
        }
    }

    /// More of the arguments.
    pub fn model_wrote(&mut self, delta: &str) -> Result<Vec<Effect>, ModelError> {
        let Progress::Model(reply) = &mut self.progress else { return Ok(Vec::new()) };
        let parts = reply.reader.push(delta).map_err(|error| malformed(&error))?;
        let mut effects = Vec::new();
        for part in parts {
            self.take(part, &mut effects);
        }
        Ok(effects)
    }

    /// The arguments are whole.
    pub fn model_finished(&mut self, usage: Option<Usage>) -> Result<(), ModelError> {
        self.usage = usage.unwrap_or_default();
        let Progress::Model(reply) = &mut self.progress else { return Ok(()) };
        reply.reader.finish().map_err(|error| malformed(&error))?;
        reply.is_whole = true;
        Ok(())
    }

    /// The model failed: what it understood is kept, since it was checked; what it said is thrown away.
    pub fn model_failed(&mut self, error: &ModelError) -> Vec<Effect> {
        let before = core::mem::replace(&mut self.progress, Progress::Rules(Some(error.code())));
        match before {
            Progress::Model(reply) if reply.is_shown => vec![Effect::Reset { reason: error.code() }],
            Progress::Model(_) | Progress::Rules(_) | Progress::Stopped(_) | Progress::Kept(_) => Vec::new(),
        }
    }

    /// The visitor wants no more of the answer: what was said so far is all of it. The model is not called, or no
    /// further; its answer is left as it is where it is whole already.
    pub fn stop(&mut self) {
        let before = core::mem::replace(&mut self.progress, Progress::Rules(None));
        self.progress = match before {
            Progress::Model(reply) if !reply.is_whole => Progress::Stopped(reply),
            Progress::Rules(_) | Progress::Kept(_) => Progress::Stopped(ModelReply::default()),
            as_it_is => as_it_is,
        };
    }

    fn request(&self) -> Option<Result<ModelRequest, TooLarge>> {
        let TurnInput { tenant, today, ref scope, history, summary, page, message, .. } = self.input;
        let ModelInput { prepared, .. } = self.input.model?;
        let briefing =
            Briefing { tenant, offer: &prepared.offer, today, scope, history, summary, page, message };
        Some(prompt::request(&briefing))
    }

    fn take(&mut self, part: Part, effects: &mut Vec<Effect>) {
        if let Part::Command(mut command) = part {
            // A value in which the model tells what it was told is no value.
            if self.guard.as_ref().is_some_and(|guard| guard.is_secret(&command.value.to_string())) {
                command.value = Json::Null;
            }
            if self.apply(command, Reader::Model) {
                effects.push(Effect::Scope(self.view()));
            }
            return;
        }
        let askable = scope::askable(&self.input.tenant.scope, self.changes.scope());
        let Progress::Model(reply) = &mut self.progress else { return };
        match part {
            Part::Intent(intent) => reply.intent = intent,
            Part::Asks(asks) => {
                let may_ask = |key: &String| askable.iter().any(|attribute| attribute.key == *key);
                if asks.as_ref().is_some_and(|key| !may_ask(key)) {
                    reply.throw_away(Replaced::Question, effects);
                }
                reply.asks = asks;
            }
            Part::Reply(text) => {
                let Some(guard) = self.guard.as_mut().filter(|_| reply.replaced.is_none()) else { return };
                match guard.push(&text) {
                    Ok(text) if text.is_empty() => {}
                    Ok(text) => {
                        reply.is_shown = true;
                        effects.push(Effect::Text(text));
                    }
                    Err(reason) => reply.throw_away(reason, effects),
                }
            }
            Part::Command(_) => {}
        }
    }

    fn apply(&mut self, command: Command, reader: Reader) -> bool {
        let result = self.changes.apply(&command, reader);
        let has_changed = matches!(&result, Ok(applied) if *applied != Applied::Unchanged);
        self.applied.push((command, result));
        has_changed
    }

    fn view(&self) -> ScopeView {
        scope::view(self.input.tenant, self.input.locale, self.changes.scope())
    }

    fn model_name(&self) -> String {
        self.input.model.map_or("rules", |model| model.name).to_owned()
    }

    fn finish_model(&mut self, mut reply: ModelReply) -> Finished {
        let mut effects = Vec::new();
        let model = self.model_name();
        self.give_rest(&mut reply, &mut effects);
        let (text, blocks, asks) = if reply.replaced.is_some() {
            let answer = self.rules_answer();
            effects.push(Effect::Text(answer.text.clone()));
            (answer.text, answer.blocks, answer.asks)
        } else {
            (self.said(), self.buttons(reply.asks.as_deref()), reply.asks)
        };
        let intent = known_intent(reply.intent);
        let replaced = reply.replaced.map(Replaced::code);
        let is_models_own = replaced.is_none();
        let closing = Closing { effects, text, blocks, asks, intent, model, degraded: None, replaced };
        Finished { is_models_own, ..self.finished(closing) }
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

    fn finish_kept(&mut self, answer: KeptAnswer) -> Finished {
        let KeptAnswer { reply: text, intent, asks, model } = answer;
        let asks = asks.filter(|key| self.attribute(key).is_some());
        let effects = vec![Effect::Text(text.clone())];
        let blocks = self.buttons(asks.as_deref());
        self.finished(Closing { effects, text, blocks, asks, intent, model, degraded: None, replaced: None })
    }

    fn finish_rules(&mut self, degraded: Option<&'static str>) -> Finished {
        let before = self.changes.scope().clone();
        let Answer { text, blocks, asks, intent } = self.rules_answer();
        let has_changed = *self.changes.scope() != before;
        let mut effects: Vec<Effect> = has_changed.then(|| Effect::Scope(self.view())).into_iter().collect();
        effects.push(Effect::Text(text.clone()));
        let model = "rules".to_owned();
        self.finished(Closing { effects, text, blocks, asks, intent, model, degraded, replaced: None })
    }

    /// The reply is what was shown of it. Where nothing was, the model may not have come to what the message tells: the
    /// rules read it, so that stopping an answer loses nothing that the visitor said.
    fn finish_stopped(&mut self, reply: ModelReply) -> Finished {
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
            knowledge: None,
            page: self.input.page,
        })
    }

    fn attribute(&self, key: &str) -> Option<&'a shared::tenant::Attribute> {
        self.input.tenant.scope.attributes.iter().find(|attribute| attribute.key == key)
    }

    fn finished(&mut self, closing: Closing) -> Finished {
        let Closing { mut effects, text, blocks, asks, intent, model, degraded, replaced } = closing;
        effects.extend(blocks.iter().cloned().map(Effect::Block));
        let mut scope = self.changes.scope().clone();
        if let Some(key) = &asks {
            *scope.asked.entry(key.clone()).or_default() += 1;
        }
        scope.asking = asks;
        let is_secret = |text: &str| self.guard.as_ref().is_some_and(|guard| guard.is_secret(text));
        let applied = self.applied.iter();
        let tool_calls = applied.map(|(command, result)| tool_call(command, result, &is_secret)).collect();
        Finished {
            effects,
            reply: text,
            blocks,
            tool_calls,
            rejected: Vec::new(),
            intent,
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

impl ModelReply {
    /// The visitor is to see nothing of it any more.
    fn throw_away(&mut self, reason: Replaced, effects: &mut Vec<Effect>) {
        if core::mem::take(&mut self.is_shown) {
            effects.push(Effect::Reset { reason: "reply_replaced" });
        }
        self.replaced.get_or_insert(reason);
    }
}

/// What the message was about, in a word of the prompt's.
fn known_intent(intent: String) -> String {
    if CONVERSATIONAL_SCOPING.intents.contains(&intent) { intent } else { "scoping".to_owned() }
}

fn malformed(error: &ArgumentsError) -> ModelError {
    ModelError::Malformed(error.to_string())
}
