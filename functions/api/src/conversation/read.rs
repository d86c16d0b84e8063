//! A conversation as the newest entries of its log show it.

use engine::actions::Thread;
use engine::log::{ConversationId, Entry, EntryBody, Lease, Outcome, Progress, Turn};
use engine::scope::Scope;
use jiff::{SignedDuration, Timestamp};
use shared::tenant::TenantFile;
use shared::wire::Rating;

use crate::app::App;
use crate::problem::ApiError;
use crate::session::Session;

/// How many turns are read to answer one message: at least as many as a tenant may show the model. A message that is
/// sent again is known by its id for so many turns.
pub(crate) const NEWEST_TURNS: u16 = 50;

/// How many closed turns are read at the least, where there are so many: turns that wait behind others take places of what is
/// read. The scope stands on the newest of them, and the model is shown the others.
pub(super) const CLOSED_TURNS: u16 = 40;

/// How many turns of one conversation may wait for their answers at once: no more are taken. So reading has its bound, and
/// whoever comes last can take over all that wait in the time that a turn is looked for.
pub(super) const WAITING_AT_MOST: usize = 100;

/// A turn and its place.
#[derive(Debug, Clone)]
pub(crate) struct LoggedTurn {
    pub(crate) seq: u64,
    pub(crate) at: Timestamp,
    pub(crate) turn: Turn,
}

impl LoggedTurn {
    /// How it ended, if it has.
    pub(crate) fn outcome(&self) -> Option<&Outcome> {
        match &self.turn.progress {
            Progress::Closed(outcome) => Some(outcome),
            Progress::Open(_) => None,
        }
    }

    /// Who answers it, if it is open.
    pub(crate) fn lease(&self) -> Option<&Lease> {
        match &self.turn.progress {
            Progress::Open(lease) => Some(lease),
            Progress::Closed(_) => None,
        }
    }
}

/// A conversation as the newest entries of its log show it.
#[derive(Debug)]
pub(crate) struct Conversation {
    pub(crate) id: ConversationId,
    /// The newest turns, oldest first; what was cleared is not among them.
    pub(crate) turns: Vec<LoggedTurn>,
    /// The place after the newest entry.
    pub(crate) next_seq: u64,
    /// Whether it is over, by its visitor or by its time.
    pub(crate) is_ended: bool,
    /// Whether it is over by its time: then what was said is still there.
    pub(crate) is_lapsed: bool,
    /// The page of older turns, if there may be one.
    pub(crate) before: Option<u64>,
    newest_at: Option<Timestamp>,
}

impl Conversation {
    /// Reads the newest `limit` turns, of those before `before` where that is given. One query.
    pub(crate) async fn read(
        app: &App,
        id: &ConversationId,
        before: Option<u64>,
        limit: u16,
    ) -> Result<Self, ApiError> {
        let entries = app.turn_log.newest(id, before, limit).await?;
        Ok(Self::from_entries(id.clone(), entries, limit, app.clock.now()))
    }

    /// Enough of the newest to know a message that is sent again, to see who else is at work, and to answer: every turn that
    /// waits, and [`CLOSED_TURNS`] before them. One query, and more only where so many wait that they would push those out.
    pub(crate) async fn read_newest(app: &App, id: &ConversationId) -> Result<Self, ApiError> {
        let mut read = Self::read(app, id, None, NEWEST_TURNS).await?;
        // Turns are closed in order: what is open stands behind all that is closed.
        while let Some(before) = read.before
            && read.turns.len() - read.waiting() < usize::from(CLOSED_TURNS)
        {
            let older = Self::read(app, id, Some(before), NEWEST_TURNS).await?;
            read.before = older.before;
            read.turns.splice(0..0, older.turns);
        }
        Ok(read)
    }

    /// How many of the turns that were read wait for their answers.
    fn waiting(&self) -> usize {
        self.turns.iter().filter(|logged| logged.outcome().is_none()).count()
    }

    /// Refuses one more turn where too many wait already.
    pub(super) fn must_have_room(&self) -> Result<(), ApiError> {
        if self.waiting() < WAITING_AT_MOST { Ok(()) } else { Err(ApiError::crowded()) }
    }

    /// The turn at this place. One query.
    pub(crate) async fn read_turn(app: &App, id: &ConversationId, seq: u64) -> Result<LoggedTurn, ApiError> {
        let unknown = ApiError::Unknown("turn");
        let Some(after) = seq.checked_add(1) else { return Err(unknown) };
        let read = Self::read(app, id, Some(after), 1).await?;
        read.turns.into_iter().find(|logged| logged.seq == seq).ok_or(unknown)
    }

    /// The turn at this place, if the conversation is the session's user's. One query for the newest turn, another for one
    /// that is older.
    pub(crate) async fn own_turn(app: &App, session: &Session, seq: u64) -> Result<LoggedTurn, ApiError> {
        let read = Self::read(app, &session.conversation, None, 1).await?;
        read.must_be_of(session.claims.user_id())?;
        match read.turn_at(seq) {
            Some(logged) => Ok(logged.clone()),
            None => Self::read_turn(app, &session.conversation, seq).await,
        }
    }

    /// The turn at this place of a conversation that goes on. One query for one of the newest turns, another for one
    /// that is older.
    pub(crate) async fn find_turn(app: &App, session: &Session, seq: u64) -> Result<LoggedTurn, ApiError> {
        let read = Self::read_newest(app, &session.conversation).await?;
        read.must_be_of(session.claims.user_id())?;
        read.must_go_on(session.tenant(app)?, app.clock.now())?;
        match read.turn_at(seq) {
            Some(logged) => Ok(logged.clone()),
            None if read.before.is_some_and(|before| seq < before) => {
                Self::read_turn(app, &session.conversation, seq).await
            }
            None => Err(ApiError::Unknown("turn")),
        }
    }

    /// A conversation that begins: the store knows nothing of it yet.
    pub(crate) const fn nothing_said(id: ConversationId) -> Self {
        Self {
            id,
            turns: Vec::new(),
            next_seq: 1,
            is_ended: false,
            is_lapsed: false,
            before: None,
            newest_at: None,
        }
    }

    /// Whether the store knows nothing of it.
    pub(crate) const fn is_unspoken(&self) -> bool {
        self.newest_at.is_none()
    }

    fn from_entries(id: ConversationId, entries: Vec<Entry>, limit: u16, now: Timestamp) -> Self {
        let next_seq = entries.first().map_or(1, |entry| entry.seq + 1);
        let newest_at = entries.first().map(|entry| entry.at);
        let is_full = entries.len() >= usize::from(limit);
        let mut turns = Vec::with_capacity(entries.len());
        let mut is_ended = false;
        let mut is_lapsed = false;
        let mut is_cut = false;
        // The store deletes late: what is past its time is not there.
        for entry in entries.into_iter().take_while(|entry| entry.expires_at > now) {
            match entry.body {
                EntryBody::Turn(turn) => turns.push(LoggedTurn { seq: entry.seq, at: entry.at, turn: *turn }),
                EntryBody::Cleared => is_cut = true,
                EntryBody::Ended => {
                    is_ended = true;
                    is_cut = true;
                }
                EntryBody::Lapsed => {
                    is_ended = true;
                    is_lapsed = true;
                }
            }
            if is_cut {
                break;
            }
        }
        turns.reverse();
        let before = turns.first().filter(|_| is_full && !is_cut).map(|oldest| oldest.seq);
        Self { id, turns, next_seq, is_ended, is_lapsed, before, newest_at }
    }

    /// Refuses a conversation that is over.
    pub(crate) fn must_go_on(&self, tenant: &TenantFile, now: Timestamp) -> Result<(), ApiError> {
        if self.is_ended || self.is_idle(tenant, now) { Err(ApiError::SessionExpired) } else { Ok(()) }
    }

    /// Refuses whoever is not the user whose conversation it is. From a user's first turn on it is theirs: what was said
    /// before they were identified as well.
    pub(crate) fn must_be_of(&self, user: Option<&str>) -> Result<(), ApiError> {
        match self.owner() {
            Some(owner) if Some(owner) != user => Err(ApiError::OtherUser),
            _ => Ok(()),
        }
    }

    /// The identified user whose conversation it is, as far as the turns that were read tell.
    pub(crate) fn owner(&self) -> Option<&str> {
        self.turns.last().and_then(|newest| newest.turn.user.as_deref())
    }

    /// Whether nothing was said for as long as the tenant's sessions last.
    fn is_idle(&self, tenant: &TenantFile, now: Timestamp) -> bool {
        self.idle_at(tenant).is_some_and(|idle_at| now >= idle_at)
    }

    /// When it is over, if nothing more is said; `None` where nothing ever was.
    pub(super) fn idle_at(&self, tenant: &TenantFile) -> Option<Timestamp> {
        let lasts = SignedDuration::from_mins(i64::from(tenant.session.idle_minutes));
        self.newest_at.map(|at| at + lasts)
    }

    /// The newest rating, of the turns that were read.
    pub(crate) fn rating(&self) -> Option<&Rating> {
        self.turns.iter().rev().find_map(|logged| logged.turn.rating.as_ref())
    }

    /// The scope as the newest closed turn left it.
    pub(crate) fn scope(&self) -> Scope {
        self.scope_before(self.next_seq)
    }

    /// The scope as the newest closed turn before this place left it.
    pub(crate) fn scope_before(&self, seq: u64) -> Scope {
        let before = self.turns.iter().rev().filter(|logged| logged.seq < seq);
        before.filter_map(LoggedTurn::outcome).next().map(|outcome| outcome.scope.clone()).unwrap_or_default()
    }

    /// What is remembered of records since the newest closed turn before this place.
    pub(super) fn thread_before(&self, seq: u64) -> Option<&Thread> {
        let before = self.turns.iter().rev().filter(|logged| logged.seq < seq);
        before.filter_map(LoggedTurn::outcome).next().map(|outcome| &outcome.thread)
    }

    /// The turn of this message.
    pub(crate) fn turn_of(&self, message_id: &str) -> Option<&LoggedTurn> {
        self.turns.iter().find(|logged| logged.turn.message_id == message_id)
    }

    /// The turn at this place.
    pub(crate) fn turn_at(&self, seq: u64) -> Option<&LoggedTurn> {
        self.turns.iter().find(|logged| logged.seq == seq)
    }
}
