//! Driving the turn machine: does what it asks, and tells the listener what it says.

pub(super) mod kept;
mod memory;

use core::pin::pin;
use core::time::Duration;

use engine::log::Outcome;
use engine::ports::{KeptAnswer, Model, ModelError, ModelEvent, ModelRequest, Usage};
use engine::turn::{EditInput, Effect, Finished, ModelInput, Step, TurnInput, TurnMachine, apply_edit};
use futures_util::StreamExt as _;
use futures_util::future::{Either, select};
use tracing::Instrument as _;

use self::kept::{Look, ToKeep};
use super::events::{Event, Events};
use super::read::{Conversation, LoggedTurn};
use super::run::Task;
use super::show::turn_id;
use crate::limits::Metered;
use crate::metrics::ModelCall;

/// The longest a model may take from being asked to its last word, whatever its port allows: the lease is longer.
const MODEL_TIME: Duration = Duration::from_secs(35);

/// How a turn ends.
pub(super) struct Ended {
    pub(super) outcome: Outcome,
    /// What others may be given once it is closed so.
    pub(super) to_keep: Option<ToKeep>,
}

/// The answer to a turn, made from what the conversation was before it. Never fails: what the model cannot do, the
/// rules engine does.
pub(super) async fn answer(
    task: &Task,
    logged: &LoggedTurn,
    read: &Conversation,
    look: Look,
    events: &Events,
) -> Ended {
    let show = &mut |effect| events.send(Event::from(effect));
    let look = if matches!(look, Look::NotYet) { Look::begin(task, logged, read) } else { look };
    let (question, kept) = look.ended().await;
    let finished = match &logged.turn.edit {
        Some(edit) => {
            let mut finished = apply_edit(&EditInput {
                tenant: &task.tenant,
                locale: &task.locale,
                today: task.day_of(logged),
                scope: &read.scope_before(logged.seq),
                edit,
            });
            core::mem::take(&mut finished.effects).into_iter().for_each(show);
            finished
        }
        None => answer_message(task, logged, read, kept, events, show).await,
    };
    let is_models_own = finished.is_models_own();
    let mut outcome = finished.into_outcome(task.app.clock.now());
    let question = question.filter(|_| is_models_own);
    let to_keep = question.and_then(|question| kept::for_others(task, question, logged, &mut outcome));
    if let Some(reason) = &outcome.reply_replaced {
        tracing::warn!(target: "anteroom::output", tenant = task.tenant.id, reason, "a reply was replaced");
    }
    outcome.summary = memory::summary_after(task, read, logged);
    Ended { outcome, to_keep }
}

async fn answer_message(
    task: &Task,
    logged: &LoggedTurn,
    read: &Conversation,
    kept: Option<KeptAnswer>,
    events: &Events,
    show: &mut (dyn FnMut(Effect) + Send),
) -> Finished {
    let before: Vec<&LoggedTurn> = read.turns.iter().filter(|one| one.seq < logged.seq).collect();
    let history = memory::past_turns(task, &before);
    let summary = memory::summary_before(task, read, logged.seq);
    let shown = before.len().saturating_sub(usize::from(task.tenant.session.context_turns));
    // What was done by hand was not said: its words are nobody's to quote.
    let spoken = before[shown..].iter().filter(|one| one.turn.edit.is_none());
    let earlier: Vec<&str> = spoken.map(|one| one.turn.message.as_str()).collect();
    let model = task.app.model.clone();
    let prepared = task.app.tenants.prepared(&task.tenant, &task.app.own_origins);
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
    };
    let mut machine = TurnMachine::new(input, &earlier);
    // Somebody took the turn over whose visitor had given it up.
    if logged.turn.stop_requested {
        machine.stop();
    }
    if let Some(answer) = kept {
        machine.answer_as_before(answer);
    }
    let stop = asked_to_stop(task, logged.seq, events);
    let metered = model.as_deref().and_then(|model| Metered::of(&task.app, &task.tenant, model));
    let model = metered.as_ref().map_or(model.as_deref(), |metered| Some(metered as &dyn Model));
    drive_until(&mut machine, model, show, stop).await
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
/// longer than the model may.
pub async fn drive(
    machine: &mut TurnMachine<'_>,
    model: Option<&dyn Model>,
    show: &mut (dyn FnMut(Effect) + Send),
) -> Finished {
    drive_until(machine, model, show, core::future::pending()).await
}

/// The same, until `stop` returns: then the model's call is dropped, and what was shown is the answer.
async fn drive_until(
    machine: &mut TurnMachine<'_>,
    model: Option<&dyn Model>,
    show: &mut (dyn FnMut(Effect) + Send),
    stop: impl Future<Output = ()>,
) -> Finished {
    let mut stop = pin!(stop);
    loop {
        match machine.step() {
            Step::Finish(mut finished) => {
                core::mem::take(&mut finished.effects).into_iter().for_each(show);
                return *finished;
            }
            Step::CallModel(request) => {
                let ended = {
                    let calling =
                        pin!(tokio::time::timeout(MODEL_TIME, call(model, *request, machine, show)));
                    match select(calling, stop.as_mut()).await {
                        Either::Left((called, _)) => Some(called),
                        Either::Right(((), _)) => None,
                    }
                };
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
