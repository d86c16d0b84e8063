//! Replaying transcripts with the rules engine.

use jiff::Timestamp;
use jiff::civil::Date;
use shared::tenant::TenantFile;

use super::file::{File, Tenant, Transcript};
use crate::scope::{Scope, confidence, is_ready};
use crate::turn::{Step, TurnInput, TurnMachine};

/// Whose question a message is taken to answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asking {
    /// The one that the transcript says.
    AsWritten,
    /// The one that the engine itself would have asked.
    AsEngine,
}

/// Which turn of a file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The tenant's id.
    pub tenant: String,
    /// The transcript's id.
    pub transcript: String,
    /// The turn, from 1.
    pub turn: usize,
}

/// What is known after a turn.
#[derive(Debug, Clone, PartialEq)]
pub struct TurnState {
    /// Which turn.
    pub place: Place,
    /// The scope afterwards; its `asking` is the question that comes next.
    pub scope: Scope,
    /// 0 to 1.
    pub confidence: f64,
    /// Whether enough is known for an estimate.
    pub ready: bool,
    /// How long it took, in milliseconds.
    pub ms: f64,
}

/// Makes a state of a scope: for readers other than the rules, too.
#[must_use]
pub fn state(tenant: &TenantFile, transcript: &str, turn: usize, scope: Scope, ms: f64) -> TurnState {
    TurnState {
        place: Place { tenant: tenant.id.clone(), transcript: transcript.to_owned(), turn },
        confidence: confidence(&tenant.scope, &scope),
        ready: is_ready(&tenant.scope, &scope),
        scope,
        ms,
    }
}

/// The scope after one message, by the rules. `scope.asking` is taken for what was asked, and is what comes next in
/// the result, with its count of how often it was asked.
#[must_use]
pub fn apply(tenant: &TenantFile, locale: &str, today: Date, scope: &Scope, message: &str) -> Scope {
    let input = TurnInput {
        tenant,
        locale,
        today,
        scope: scope.clone(),
        history: &[],
        summary: None,
        page: None,
        message,
        model: None,
        escalated: None,
        means: None,
    };
    match TurnMachine::new(input, &[]).step() {
        Step::Finish(finished) => finished.into_outcome(Timestamp::UNIX_EPOCH).scope,
        // Without a model's name none is called, and nothing is carried out without means.
        Step::CallModel(_) | Step::Act(_) => scope.clone(),
    }
}

/// Replays every transcript with the rules engine. `now` tells the time in milliseconds from any beginning; the engine
/// has no clock of its own.
#[must_use]
pub fn replay(file: &File, asking: Asking, now: &mut dyn FnMut() -> f64) -> Vec<TurnState> {
    let mut states = Vec::new();
    for tenant in &file.tenants {
        let as_tenant = tenant.as_tenant();
        for transcript in &tenant.transcripts {
            replay_one(file, (tenant, &as_tenant), transcript, asking, now, &mut states);
        }
    }
    states
}

fn replay_one(
    file: &File,
    (tenant, as_tenant): (&Tenant, &TenantFile),
    transcript: &Transcript,
    asking: Asking,
    now: &mut dyn FnMut() -> f64,
    states: &mut Vec<TurnState>,
) {
    let locale = transcript.locale.as_deref().unwrap_or(&tenant.locale);
    let mut scope = Scope::default();
    for (index, turn) in transcript.turns.iter().enumerate() {
        if asking == Asking::AsWritten {
            scope.asking = turn.asked.clone();
            if let Some(key) = &turn.asked {
                scope.asked.entry(key.clone()).or_insert(1);
            }
        }
        let begun = now();
        scope = apply(as_tenant, locale, file.today, &scope, &turn.message);
        states.push(state(as_tenant, &transcript.id, index + 1, scope.clone(), now() - begun));
    }
}
