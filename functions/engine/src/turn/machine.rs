//! The machine itself: where a turn is, and where it goes next.

use std::sync::Arc;

use serde_json::Value as Json;
use shared::wire::ScopeView;

use super::arguments::{ArgumentsError, ArgumentsReader, Extra, Part};
use super::input::{Effect, Means, ModelInput, Step, Todo, TurnInput};
use super::reply::ModelReply;
use super::work::{Work, Worked, effects};
use crate::actions::{Call, Sentence, Understood, WaitingAnswer, answer_to_waiting, understand};
use crate::escalation::Escalation;
use crate::output::{Replaced, ReplyGuard};
use crate::ports::{KeptAnswer, ModelError, Usage};
use crate::prompt::{self, Allowed, Besides, Briefed, Briefing, Offer, TooLarge};
use crate::scope::{self, Applied, Changes, Command, Reader, Rejection, Speech};

/// The most calls of the model that one turn may come to: each after the first tells what tools have said.
const MODEL_CALLS_AT_MOST: u32 = 3;

/// The most that the model may want done at once; beyond that its arguments are not read.
const WANTED_AT_MOST: usize = 50;

/// One message on its way to an answer.
#[derive(Debug)]
pub struct TurnMachine<'a> {
    pub(super) input: TurnInput<'a>,
    pub(super) changes: Changes<'a>,
    pub(super) applied: Vec<(Command, Result<Applied, Rejection>)>,
    progress: Progress,
    pub(super) usage: Usage,
    /// There where a model is called.
    pub(super) guard: Option<ReplyGuard>,
    /// What the model is offered, where that is this visitor's own.
    offer: Option<Offer>,
    /// What the rules took the message for.
    understood: Understood,
    /// What was carried out.
    pub(super) work: Option<Work>,
    /// What the model wanted and could not be read, by its name.
    pub(super) malformed: Vec<String>,
    pub(super) model_calls: u32,
    /// How many of the entries that were found the model was shown.
    pub(super) entries_shown: usize,
}

/// Where the machine is.
#[derive(Debug)]
enum Progress {
    /// This is to be carried out, or is being; why it was not the model's to decide, where it should have been.
    Acting(Box<Acting>),
    /// It was carried out, and there is nothing more to be done.
    Acted(Option<&'static str>),
    /// The model is to be called, or has been.
    Model(Box<ModelReply>),
    /// The rules engine answers, because of the model's failure or by design.
    Rules(Option<&'static str>),
    /// The visitor wants no more of the answer.
    Stopped(Box<ModelReply>),
    /// The answer is one that was given before.
    Kept(Box<KeptAnswer>),
    /// A person was asked for.
    HandedOver,
}

/// Something that is to be carried out.
#[derive(Debug)]
struct Acting {
    todo: Todo,
    /// How sure the rules are of it; `None` where the model wants it.
    confidence: Option<f64>,
    degraded: Option<&'static str>,
}

impl<'a> TurnMachine<'a> {
    /// Begins.
    #[must_use]
    pub fn new(input: TurnInput<'a>, earlier: &'a [&'a str]) -> Self {
        let speech = Speech { message: input.message, earlier, today: input.today, locale: input.locale };
        let changes = Changes::new(input.tenant, speech, input.scope.clone());
        let means = input.means.filter(|_| input.model.is_some() && can_act(&input));
        let offer = means.map(|means| Offer::to(&allowed(&input, &means)));
        let guard = input.model.map(|model| {
            let found = input.means.and_then(|means| means.found).unwrap_or_default();
            let pages = found.iter().filter_map(|one| one.entry.url.as_deref());
            ReplyGuard::new(Arc::clone(&model.prepared.reply_rules)).allowing(pages)
        });
        let (understood, first) = first_look(&input);
        let progress = match (first, input.model) {
            _ if asks_for_person(&input) => Progress::HandedOver,
            (Some(acting), _) => Progress::Acting(Box::new(acting)),
            (None, Some(_)) => Progress::Model(Box::default()),
            (None, None) => Progress::Rules(None),
        };
        let mut machine = Self {
            input,
            changes,
            applied: Vec::new(),
            progress,
            usage: Usage::default(),
            guard,
            offer,
            understood,
            work: None,
            malformed: Vec::new(),
            model_calls: 0,
            entries_shown: 0,
        };
        if matches!(machine.progress, Progress::Model(_)) {
            machine.progress = Progress::Model(Box::new(machine.new_reply()));
        }
        machine
    }

    /// Answers with what was answered before to the very same; the model is not called.
    pub fn answer_as_before(&mut self, answer: KeptAnswer) {
        if matches!(self.progress, Progress::Model(_)) {
            self.progress = Progress::Kept(Box::new(answer));
        }
    }

    /// Somebody else had this turn, and had done this when they went: it is told, and nothing more is done.
    pub fn answer_with(&mut self, worked: Worked) -> Vec<Effect> {
        self.progress = Progress::Acted(None);
        let effects = effects(&worked);
        self.work = Some(Work::new(worked, None, Vec::new()));
        effects
    }

    /// What to do now. To be asked at the beginning, and again once what was asked for is fed back.
    #[must_use]
    pub fn step(&mut self) -> Step {
        match core::mem::replace(&mut self.progress, Progress::Rules(None)) {
            Progress::Acting(acting) => self.act(*acting),
            Progress::Acted(degraded) => Step::Finish(Box::new(self.finish_work(degraded))),
            Progress::Model(reply) if reply.is_whole => self.after_model(*reply),
            Progress::Model(reply) => match self.request() {
                Some(Ok(Briefed { request, entries })) => {
                    self.entries_shown = entries;
                    self.model_calls += 1;
                    self.progress = Progress::Model(reply);
                    Step::CallModel(Box::new(request))
                }
                Some(Err(_)) => self.without_model(Some(TooLarge::CODE)),
                // Begun without a model, it does not wait for one.
                None => self.without_model(None),
            },
            Progress::Rules(degraded) => Step::Finish(Box::new(self.finish_rules(degraded))),
            Progress::Stopped(reply) => Step::Finish(Box::new(self.finish_stopped(*reply))),
            Progress::Kept(answer) => Step::Finish(Box::new(self.finish_kept(*answer))),
            Progress::HandedOver => Step::Finish(Box::new(self.finish_handed_over())),
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
        let usage = usage.unwrap_or_default();
        self.usage.input_tokens += usage.input_tokens;
        self.usage.output_tokens += usage.output_tokens;
        let Progress::Model(reply) = &mut self.progress else { return Ok(()) };
        reply.sources = reply.reader.finish().map_err(|error| malformed(&error))?;
        reply.is_whole = true;
        Ok(())
    }

    /// The model failed: what it understood is kept, since it was checked, and so is what was carried out; what it said is
    /// thrown away.
    pub fn model_failed(&mut self, error: &ModelError) -> Vec<Effect> {
        let code = Some(error.code());
        let next = if self.work.is_some() {
            Progress::Acted(code)
        } else {
            self.by_rules(code).map_or(Progress::Rules(code), |acting| Progress::Acting(Box::new(acting)))
        };
        match core::mem::replace(&mut self.progress, next) {
            Progress::Model(reply) if reply.is_shown => vec![Effect::Reset { reason: error.code() }],
            _ => Vec::new(),
        }
    }

    /// It was carried out, and this came of it.
    pub fn acted(&mut self, worked: Worked) -> Vec<Effect> {
        let Progress::Acting(acting) = core::mem::replace(&mut self.progress, Progress::Acted(None)) else {
            return Vec::new();
        };
        let Acting { todo, confidence, degraded } = *acting;
        let calls = match todo {
            Todo::Run(calls) => calls,
            Todo::Confirmed(waiting) => vec![waiting.call],
            Todo::Declined(_) => Vec::new(),
        };
        let effects = effects(&worked);
        let work = Work::new(worked, confidence, calls);
        let may_ask =
            self.input.model.is_some() && degraded.is_none() && self.model_calls < MODEL_CALLS_AT_MOST;
        self.progress = if may_ask && work.is_for_the_model() {
            Progress::Model(Box::new(self.new_reply()))
        } else {
            Progress::Acted(degraded)
        };
        self.work = Some(match self.work.take() {
            Some(before) => before.and(work),
            None => work,
        });
        effects
    }

    /// The visitor wants no more of the answer: what was said so far is all of it. The model is not called, or no
    /// further; its answer is left as it is where it is whole already. What was carried out stays so, and is told.
    pub fn stop(&mut self) {
        if !matches!(self.progress, Progress::HandedOver) {
            self.input.escalated = None;
        }
        let before = core::mem::replace(&mut self.progress, Progress::Rules(None));
        self.progress = match before {
            Progress::Model(_) if self.work.is_some() => Progress::Acted(None),
            Progress::Model(reply) if !reply.is_whole => Progress::Stopped(reply),
            Progress::Rules(_) | Progress::Kept(_) | Progress::Acting(_) => Progress::Stopped(Box::default()),
            as_it_is => as_it_is,
        };
    }

    /// What follows on a whole answer of the model's: what it wants done is done, unless it was asked often enough.
    fn after_model(&mut self, mut reply: ModelReply) -> Step {
        let mut wanted = Vec::new();
        for call in core::mem::take(&mut reply.calls) {
            match call {
                Ok(call) => wanted.push(call),
                Err(unread) => self.malformed.push(unread.tool),
            }
        }
        let has_done = |call: &Call| self.work.as_ref().is_some_and(|work| work.calls.contains(call));
        wanted.retain(|call| !has_done(call));
        if !wanted.is_empty() && (self.work.is_none() || self.model_calls < MODEL_CALLS_AT_MOST) {
            return self.act(Acting { todo: Todo::Run(wanted), confidence: None, degraded: None });
        }
        // What it said was said of what is not done.
        if reply.replaced == Some(Replaced::Actions) {
            if self.work.is_some() {
                return Step::Finish(Box::new(self.finish_work(None)));
            }
            if let Some(acting) = self.by_rules(None) {
                return self.act(acting);
            }
        }
        Step::Finish(Box::new(self.finish_model(reply)))
    }

    fn act(&mut self, acting: Acting) -> Step {
        let todo = acting.todo.clone();
        self.progress = Progress::Acting(Box::new(acting));
        Step::Act(Box::new(todo))
    }

    /// What is done where the model cannot be asked at all.
    fn without_model(&mut self, degraded: Option<&'static str>) -> Step {
        if self.work.is_some() {
            return Step::Finish(Box::new(self.finish_work(degraded)));
        }
        match self.by_rules(degraded) {
            Some(acting) => self.act(acting),
            None => Step::Finish(Box::new(self.finish_rules(degraded))),
        }
    }

    /// What the rules would have done, where they are sure enough of it without a model.
    fn by_rules(&mut self, degraded: Option<&'static str>) -> Option<Acting> {
        let Understood { confidence, calls, .. } = &mut self.understood;
        let is_likely = *confidence >= Understood::BY_RULES && !calls.is_empty();
        is_likely.then(|| Acting {
            todo: Todo::Run(core::mem::take(calls)),
            confidence: Some(*confidence),
            degraded,
        })
    }

    fn request(&self) -> Option<Result<Briefed, TooLarge>> {
        let TurnInput { tenant, locale, today, ref scope, history, summary, page, message, means, .. } =
            self.input;
        let ModelInput { prepared, .. } = self.input.model?;
        let offer = self.offer.as_ref().unwrap_or(&prepared.offer);
        let tool_results =
            self.work.as_ref().map(|work| work.worked.tool_results.as_slice()).unwrap_or_default();
        let besides = means.map(|Means { actor, thread, tools, found, .. }| Besides {
            locale,
            actor,
            thread,
            tools,
            found: found.unwrap_or_default(),
            tool_results,
        });
        let briefing = Briefing { tenant, offer, today, scope, history, summary, page, message, besides };
        Some(prompt::request(&briefing))
    }

    fn new_reply(&mut self) -> ModelReply {
        // Words of an earlier answer are not held against those of the next.
        if let Some(guard) = &mut self.guard {
            guard.begin_anew();
        }
        let offer = self.offer.as_ref().or(self.input.model.map(|model| &model.prepared.offer));
        let extra = offer.map(|offer| Extra { actions: offer.has_actions, sources: offer.has_sources });
        ModelReply { reader: ArgumentsReader::new(extra.unwrap_or_default()), ..ModelReply::default() }
    }

    fn take(&mut self, part: Part, effects: &mut Vec<Effect>) {
        if let Part::Command(mut command) = part {
            // What it was told by a tool tells nothing of the visitor.
            if self.work.is_some() {
                return;
            }
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
        let means = self.input.means;
        let Progress::Model(reply) = &mut self.progress else { return };
        match part {
            Part::Action(written) => {
                let Some(means) = means.filter(|_| reply.calls.len() < WANTED_AT_MOST) else { return };
                reply.calls.push(prompt::read_action(written, &allowed(&self.input, &means)));
                reply.throw_away(Replaced::Actions, effects);
            }
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

    pub(super) fn apply(&mut self, command: Command, reader: Reader) -> bool {
        let result = self.changes.apply(&command, reader);
        let has_changed = matches!(&result, Ok(applied) if *applied != Applied::Unchanged);
        self.applied.push((command, result));
        has_changed
    }

    pub(super) fn view(&self) -> ScopeView {
        scope::view(self.input.tenant, self.input.locale, self.changes.scope())
    }
}

/// Whether the message asks for a person: then there is nothing else to answer.
fn asks_for_person(input: &TurnInput<'_>) -> bool {
    input.escalated.is_some_and(|escalated| escalated.escalation == Escalation::HandOver)
}

/// What the user's own words answer to what waits, and what the rules are sure of: neither is the model's to decide.
fn first_look(input: &TurnInput<'_>) -> (Understood, Option<Acting>) {
    let TurnInput { tenant, locale, today, message, model, .. } = *input;
    let Some(means) = input.means.filter(|_| can_act(input)) else { return (Understood::nothing(), None) };
    let Means { actor, now, thread, tools, .. } = means;
    let sentence = Sentence { tenant, actor, now, today, locale, message, thread, tools };
    let sure = |todo| Some(Acting { todo, confidence: Some(1.0), degraded: None });
    match answer_to_waiting(&sentence) {
        WaitingAnswer::Confirmed(waiting) => return (Understood::nothing(), sure(Todo::Confirmed(waiting))),
        WaitingAnswer::Declined(waiting) => return (Understood::nothing(), sure(Todo::Declined(waiting))),
        WaitingAnswer::Chosen(call) => return (Understood::nothing(), sure(Todo::Run(vec![call]))),
        WaitingAnswer::Other => {}
    }
    let mut understood = understand(&sentence);
    let enough = if model.is_some() { Understood::SURE } else { Understood::BY_RULES };
    if understood.confidence < enough || understood.calls.is_empty() {
        return (understood, None);
    }
    let todo = Todo::Run(core::mem::take(&mut understood.calls));
    let acting = Acting { todo, confidence: Some(understood.confidence), degraded: None };
    (understood, Some(acting))
}

/// Whether the tenant has anything that could be done.
fn can_act(input: &TurnInput<'_>) -> bool {
    !input.tenant.records.types.is_empty() || input.means.is_some_and(|means| !means.tools.is_empty())
}

const fn allowed<'a>(input: &TurnInput<'a>, means: &Means<'a>) -> Allowed<'a> {
    Allowed { tenant: input.tenant, actor: Some(means.actor), tools: means.tools }
}

fn malformed(error: &ArgumentsError) -> ModelError {
    ModelError::Malformed(error.to_string())
}
