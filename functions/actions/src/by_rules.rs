//! A message, read by the rules alone.

use engine::actions::{Sentence, WaitingAnswer, answer_to_waiting, understand};
use engine::ports::{OfferedTool, StoreError};

use super::{Ran, Runner};

/// Answers what waits for the user's word, or carries out what the rules understand with at least this confidence.
/// `None` where the message is none of records and tools, or not surely enough: then nothing is done, and what waited waits no
/// longer.
///
/// # Errors
///
/// As with [`Runner::run`].
pub async fn by_rules(
    runner: &mut Runner<'_>,
    message: &str,
    tools: &[OfferedTool],
    least: f64,
) -> Result<Option<Ran>, StoreError> {
    let thread = runner.thread.clone();
    let sentence = Sentence {
        tenant: runner.tenant,
        actor: runner.actor,
        now: runner.now,
        today: runner.today,
        locale: runner.locale,
        message,
        thread: &thread,
        tools,
    };
    match answer_to_waiting(&sentence) {
        WaitingAnswer::Confirmed(waiting) => return runner.confirmed(waiting).await.map(Some),
        WaitingAnswer::Declined(waiting) => return Ok(Some(runner.declined(&waiting))),
        WaitingAnswer::Chosen(call) => return runner.run(vec![call]).await.map(Some),
        WaitingAnswer::Other => {}
    }
    runner.thread.waiting = None;
    let understood = understand(&sentence);
    if understood.confidence < least || understood.calls.is_empty() {
        return Ok(None);
    }
    runner.run(understood.calls).await.map(Some)
}
