//! Looking for an answer that was given before, and keeping one that others may be given.

use engine::answers::{Asked, key, to_keep};
use engine::log::Outcome;
use engine::ports::{KeptAnswer, QuestionKey};
use jiff::SignedDuration;
use tracing::Instrument as _;

use super::super::read::{Conversation, LoggedTurn};
use super::super::run::Task;

/// The key of a question that opens its conversation and that anybody might ask, where answers are kept.
pub(super) fn question(task: &Task, logged: &LoggedTurn, read: &Conversation) -> Option<QuestionKey> {
    let turn = &logged.turn;
    let opens = read.turns.iter().all(|one| one.seq >= logged.seq);
    let is_anybodys = turn.user.is_none() && turn.edit.is_none() && !turn.stop_requested;
    let model = task.app.model.as_deref().filter(|_| opens && is_anybodys)?;
    key(&Asked {
        tenant: &task.tenant,
        model: model.name(),
        locale: &task.locale,
        today: task.day_of(logged),
        page: turn.page.as_ref(),
        message: &turn.message,
    })
}

/// The answer that is kept. A store that cannot tell now has none.
pub(super) async fn find(task: &Task, question: &QuestionKey) -> Option<KeptAnswer> {
    let found = task.app.answers.find(question).await;
    let found = found.unwrap_or_else(|error| {
        tracing::warn!(target: "anteroom::answers", %error, "the kept answers cannot be read");
        None
    });
    telemetry::record::answer_looked_up(&task.tenant.id, found.is_some());
    tracing::debug!(target: "anteroom::answers", tenant = task.tenant.id, hit = found.is_some(), "looked up");
    found
}

/// Keeps the answer, if others may be given it, while the turn is closed.
pub(super) fn keep(task: &Task, question: QuestionKey, logged: &LoggedTurn, outcome: &Outcome) {
    let Some(answer) = to_keep(&task.tenant, &logged.turn.message, outcome) else { return };
    let minutes = i64::from(task.tenant.answers.keep_minutes);
    let until = task.app.clock.now() + SignedDuration::from_mins(minutes);
    let answers = task.app.answers.clone();
    let under_way = task.app.running.begin();
    let keeping = async move {
        if let Err(error) = answers.keep(&question, &answer, until).await {
            tracing::warn!(target: "anteroom::answers", %error, "an answer could not be kept");
        }
        drop(under_way);
    };
    tokio::spawn(keeping.in_current_span());
}
