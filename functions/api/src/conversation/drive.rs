//! Driving the turn machine: does what it asks, and tells the listener what it says.

use core::time::Duration;

use engine::log::Outcome;
use engine::ports::{Model, ModelError, ModelEvent, ModelRequest, Usage};
use engine::turn::{Effect, Finished, Step, TurnInput, TurnMachine};
use futures_util::StreamExt as _;
use jiff::tz::TimeZone;

use super::events::{Event, Events};
use super::read::{Conversation, LoggedTurn};
use super::run::Task;

/// The longest a model may take from being asked to its last word, whatever its port allows: the lease is longer.
const MODEL_TIME: Duration = Duration::from_secs(35);

/// The answer to a turn, made from what the conversation was before it. Never fails: what the model cannot do, the
/// rules engine does.
pub(super) async fn answer(
    task: &Task,
    logged: &LoggedTurn,
    read: &Conversation,
    events: &Events,
) -> Outcome {
    let before: Vec<&LoggedTurn> = read.turns.iter().filter(|one| one.seq < logged.seq).collect();
    let shown = before.len().saturating_sub(usize::from(task.tenant.session.context_turns));
    let before = &before[shown..];
    let history: Vec<(String, String)> = before
        .iter()
        .filter_map(|one| Some((one.turn.message.clone(), one.outcome()?.reply.clone())))
        .collect();
    let earlier: Vec<&str> = before.iter().map(|one| one.turn.message.as_str()).collect();
    let model = task.app.model.clone();
    let input = TurnInput {
        tenant: &task.tenant,
        locale: &task.locale,
        today: logged.at.to_zoned(TimeZone::UTC).date(),
        scope: read.scope_before(logged.seq),
        history: &history,
        page: logged.turn.page.as_ref(),
        message: &logged.turn.message,
        model: model.as_deref().map(Model::name),
    };
    let mut machine = TurnMachine::new(input, &earlier);
    let finished =
        drive(&mut machine, model.as_deref(), &mut |effect| events.send(Event::from(effect))).await;
    finished.into_outcome(task.app.clock.now())
}

/// Carries a machine to its end with this model; what the visitor is to see goes to `show`. Never fails, and takes no
/// longer than the model may.
pub async fn drive(
    machine: &mut TurnMachine<'_>,
    model: Option<&dyn Model>,
    show: &mut (dyn FnMut(Effect) + Send),
) -> Finished {
    loop {
        match machine.step() {
            Step::Finish(mut finished) => {
                core::mem::take(&mut finished.effects).into_iter().for_each(show);
                return *finished;
            }
            Step::CallModel(request) => {
                let called = tokio::time::timeout(MODEL_TIME, call(model, *request, machine, show));
                let result = called.await.unwrap_or(Err(ModelError::Timeout(MODEL_TIME)));
                if let Err(error) = result {
                    tracing::warn!(code = error.code(), %error, "model");
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
    let mut stream = model.call(request).await?;
    let mut usage: Option<Usage> = None;
    let mut is_whole = false;
    while let Some(event) = stream.next().await {
        match event? {
            ModelEvent::Arguments(delta) => machine.model_wrote(&delta)?.into_iter().for_each(&mut *show),
            ModelEvent::Finished { usage: cost } => {
                usage = cost;
                is_whole = true;
            }
        }
    }
    if is_whole { machine.model_finished(usage) } else { Err(ModelError::Cut) }
}
