//! Looking for an answer that was given before, and keeping one that others may be given.

use engine::answers::{Asked, key, to_keep};
use engine::log::Outcome;
use engine::ports::{Found, KeptAnswer, QuestionKey};
use jiff::SignedDuration;
use tokio::task::JoinHandle;
use tracing::Instrument as _;

use super::super::read::{Conversation, LoggedTurn};
use super::super::run::Task;

/// What is known of a kept answer to the message of a turn.
pub(in super::super) enum Look {
    /// It is a question that nobody else asks.
    None,
    /// Somebody is looking, or has looked.
    Begun(Begun),
}

/// A look at the kept answers.
pub(in super::super) struct Begun {
    question: QuestionKey,
    found: JoinHandle<Option<KeptAnswer>>,
}

/// An answer that others may be given, once the turn is closed.
pub(in super::super) struct ToKeep {
    question: QuestionKey,
    answer: KeptAnswer,
}

impl Look {
    /// Begins to look, where the message opens its conversation and anybody might ask it; `read` is the conversation with or
    /// without its turn. The look goes on by itself: whatever else there is to be written is not written later for it.
    pub(in super::super) fn begin(task: &Task, logged: &LoggedTurn, read: &Conversation) -> Self {
        let Some(question) = question(task, logged, read) else { return Self::None };
        let found = find(task, question.clone());
        Self::Begun(Begun { question, found: tokio::spawn(telemetry::carried(found)) })
    }

    /// What was found. A look that has failed has found nothing.
    pub(super) async fn ended(self) -> (Option<QuestionKey>, Option<KeptAnswer>) {
        match self {
            Self::Begun(Begun { question, found }) => (Some(question), found.await.ok().flatten()),
            Self::None => (None, None),
        }
    }
}

/// The key of a question that opens its conversation and that anybody might ask, where answers are kept.
fn question(task: &Task, logged: &LoggedTurn, read: &Conversation) -> Option<QuestionKey> {
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
fn find(
    task: &Task,
    question: QuestionKey,
) -> impl Future<Output = Option<KeptAnswer>> + Send + 'static + use<> {
    let answers = task.app.answers.clone();
    async move {
        let tenant = &question.tenant;
        let found = answers.find(&question).await.unwrap_or_else(|error| {
            tracing::warn!(target: "anteroom::answers", %error, "the kept answers cannot be read");
            None
        });
        telemetry::record::answer_looked_up(tenant, found.is_some());
        tracing::debug!(target: "anteroom::answers", tenant, hit = found.is_some(), "looked up");
        found
    }
}

/// The answer, if others may be given it: then the turn says under which question.
pub(super) fn for_others(
    task: &Task,
    question: QuestionKey,
    logged: &LoggedTurn,
    found: Option<&[Found]>,
    outcome: &mut Outcome,
) -> Option<ToKeep> {
    let answer = to_keep(&task.tenant, &logged.turn.message, found, outcome)?;
    outcome.kept_as = Some(question.hash.clone());
    Some(ToKeep { question, answer })
}

/// Keeps the answer of the turn at this place, which is closed. A conversation that is being deleted meanwhile takes it along.
pub(in super::super) fn keep(task: &Task, seq: u64, to_keep: ToKeep) {
    let ToKeep { question, answer } = to_keep;
    let minutes = i64::from(task.tenant.answers.keep_minutes);
    let until = task.app.clock.now() + SignedDuration::from_mins(minutes);
    let (app, conversation) = (task.app.clone(), task.conversation.clone());
    let under_way = task.app.running.begin();
    let keeping = async move {
        if let Err(error) = app.answers.keep(&question, &answer, until).await {
            tracing::warn!(target: "anteroom::answers", %error, "an answer could not be kept");
        }
        // Whoever deletes the conversation marks its end first, and then looks on its turns for what they have left: what
        // was not there to be deleted yet finds the mark now.
        let read = Conversation::read_newest(&app, &conversation).await;
        let is_there = read.is_ok_and(|read| read.turn_at(seq).is_some());
        if !is_there && let Err(error) = app.answers.forget(&question).await {
            tracing::warn!(target: "anteroom::answers", %error, "a kept answer could not be deleted");
        }
        drop(under_way);
    };
    tokio::spawn(keeping.in_current_span());
}
