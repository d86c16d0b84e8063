//! One turn as a line of JSON.

use std::collections::BTreeMap;

use serde::Serialize;
use shared::value::Value;

use super::replay::TurnState;

/// One turn as `anteroom eval --json` prints it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Line<'a> {
    /// The tenant's id.
    pub tenant: &'a str,
    /// The transcript's id.
    pub transcript: &'a str,
    /// The turn, from 1.
    pub turn: usize,
    /// Everything that is known after it.
    pub known: BTreeMap<&'a str, &'a Value>,
    /// What would be asked next.
    pub asked_next: Option<&'a str>,
    /// 0 to 1.
    pub confidence: f64,
    /// Whether enough is known for an estimate.
    pub ready: bool,
    /// How long it took, in milliseconds, to the microsecond.
    pub ms: f64,
}

impl<'a> From<&'a TurnState> for Line<'a> {
    fn from(state: &'a TurnState) -> Self {
        Self {
            tenant: &state.place.tenant,
            transcript: &state.place.transcript,
            turn: state.place.turn,
            known: state.scope.known.iter().map(|(key, known)| (key.as_str(), &known.value)).collect(),
            asked_next: state.scope.asking.as_deref(),
            confidence: state.confidence,
            ready: state.ready,
            ms: (state.ms * 1000.0).round() / 1000.0,
        }
    }
}
