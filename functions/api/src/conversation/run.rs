//! Carrying an open turn to its answer, in order: turn n is answered only after turn n-1, because it stands on the
//! scope that turn n-1 leaves.

use core::time::Duration;
use std::sync::Arc;

use engine::log::{ConversationId, Entry, EntryBody, Lease, Outcome};
use engine::ports::{LeaseError, StoreError};
use engine::rules::too_much;
use engine::scope;
use engine::user::User;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use shared::tenant::TenantFile;

use super::drive::{Ahead, Asked, Ended, answer, kept};
use super::events::{Event, Events};
use super::held::{Held, lease_after};
use super::read::{Conversation, LoggedTurn};
use super::show::{is_held, reply};
use super::told::told_of_close;
use crate::app::App;
use crate::metrics::TurnWatch;
use crate::problem::ApiError;

/// How often the log is looked at while somebody else answers: first, and at most.
const LOOK_FIRST: Duration = Duration::from_millis(40);
const LOOK_SELDOM: Duration = Duration::from_millis(800);

/// Looks, at the most: at [`LOOK_SELDOM`] far longer than any lease.
const LOOKS_AT_MOST: u32 = 150;

/// How often a closing write is tried again, each after a longer wait.
const CLOSES_AT_MOST: u32 = 4;

/// What a turn needs besides its place.
pub(super) struct Task {
    pub(super) app: App,
    pub(super) tenant: Arc<TenantFile>,
    pub(super) locale: String,
    /// Where the visitor is: decides which day it is.
    pub(super) time_zone: TimeZone,
    /// Who sent it, where the tenant told.
    pub(super) user: Option<User>,
    pub(super) conversation: ConversationId,
    pub(super) request_id: String,
}

impl Task {
    async fn read(&self) -> Result<Conversation, ApiError> {
        Conversation::read_newest(&self.app, &self.conversation).await
    }

    /// The day of a turn, where the visitor is.
    pub(super) fn day_of(&self, logged: &LoggedTurn) -> Date {
        logged.at.to_zoned(self.time_zone.clone()).date()
    }

    /// Tells the answer of a closed turn, whoever closed it. `stopped` is whether the visitor wanted no more of it.
    pub(super) fn tell_done(&self, logged: &LoggedTurn, outcome: &Outcome, stopped: bool, events: &Events) {
        let Self { tenant, locale, conversation, request_id, .. } = self;
        let reply = reply(tenant, locale, conversation, logged, outcome, stopped, request_id);
        events.send(Event::Done(Box::new(reply)));
    }
}

/// Answers the turn that has just been opened at `seq`. `read` is the conversation as it was before; `ahead` began while the
/// turn was being opened.
pub(super) async fn run_to_end(
    task: Task,
    seq: u64,
    lease: Lease,
    mut read: Conversation,
    entry: Entry,
    ahead: Option<Ahead>,
    events: Events,
) {
    let EntryBody::Turn(turn) = entry.body else { return };
    let is_first = read.turns.iter().all(|logged| logged.outcome().is_some());
    read.turns.push(LoggedTurn { seq, at: entry.at, turn: *turn });
    let ended = if is_first {
        let begun = Begun { lease, ahead, is_taken_over: false };
        finish(&task, seq, begun, &read, &events).await
    } else {
        in_order(&task, seq, Some(&lease), &events).await
    };
    tell(ended, &events);
}

/// Waits for the turn at `seq`, which is in the log already, or takes it over.
pub(super) async fn follow(task: Task, seq: u64, events: Events) {
    tell(in_order(&task, seq, None, &events).await, &events);
}

fn tell(ended: Result<(), ApiError>, events: &Events) {
    if let Err(error) = ended {
        error.log();
        events.send(Event::Failed(error));
    }
}

/// Sees to it that every turn up to `seq` is answered, oldest first: waits for those that somebody answers, takes over
/// those that nobody does. `own` is the lease on which the caller holds the turn at `seq`, if it does.
pub(super) async fn in_order(
    task: &Task,
    seq: u64,
    own: Option<&Lease>,
    events: &Events,
) -> Result<(), ApiError> {
    let mut wait = LOOK_FIRST;
    for _ in 0..LOOKS_AT_MOST {
        let read = task.read().await?;
        let Some(open) = read.turns.iter().find(|logged| logged.seq <= seq && logged.outcome().is_none())
        else {
            return tell_answer(task, &read, seq, events).await;
        };
        let Some(old) = open.lease() else { continue };
        let now = task.app.clock.now();
        // One's own lease may have run short while one waited: it is renewed by taking it over.
        if own != Some(old) && is_held(&task.app, old, now) {
            tokio::time::sleep(wait).await;
            wait = (wait * 2).min(LOOK_SELDOM);
            continue;
        }
        let lease = lease_after(&task.app, old, now);
        let is_taken_over = own != Some(old);
        match task.app.turn_log.take_over(&task.conversation, open.seq, old, &lease).await {
            Ok(()) => {}
            Err(LeaseError::Lost) => continue,
            Err(LeaseError::Store(error)) => return Err(error.into()),
        }
        let begun = Begun { lease, ahead: None, is_taken_over };
        if open.seq == seq {
            return finish(task, seq, begun, &read, events).await;
        }
        finish(task, open.seq, begun, &read, &Events::nobody()).await?;
        wait = LOOK_FIRST;
    }
    Err(ApiError::StillRunning)
}

/// The turn was answered by somebody else: its answer is read from the log.
async fn tell_answer(task: &Task, read: &Conversation, seq: u64, events: &Events) -> Result<(), ApiError> {
    // Many may have come after it meanwhile.
    let older = match read.before {
        Some(before) if seq < before => {
            Some(Conversation::read_turn(&task.app, &task.conversation, seq).await?)
        }
        _ => None,
    };
    let logged = older.as_ref().or_else(|| read.turn_at(seq)).ok_or(ApiError::Unknown("turn"))?;
    let outcome = logged.outcome().ok_or(ApiError::StillRunning)?;
    task.tell_done(logged, outcome, logged.turn.stop_requested, events);
    Ok(())
}

/// What is there when a turn's answer begins.
struct Begun {
    lease: Lease,
    /// What has been begun while the turn was being opened.
    ahead: Option<Ahead>,
    /// Whether somebody else had it before, and may have done something.
    is_taken_over: bool,
}

/// Answers the turn at `seq` on the lease, closes it, and only then says so.
async fn finish(
    task: &Task,
    seq: u64,
    begun: Begun,
    read: &Conversation,
    events: &Events,
) -> Result<(), ApiError> {
    let Begun { lease, ahead, is_taken_over } = begun;
    let logged = read.turn_at(seq).ok_or(ApiError::Unknown("turn"))?;
    let watch = TurnWatch::begin(&task.conversation, seq);
    let held = Held::new(&task.app, &task.conversation, seq, lease);
    let asked = Asked { task, logged, read, held: &held, is_taken_over };
    let Ended { mut outcome, mut to_keep } = watch.during(answer(asked, ahead, events)).await?;
    let lease = held.lease();
    let mut is_cut = false;
    let mut wait = LOOK_FIRST;
    let mut stopped = false;
    for attempt in 1.. {
        let told = told_of_close(task, logged, read, &outcome);
        let closing = task.app.turn_log.close(&task.conversation, seq, &lease, &outcome, &told);
        match watch.during(closing).await {
            Ok(closed) => {
                if !told.is_empty() {
                    task.app.wake.call();
                }
                stopped = closed.stop_requested;
                break;
            }
            // Somebody else has answered, or the conversation was forgotten: theirs counts.
            Err(LeaseError::Lost) => {
                watch.left_to_others();
                let read = task.read().await?;
                return tell_answer(task, &read, seq, events).await;
            }
            // A turn that could never be closed would hold up all that come after it.
            Err(LeaseError::Store(StoreError::TooLarge)) if !is_cut => {
                is_cut = true;
                let before = read.scope_before(seq);
                let reply = too_much(&task.tenant, &task.locale, &before);
                events.send(Event::Scope(scope::view(&task.tenant, &task.locale, &before)));
                outcome = outcome.without_its_changes(before, reply);
                to_keep = None;
                continue;
            }
            Err(LeaseError::Store(error)) if attempt == CLOSES_AT_MOST => return Err(error.into()),
            Err(LeaseError::Store(_)) => tokio::time::sleep(wait).await,
        }
        wait *= 4;
    }
    if let Some(to_keep) = to_keep {
        kept::keep(task, seq, to_keep);
    }
    watch.closed(&outcome, stopped);
    task.tell_done(logged, &outcome, stopped, events);
    Ok(())
}
