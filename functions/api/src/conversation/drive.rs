//! Driving the turn machine: does what it asks, and tells the listener what it says.

mod ahead;
mod hands;
pub(super) mod kept;
mod memory;
mod turn_tools;

use core::pin::pin;
use core::time::Duration;
use std::collections::BTreeMap;

use actions::already_done;
use engine::actions::Thread;
use engine::answers::stood_on;
use engine::escalation::{Signs, escalate};
use engine::log::{Outcome, Turn};
use engine::ports::{Model, ModelError, ModelEvent, ModelRequest, StoreError, Usage};
use engine::records::Actor;
use engine::turn::{
    EditInput, Effect, Finished, Means, ModelInput, Step, TurnInput, TurnMachine, Worked, apply_edit,
};
use engine::user::User;
use futures_util::StreamExt as _;
use futures_util::future::{Either, select};
use shared::wire::Thumb;
use tokio::time::Instant;
use tracing::Instrument as _;

pub(super) use self::ahead::Ahead;
use self::ahead::Known;
use self::hands::{Hands, worked};
use self::kept::ToKeep;
use super::events::{Event, Events};
use super::held::{Held, has_called_tools};
use super::read::{Conversation, LoggedTurn};
use super::run::Task;
use super::show::turn_id;
use crate::limits::Metered;
use crate::metrics::ModelCall;
use crate::problem::ApiError;

/// The longest that the model may take in one turn, from being asked first to its last word, whatever its port allows: the
/// lease is longer.
const MODEL_TIME: Duration = Duration::from_secs(35);

/// How a turn ends.
pub(super) struct Ended {
    pub(super) outcome: Outcome,
    /// What others may be given once it is closed so.
    pub(super) to_keep: Option<ToKeep>,
}

/// A turn that is to be answered.
#[derive(Clone, Copy)]
pub(super) struct Asked<'a> {
    pub(super) task: &'a Task,
    pub(super) logged: &'a LoggedTurn,
    /// The conversation, with the turn.
    pub(super) read: &'a Conversation,
    pub(super) held: &'a Held<'a>,
    /// Whether somebody else had it before, and may have done something.
    pub(super) is_taken_over: bool,
}

/// The answer to a turn, made from what the conversation was before it. What the model cannot do, the rules engine does;
/// it fails only where the store cannot say or keep what is done to records.
pub(super) async fn answer(
    asked: Asked<'_>,
    ahead: Option<Ahead>,
    events: &Events,
) -> Result<Ended, ApiError> {
    let Asked { task, logged, read, .. } = asked;
    let show = &mut |effect| events.send(Event::from(effect));
    let ahead = ahead.unwrap_or_else(|| Ahead::begin(task, logged, read));
    let mut known = ahead.known().await;
    let question = known.question.take();
    let found = known.found.clone();
    let finished = match &logged.turn.edit {
        Some(edit) => {
            let mut finished = apply_edit(&EditInput {
                tenant: &task.tenant,
                locale: &task.locale,
                today: task.day_of(logged),
                scope: &read.scope_before(logged.seq),
                edit,
                thread: read.thread_before(logged.seq),
            });
            core::mem::take(&mut finished.effects).into_iter().for_each(show);
            finished
        }
        None => answer_message(asked, known, events, show).await?,
    };
    let is_models_own = finished.is_models_own();
    let mut outcome = finished.into_outcome(task.app.clock.now());
    let question = question.filter(|_| is_models_own);
    let to_keep = question
        .and_then(|question| kept::for_others(task, question, logged, found.as_deref(), &mut outcome));
    if let Some(reason) = &outcome.reply_replaced {
        tracing::warn!(target: "anteroom::output", tenant = task.tenant.id, reason, "a reply was replaced");
    }
    outcome.summary = memory::summary_after(task, read, logged);
    Ok(Ended { outcome, to_keep })
}

/// Who sent the message of a turn, with what the tenant told of them: of the token, where it is the turn's own user's, or of
/// the turn. Where neither tells, they are known by their id alone, and no role is theirs.
pub(super) fn actor_of(task: &Task, logged: &LoggedTurn) -> Actor {
    let Turn { user, told, .. } = &logged.turn;
    let user = user.as_ref().map(|id| {
        let told = task.user.iter().chain(told).find(|told| told.id == *id).cloned();
        told.unwrap_or_else(|| User { id: id.clone(), role: None, attributes: BTreeMap::new() })
    });
    Actor { user, session: task.conversation.session.clone() }
}

async fn answer_message(
    asked: Asked<'_>,
    mut known: Known,
    events: &Events,
    show: &mut (dyn FnMut(Effect) + Send),
) -> Result<Finished, ApiError> {
    let Asked { task, logged, read, held, .. } = asked;
    // Something else is known by now.
    let kept = known.kept.take().filter(|kept| kept.stood_on == stood_on(known.found.as_deref()));
    let before: Vec<&LoggedTurn> = read.turns.iter().filter(|one| one.seq < logged.seq).collect();
    let history = memory::past_turns(task, &before);
    let summary = memory::summary_before(task, read, logged.seq);
    let shown = before.len().saturating_sub(usize::from(task.tenant.session.context_turns));
    // What was done by hand was not said: its words are nobody's to quote.
    let spoken = before[shown..].iter().filter(|one| one.turn.edit.is_none());
    let earlier: Vec<&str> = spoken.map(|one| one.turn.message.as_str()).collect();
    let model = task.app.model.clone();
    let prepared = task.app.tenants.prepared(&task.tenant, &task.app.own_origins);
    let actor = actor_of(task, logged);
    let thread = read.thread_before(logged.seq).cloned().unwrap_or_default();
    let escalated = escalate(&signs(task, logged, &earlier, before.last().copied()), &task.locale, logged.at);
    let input = TurnInput {
        tenant: &task.tenant,
        locale: &task.locale,
        today: task.day_of(logged),
        scope: read.scope_before(logged.seq),
        history: &history,
        summary: summary.as_ref(),
        page: logged.turn.page.as_ref(),
        message: &logged.turn.message,
        model: model.as_deref().map(|model| ModelInput { name: model.name(), prepared: &prepared }),
        escalated: escalated.as_ref(),
        means: means(task, &actor, &thread, &known, logged),
    };
    let mut machine = TurnMachine::new(input, &earlier);
    // Somebody took the turn over whose visitor had given it up.
    if logged.turn.stop_requested {
        machine.stop();
    }
    if let Some(answer) = kept {
        machine.answer_as_before(answer);
    }
    if let Some(done) = done_before(asked).await? {
        machine.answer_with(done).into_iter().for_each(&mut *show);
    }
    let stop = asked_to_stop(task, logged.seq, events);
    let metered = model.as_deref().and_then(|model| Metered::of(&task.app, &task.tenant, model));
    let model = metered.as_ref().map_or(model.as_deref(), |metered| Some(metered as &dyn Model));
    let hands = Hands::new(task, logged, &actor, held, thread.clone());
    Ok(drive_until(&mut machine, model, Some(hands), show, stop).await?)
}

/// What may show that the visitor wants a person.
fn signs<'a>(
    task: &'a Task,
    logged: &'a LoggedTurn,
    earlier: &'a [&'a str],
    before: Option<&LoggedTurn>,
) -> Signs<'a> {
    Signs {
        tenant: &task.tenant,
        message: &logged.turn.message,
        earlier,
        stars: before.and_then(|before| before.turn.rating.as_ref()).map(|rating| rating.stars),
        unhelpful: before.is_some_and(|before| before.turn.thumb == Some(Thumb::Down)),
    }
}

/// What the turn can draw on besides the scope, where there is anything.
fn means<'a>(
    task: &Task,
    actor: &'a Actor,
    thread: &'a Thread,
    known: &'a Known,
    logged: &LoggedTurn,
) -> Option<Means<'a>> {
    let tenant = &task.tenant;
    let has_any = !tenant.records.types.is_empty()
        || !known.tools.is_empty()
        || tenant.knowledge.is_used()
        || actor.user.as_ref().is_some_and(|user| user.role.is_some() || !user.attributes.is_empty());
    has_any.then(|| Means {
        actor,
        now: logged.at,
        thread,
        tools: &known.tools,
        found: known.found.as_deref(),
    })
}

/// What whoever had the turn before has done, in words; `None` where nobody had it, or nothing was done.
async fn done_before(asked: Asked<'_>) -> Result<Option<Worked>, StoreError> {
    let Asked { task, logged, read, held, is_taken_over } = asked;
    if !is_taken_over {
        return Ok(None);
    }
    let done = if task.tenant.records.types.is_empty() {
        Vec::new()
    } else {
        let turn = turn_id(&task.conversation, logged.seq);
        task.app.records.done_by(&task.tenant.id, &turn).await?
    };
    let has_called_tools = has_called_tools(&held.lease());
    if done.is_empty() && !has_called_tools {
        return Ok(None);
    }
    let mut worked = if done.is_empty() {
        let thread = read.thread_before(logged.seq).cloned().unwrap_or_default();
        Worked { thread: Thread { waiting: None, ..thread }, ..Worked::nothing() }
    } else {
        worked(already_done(&task.tenant, &task.locale, done))
    };
    if has_called_tools {
        worked.say_interrupted(&task.locale);
    }
    Ok(Some(worked))
}

/// When the log is looked at after the listener has gone, each counted from the look before: a browser may let go of
/// the stream first and say that it wants no more a moment later, and that may reach another process.
const LOOKS: [Duration; 3] = [Duration::ZERO, Duration::from_secs(1), Duration::from_secs(4)];

/// Returns once the visitor has asked to stop this turn, if they ever do.
///
/// Letting go of the stream is no such wish, but comes with it: then the log is looked at, a few times. A plain turn,
/// whose listener stays to its end, costs no look.
async fn asked_to_stop(task: &Task, seq: u64, events: &Events) {
    let watch = task.app.stops.watch(turn_id(&task.conversation, seq));
    let asked = pin!(watch.asked());
    let gone = pin!(events.listener_gone());
    let Either::Right(((), mut asked)) = select(asked, gone).await else { return };
    for pause in LOOKS {
        let Either::Right(_) = select(asked.as_mut(), pin!(tokio::time::sleep(pause))).await else { return };
        // Where the store cannot tell now, closing will.
        let read = Conversation::read_turn(&task.app, &task.conversation, seq).await;
        if read.is_ok_and(|logged| logged.turn.stop_requested) {
            return;
        }
    }
    asked.await;
}

/// Carries a machine to its end with this model; what the visitor is to see goes to `show`. Never fails, and takes no
/// longer than the model may. Nothing is carried out.
pub async fn drive(
    machine: &mut TurnMachine<'_>,
    model: Option<&dyn Model>,
    show: &mut (dyn FnMut(Effect) + Send),
) -> Finished {
    loop {
        // Without hands the store is not called.
        if let Ok(finished) = drive_until(machine, model, None, show, core::future::pending()).await {
            return finished;
        }
    }
}

/// The same, with somebody to carry things out, and until `stop` returns: then the model's call is dropped, and what was shown
/// is the answer. Whatever is being carried out is carried out to its end.
async fn drive_until(
    machine: &mut TurnMachine<'_>,
    model: Option<&dyn Model>,
    mut hands: Option<Hands<'_>>,
    show: &mut (dyn FnMut(Effect) + Send),
    stop: impl Future<Output = ()>,
) -> Result<Finished, StoreError> {
    let mut stop = pin!(stop);
    let mut left = MODEL_TIME;
    loop {
        match machine.step() {
            Step::Finish(mut finished) => {
                core::mem::take(&mut finished.effects).into_iter().for_each(show);
                return Ok(*finished);
            }
            Step::Act(todo) => {
                let worked = match &mut hands {
                    Some(hands) => hands.carry_out(&todo).await?,
                    None => Worked::nothing(),
                };
                machine.acted(worked).into_iter().for_each(&mut *show);
            }
            Step::CallModel(request) => {
                let began = Instant::now();
                let ended = {
                    let calling = pin!(tokio::time::timeout(left, call(model, *request, machine, show)));
                    match select(calling, stop.as_mut()).await {
                        Either::Left((called, _)) => Some(called),
                        Either::Right(((), _)) => None,
                    }
                };
                left = left.saturating_sub(began.elapsed());
                let Some(called) = ended else {
                    machine.stop();
                    continue;
                };
                if let Err(error) = called.unwrap_or(Err(ModelError::Timeout(MODEL_TIME))) {
                    // Its words may quote the conversation.
                    tracing::warn!(code = error.code(), "model");
                    telemetry::record::model_failed(error.code());
                    machine.model_failed(&error).into_iter().for_each(&mut *show);
                }
            }
        }
    }
}

async fn call(
    model: Option<&dyn Model>,
    request: ModelRequest,
    machine: &mut TurnMachine<'_>,
    show: &mut (dyn FnMut(Effect) + Send),
) -> Result<(), ModelError> {
    let model = model.ok_or(ModelError::NoCall)?;
    let span = tracing::info_span!("model", model = model.name());
    let mut watch = ModelCall::begin();
    let called = ask(model, request, machine, show, &mut watch).instrument(span).await;
    watch.ended(&called);
    called
}

async fn ask(
    model: &dyn Model,
    request: ModelRequest,
    machine: &mut TurnMachine<'_>,
    show: &mut (dyn FnMut(Effect) + Send),
    watch: &mut ModelCall,
) -> Result<(), ModelError> {
    let mut stream = model.call(request).await?;
    let mut usage: Option<Usage> = None;
    let mut is_whole = false;
    while let Some(event) = stream.next().await {
        let event = event?;
        watch.wrote();
        match event {
            ModelEvent::Arguments(delta) => machine.model_wrote(&delta)?.into_iter().for_each(&mut *show),
            ModelEvent::Finished { usage: cost } => {
                usage = cost;
                is_whole = true;
            }
        }
    }
    if is_whole { machine.model_finished(usage) } else { Err(ModelError::Cut) }
}
