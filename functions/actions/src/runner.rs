//! The calls of one turn, one after the other.

use engine::actions::{Acted, Call, Came, Names, RecordRef, Thread, Waiting, WaitingFor};
use engine::ports::{ChangeId, Records, StoreError, Tools};
use engine::records::Actor;
use engine::rules::values::Context;
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan as _};
use shared::tenant::{RecordType, TenantFile};
use shared::wire::Record;

use super::Ran;
use super::ran::ran;

/// Carries out the calls of one turn.
pub struct Runner<'a> {
    /// The records.
    pub records: &'a dyn Records,
    /// The tenant's own tools.
    pub tools: &'a dyn Tools,
    /// The tenant.
    pub tenant: &'a TenantFile,
    /// Who asks.
    pub actor: &'a Actor,
    /// The moment.
    pub now: Timestamp,
    /// The day where the visitor is.
    pub today: Date,
    /// BCP 47: the language of what is said.
    pub locale: &'a str,
    /// The turn: together with a call's place in it, what makes a change itself.
    pub turn: String,
    /// What was spoken of before.
    pub thread: Thread,
}

/// The place of an action that was confirmed, in the turn that asked: after all that a turn can do at once.
const CONFIRMED: u16 = 1_000;
/// The most records that are remembered.
const FOCUS: usize = 50;

/// What is gathered while the calls are carried out.
pub(crate) struct Doing {
    /// The change that comes next.
    pub(crate) id: ChangeId,
    /// The version that was confirmed, where it was.
    pub(crate) confirmed: Option<u64>,
    /// What records that others refer to are called.
    pub(crate) names: Names,
    /// What waits for the user's word.
    pub(crate) waiting: Option<Waiting>,
}

impl<'a> Runner<'a> {
    /// Carries the calls out, in order; those after `actions_per_message` are not. Whatever waited for the user's word before
    /// waits no longer.
    ///
    /// # Errors
    ///
    /// Where the store fails: what was done until then stays done, and is found by `Records::done_by`.
    pub async fn run(&mut self, calls: Vec<Call>) -> Result<Ran, StoreError> {
        self.thread.waiting = None;
        let id = ChangeId { turn: self.turn.clone(), place: 0 };
        self.carry_out(calls, id, None).await
    }

    /// Carries out what the user has confirmed ([`engine::actions::WaitingAnswer::Confirmed`]): under the id of the turn
    /// that asked, so that it is done once however often it is confirmed.
    ///
    /// # Errors
    ///
    /// As with [`Runner::run`].
    pub async fn confirmed(&mut self, waiting: Waiting) -> Result<Ran, StoreError> {
        self.thread.waiting = None;
        let id = ChangeId { turn: waiting.turn, place: CONFIRMED };
        let version = match waiting.on {
            WaitingFor::Yes { version } => Some(version),
            _ => None,
        };
        self.carry_out(vec![waiting.call], id, version).await
    }

    /// Leaves it as it is.
    #[must_use]
    pub fn declined(&mut self, waiting: &Waiting) -> Ran {
        self.thread.waiting = None;
        let acted = vec![Acted { call: waiting.call.clone(), came: Came::Declined }];
        ran(self.tenant, self.locale, acted, &Names::default(), self.thread.clone())
    }

    async fn carry_out(
        &mut self,
        calls: Vec<Call>,
        id: ChangeId,
        confirmed: Option<u64>,
    ) -> Result<Ran, StoreError> {
        let mut doing = Doing { id, confirmed, names: Names::default(), waiting: None };
        let most = usize::from(self.tenant.records.actions_per_message);
        let mut acted = Vec::with_capacity(calls.len());
        let mut told: Vec<RecordRef> = Vec::new();
        for (place, call) in calls.into_iter().enumerate() {
            let one = if place >= most {
                Acted { call, came: Came::TooMany }
            } else {
                self.one(call, &mut doing).await?
            };
            doing.id.place = doing.id.place.saturating_add(1);
            self.remember(&one, &mut told);
            acted.push(one);
        }
        self.name_references(&acted, &mut doing.names).await?;
        self.thread.waiting = doing.waiting;
        Ok(ran(self.tenant, self.locale, acted, &doing.names, self.thread.clone()))
    }

    async fn one(&self, call: Call, doing: &mut Doing) -> Result<Acted, StoreError> {
        match call {
            Call::Find { .. } => self.find(call, doing).await,
            Call::Count { .. } => self.count(call, doing).await,
            Call::Tool { .. } => Ok(self.tool(call, doing).await),
            Call::Create { .. } => self.create(call, doing).await,
            Call::Navigate { target: None, ref record_type } => {
                let came = self.list_page(record_type.as_deref());
                Ok(Acted { call, came })
            }
            Call::Show { .. }
            | Call::Update { .. }
            | Call::ChangeStatus { .. }
            | Call::Comment { .. }
            | Call::LinkCommit { .. }
            | Call::Delete { .. }
            | Call::Navigate { .. } => self.about_one(call, doing).await,
        }
    }

    fn list_page(&self, key: Option<&str>) -> Came {
        let one = key.and_then(|key| self.of(key)).filter(|one| self.may_find(one));
        match one.and_then(|one| Some((one, one.display.list_link.clone()?))) {
            Some((one, url)) => Came::Opened { label: engine::actions::wording::capital(&one.many), url },
            None => Came::NoPage,
        }
    }

    /// What was spoken of last is what is meant by "it" next.
    fn remember(&mut self, acted: &Acted, told: &mut Vec<RecordRef>) {
        let reference =
            |record: &Record| RecordRef { record_type: record.record_type.clone(), id: record.id.clone() };
        match &acted.came {
            Came::Found { records, .. } | Came::Which(records, _) if !records.is_empty() => {
                *told = records.iter().take(FOCUS).map(reference).collect();
            }
            Came::Done { done, .. } if done.record.is_none() => {
                let gone = |one: &RecordRef| one.record_type == done.record_type && one.id == done.record_id;
                told.retain(|one| !gone(one));
                self.thread.focus.retain(|one| !gone(one));
                return;
            }
            Came::Done { record: Some(record), .. }
            | Came::Shown(record)
            | Came::Unchanged(record)
            | Came::ToConfirm(Some(record))
            | Came::NoTransition(record, _)
            | Came::Stale(Some(record)) => {
                let one = reference(record);
                told.retain(|other| *other != one);
                told.push(one);
            }
            _ => return,
        }
        told.truncate(FOCUS);
        self.thread.focus.clone_from(told);
    }

    /// Has the action wait for the user's word; only one can.
    pub(crate) fn wait(&self, doing: &mut Doing, call: &Call, on: WaitingFor) -> bool {
        if doing.waiting.is_some() {
            return false;
        }
        let minutes = i64::from(self.tenant.records.confirm_within_minutes.clamp(1, 60));
        doing.waiting = Some(Waiting {
            call: call.clone(),
            on,
            user: self.actor.user.as_ref().map(|user| user.id.clone()),
            until: self.now.saturating_add(minutes.minutes()).unwrap_or(Timestamp::MAX),
            turn: self.turn.clone(),
        });
        true
    }

    /// The type of this key.
    pub(crate) fn of(&self, key: &str) -> Option<&'a RecordType> {
        self.tenant.records.of(key)
    }

    /// For reading values as they were said.
    pub(crate) fn context(&self) -> Context<'a> {
        Context { country: &self.tenant.country, locale: self.locale, today: self.today }
    }
}
