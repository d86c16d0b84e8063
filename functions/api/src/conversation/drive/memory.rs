//! What of a conversation the model is shown, and what of it is left once it no longer is.

use engine::log::Outcome;
use engine::prompt::PastTurn;
use engine::summary::{Note, Summary};
use jiff::SignedDuration;

use super::super::read::{CLOSED_TURNS, Conversation, LoggedTurn};
use super::super::run::Task;
use super::super::show::said;

/// The turns before this one, as the model may be shown them.
pub(super) fn past_turns(task: &Task, before: &[&LoggedTurn]) -> Vec<PastTurn> {
    before.iter().filter_map(|logged| past_turn(task, logged)).collect()
}

fn past_turn(task: &Task, logged: &LoggedTurn) -> Option<PastTurn> {
    let outcome = logged.outcome()?;
    let said = as_told(task, logged);
    Some(PastTurn {
        seq: logged.seq,
        said,
        answered: as_answered(outcome),
        note: Some(note(logged, outcome)),
    })
}

/// What is left of the turns that stand before those that were read.
pub(super) fn summary_before(task: &Task, read: &Conversation, seq: u64) -> Option<Summary> {
    let mut before = read.turns.iter().rev().filter(|one| one.seq < seq).filter_map(LoggedTurn::outcome);
    let summary = before.next()?.summary.clone()?;
    // What was said so long ago is forgotten, wherever it stands.
    let kept = SignedDuration::from_hours(24 * i64::from(task.tenant.retention.days));
    let summary = summary.since(task.app.clock.now() - kept);
    (!summary.is_empty()).then_some(summary)
}

/// The same once this turn is closed, with the turns that it pushes out.
pub(super) fn summary_after(task: &Task, read: &Conversation, logged: &LoggedTurn) -> Option<Summary> {
    // What is certainly read again with the next message; older turns are in the summary, even where a tenant shows more.
    let shown = usize::from(task.tenant.session.context_turns.min(CLOSED_TURNS));
    let before: Vec<&LoggedTurn> = read.turns.iter().filter(|one| one.seq < logged.seq).collect();
    // This turn itself is one of those that are shown.
    let left = &before[..(before.len() + 1).saturating_sub(shown).min(before.len())];
    let notes: Vec<Note> = left.iter().filter_map(|one| Some(note(one, one.outcome()?))).collect();
    let summary = summary_before(task, read, logged.seq).unwrap_or_default().with(&notes);
    (!summary.is_empty()).then_some(summary)
}

fn note(logged: &LoggedTurn, outcome: &Outcome) -> Note {
    Note::of(logged.seq, logged.at, &logged.turn, outcome)
}

/// What the model is told that the visitor said: a change made by hand as what it is.
fn as_told(task: &Task, logged: &LoggedTurn) -> String {
    let said = said(&task.tenant, &task.locale, logged);
    if logged.turn.edit.is_some() { format!("[changed in the form, not typed]\n{said}") } else { said }
}

/// What the model is told that it answered: an answer that was stopped before its first word is no empty message.
fn as_answered(outcome: &Outcome) -> String {
    if outcome.reply.is_empty() { "…".to_owned() } else { outcome.reply.clone() }
}
