//! Opening a turn: from here on the message is safe.
//!
//! The turn is one conditional write at the place after the newest. Whoever loses a race for the place reads again. A
//! message that is in the log already is never written twice: its turn is followed, or taken over where whoever was
//! answering it is gone.

use std::sync::Arc;

use engine::log::{Entry, EntryBody, Lease, Turn};
use engine::ports::{AppendError, QueuedTurn};
use futures_util::future::join;
use jiff::{SignedDuration, Timestamp};
use shared::tenant::{TenantFile, Tools};
use shared::wire::{Accepted, SendRequest};

use super::drive::Ahead;
use super::events::{Event, Events};
use super::read::{Conversation, LoggedTurn};
use super::run::{Task, follow, run_to_end};
use super::running::Running;
use super::show::{QUEUE, is_held, is_queued, turn_id};
use crate::app::App;
use crate::data::note_user;
use crate::limits::ask_for_turn;
use crate::problem::ApiError;
use crate::session::Session;
use crate::time_zone;

/// How long an answer may take until somebody else may take the turn over: the model's 30 s and what is around it.
pub(super) const LEASE: SignedDuration = SignedDuration::from_secs(45);

/// How often a place may be lost to somebody else before we give up: each loss is another entry that was accepted.
pub(crate) const RACES_AT_MOST: u32 = 50;

/// Takes the message and starts its turn, which goes on by itself; its events come over `events`.
///
/// In a task of its own from the beginning: a client that goes away while the message is being written must not leave
/// a turn that nobody answers.
pub(crate) async fn open_turn(
    app: App,
    session: Session,
    request: SendRequest,
    request_id: String,
    answered: Answered,
    events: Events,
) -> Result<(), ApiError> {
    let under_way = app.running.begin();
    let opening = async move {
        let opened = open(app, session, request, request_id, answered, events).await;
        // Not before the turn's own task has begun, which counts for itself.
        drop(under_way);
        opened
    };
    let opening = tokio::spawn(telemetry::carried(opening));
    opening.await.unwrap_or_else(|error| {
        // What a panic says may quote the message.
        let cause = if error.is_panic() { "opening a turn panicked" } else { "opening a turn was cancelled" };
        Err(ApiError::Internal(cause.to_owned()))
    })
}

async fn open(
    app: App,
    session: Session,
    request: SendRequest,
    request_id: String,
    answered: Answered,
    events: Events,
) -> Result<(), ApiError> {
    let tenant = session.tenant(&app)?.clone();
    // Side by side, so that neither waits for the other.
    let first = Conversation::read_newest(&app, &session.conversation);
    let (leave, first) = join(ask_for_turn(&app, &tenant, &session), first).await;
    let (leave, refusal) = match leave {
        Ok(leave) => (Some(leave), None),
        Err(refusal) => (None, Some(refusal)),
    };
    let (budgets, id) = (app.budgets.clone(), tenant.id.clone());
    let asked = Asked { app, tenant, session, request, request_id, answered, events };
    let begun = asked.begin(first?, refusal).await;
    if !matches!(begun, Ok(Begun::Anew))
        && let Some(leave) = leave
    {
        leave.hand_back(&budgets, &id).await;
    }
    begun.map(drop)
}

/// What is to be done about a message.
struct Asked {
    app: App,
    tenant: Arc<TenantFile>,
    session: Session,
    request: SendRequest,
    request_id: String,
    answered: Answered,
    events: Events,
}

/// What came of it.
enum Begun {
    /// A new turn.
    Anew,
    /// The turn that the message has already.
    Before,
}

impl Asked {
    /// Follows the turn that the message has, or begins one, unless that is refused.
    async fn begin(
        self,
        mut conversation: Conversation,
        mut refusal: Option<ApiError>,
    ) -> Result<Begun, ApiError> {
        let Self { app, tenant, session, request, request_id, answered, events } = self;
        let running = app.running.clone();
        let task = task(app.clone(), Arc::clone(&tenant), &session, request_id);
        for _ in 0..RACES_AT_MOST {
            let now = app.clock.now();
            conversation.must_be_of(session.claims.user_id())?;
            conversation.must_go_on(&tenant, now)?;
            let accept = |seq| {
                let turn_id = turn_id(&session.conversation, seq);
                telemetry::Tally::name_turn(&turn_id);
                events.send(Event::Accepted(Accepted { turn_id, message_id: request.message_id.clone() }));
            };
            if let Some(logged) = conversation.turn_of(&request.message_id) {
                if logged.turn.message != request.message || logged.turn.edit != request.edit {
                    return Err(ApiError::MessageIdReused);
                }
                accept(logged.seq);
                match logged.outcome() {
                    Some(outcome) => {
                        task.tell_done(logged, outcome, logged.turn.stop_requested, &events);
                    }
                    None if answered == Answered::Later => enqueue_again(&task, logged).await?,
                    None => start(&running, follow(task, logged.seq, events)),
                }
                return Ok(Begun::Before);
            }
            // Not before it is known that the message is a new one.
            if let Some(refusal) = refusal.take() {
                return Err(refusal);
            }
            conversation.must_have_room()?;
            note_user(&app, &tenant, &session, &conversation, now).await?;
            let seq = conversation.next_seq;
            let lease = match answered {
                Answered::Now => new_lease(&app, now),
                Answered::Later => queue_lease(now),
            };
            let mut logged = LoggedTurn { seq, at: now, turn: turn(&session, &request, lease.clone()) };
            // Whoever takes it from the queue has no token to read.
            if answered == Answered::Later && depends_on_user(&tenant) {
                logged.turn.told = session.claims.user.clone();
            }
            // Beside the write, so that it costs no time of its own.
            let ahead = (answered == Answered::Now).then(|| Ahead::begin(&task, &logged, &conversation));
            let entry = entry(&session, &tenant, logged);
            match app.turn_log.append(&entry, &[]).await {
                Ok(()) => {
                    accept(seq);
                    if answered == Answered::Later {
                        enqueue(&task, seq, lease).await?;
                        return Ok(Begun::Anew);
                    }
                    start(&running, run_to_end(task, seq, lease, conversation, entry, ahead, events));
                    return Ok(Begun::Anew);
                }
                Err(AppendError::Taken) => {}
                Err(AppendError::Store(error)) => return Err(error.into()),
            }
            conversation = Conversation::read_newest(&app, &session.conversation).await?;
        }
        Err(ApiError::crowded())
    }
}

/// When a turn is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Answered {
    /// At once, by this process.
    Now,
    /// By whoever takes it from the queue.
    Later,
}

/// Puts the open turn into the queue.
async fn enqueue(task: &Task, seq: u64, lease: Lease) -> Result<(), ApiError> {
    let queued = QueuedTurn {
        conversation: task.conversation.clone(),
        seq,
        lease,
        locale: task.locale.clone(),
        time_zone: task.time_zone.iana_name().map(str::to_owned),
        request_id: task.request_id.clone(),
    };
    let taken = task.app.turn_queue.enqueue(&queued).await;
    // The message is in the log: whoever sends it again tries again.
    taken.map_err(|error| ApiError::StoreUnavailable(error.to_string()))?;
    task.app.wake.call();
    Ok(())
}

/// The same again, of a message that was sent again: the queue may not have taken it the first time. A turn that somebody is
/// answering is left to them.
async fn enqueue_again(task: &Task, logged: &LoggedTurn) -> Result<(), ApiError> {
    match logged.lease() {
        Some(lease) if is_queued(lease) || !is_held(&task.app, lease, task.app.clock.now()) => {
            enqueue(task, logged.seq, lease.clone()).await
        }
        _ => Ok(()),
    }
}

/// Whether what a user may do, or is told, follows from more than who they are.
fn depends_on_user(tenant: &TenantFile) -> bool {
    !tenant.records.types.is_empty()
        || tenant.tools != Tools::default()
        || tenant.knowledge.is_used()
        || !tenant.assistant.roles.is_empty()
}

/// The lease of a turn that waits in the queue: whoever takes it from there takes it over.
fn queue_lease(now: Timestamp) -> Lease {
    Lease { holder: format!("{QUEUE}{}", uuid::Uuid::now_v7().simple()), until: now + LEASE }
}

fn task(app: App, tenant: Arc<TenantFile>, session: &Session, request_id: String) -> Task {
    let time_zone = time_zone::named(session.claims.time_zone.as_deref());
    let (locale, conversation) = (session.claims.locale.clone(), session.conversation.clone());
    let user = session.claims.user.clone();
    Task { app, tenant, locale, time_zone, user, conversation, request_id }
}

/// In a task of its own: the answer to the request begins before it ends.
fn start(running: &Running, turn: impl Future<Output = ()> + Send + 'static) {
    let under_way = running.begin();
    // On the heap at once: whoever waits for a future holds one more copy of its size.
    let turn = Box::pin(turn);
    let turn = async move {
        turn.await;
        drop(under_way);
    };
    tokio::spawn(telemetry::carried(turn));
}

/// A lease of its own for every attempt.
pub(super) fn new_lease(app: &App, now: Timestamp) -> Lease {
    Lease { holder: format!("{}/{}", app.process, uuid::Uuid::now_v7().simple()), until: now + LEASE }
}

fn turn(session: &Session, request: &SendRequest, lease: Lease) -> Turn {
    let SendRequest { message, edit, message_id, page, .. } = request.clone();
    let user = session.claims.user_id().map(str::to_owned);
    Turn::open(message_id, message, edit, page, user, lease)
}

fn entry(session: &Session, tenant: &TenantFile, logged: LoggedTurn) -> Entry {
    let LoggedTurn { seq, at, turn } = logged;
    Entry {
        conversation: session.conversation.clone(),
        seq,
        at,
        expires_at: expires_at(tenant, at),
        body: EntryBody::Turn(Box::new(turn)),
    }
}

/// When what is said now may be forgotten.
pub(crate) fn expires_at(tenant: &TenantFile, now: Timestamp) -> Timestamp {
    now + SignedDuration::from_hours(24 * i64::from(tenant.retention.days))
}
